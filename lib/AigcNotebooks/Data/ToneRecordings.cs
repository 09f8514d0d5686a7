using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Tones that say a digit by their pitch, from 220 Hz for a zero to 880 Hz for a nine, made from a seed as if many speakers had been recorded: each has its own timbre, loudness, rhythm and detuning, and hiss
/// in the background. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Recording i says digit i mod 10, and is the same however many there are. <see cref="Features"/> is what a model hears (<see cref="Tone.Features"/>); <see cref="Wave"/> makes the sound anew, to be played.</remarks>
public sealed class ToneRecordings : IDisposable
{
    /// <summary>Frames of 100 ms of a recording.</summary>
    public const int Frames = 8;

    private const int Samples = Frames * Tone.FrameSamples;

    // Of the step from one digit's pitch to the next, which is 2/9 of an octave.
    private const double Detuning = 0.12;

    private readonly ulong _seed;

    /// <param name="count">How many, at least 10, so that each digit is said.</param>
    /// <param name="seed">Which.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than ten.</exception>
    public ToneRecordings(int count, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 10);
        _seed = (ulong)seed;
        using DisposeScope scope = NewDisposeScope();
        var parts = new List<Tensor>();
        for (int first = 0; first < count; first += 500)
        {
            Stop.ThrowIfRequested();
            using DisposeScope chunk = NewDisposeScope();
            int size = Math.Min(500, count - first), start = first;
            var samples = new float[size * Samples];
            Parallel.For(0, size, i => Write(start + i, samples.AsSpan(i * Samples, Samples)));
            parts.Add(Tone.Features(tensor(samples, [size, Samples], dtype: ScalarType.Float32)).MoveToOuterDisposeScope());
        }
        Features = cat(parts).DetachFromDisposeScope();
        Count = count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>What a model hears: float32 (count, 8, 16).</summary>
    public Tensor Features { get; }

    /// <summary>The pitch that says a digit, in Hz: 220 · 2^(2 · digit / 9).</summary>
    /// <param name="digit">0 to 9</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such digit.</exception>
    public static double Pitch(int digit) => digit is >= 0 and <= 9 ? Tone.LowestPitch * Math.Pow(2, 2 * digit / 9.0)
        : throw new ArgumentOutOfRangeException(nameof(digit), digit, "Expected a digit from 0 to 9.");

    /// <summary>A recording's sound: float32 (6400) in [−1, 1], 0.8 s at <see cref="Tone.SampleRate"/>; the caller's to dispose.</summary>
    /// <param name="recording">0 to <see cref="Count"/> − 1</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such recording.</exception>
    public Tensor Wave(int recording)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(recording);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(recording, Count);
        var samples = new float[Samples];
        Write(recording, samples);
        return tensor(samples);
    }

    /// <summary>Frees the features.</summary>
    public void Dispose() => Features.Dispose();

    private void Write(int recording, Span<float> into)
    {
        SplitMix64 random = SplitMix64.ForItem(_seed, (ulong)recording);
        double pitch = Pitch(recording % 10) * Math.Pow(2, 2 / 9.0 * Detuning * random.Normal());
        float loudness = random.Uniform(0.3f, 0.6f), hiss = random.Uniform(0.01f, 0.1f);
        // Timbre: how strong the first overtones are beside the tone itself.
        float[] strength = [1, random.Uniform(0, 0.6f), random.Uniform(0, 0.4f)];
        // Rhythm: it sets in within the first 200 ms, lasts 300 to 600 ms, and may pause for 100 ms.
        int start = random.Next(3), length = 3 + random.Next(4), pause = random.Next(2) == 0 ? start + 1 + random.Next(length - 1) : -1;
        for (int i = 0; i < into.Length; i++)
            into[i] = hiss * random.Normal();
        for (int overtone = 0; overtone < strength.Length; overtone++)
        {
            // A point that goes round by the same angle each time: two multiplications instead of a sine.
            (double turnSine, double turnCosine) = Math.SinCos(2 * Math.PI * pitch * (overtone + 1) / Tone.SampleRate);
            (double sine, double cosine) = (0, 1);
            for (int i = start * Tone.FrameSamples; i < Math.Min(into.Length, (start + length) * Tone.FrameSamples); i++)
            {
                if (i / Tone.FrameSamples != pause)
                    into[i] += (float)(loudness / 2 * strength[overtone] * sine);
                (sine, cosine) = (sine * turnCosine + cosine * turnSine, cosine * turnCosine - sine * turnSine);
            }
        }
        foreach (ref float sample in into)
            sample = Math.Clamp(sample, -1, 1);
    }
}

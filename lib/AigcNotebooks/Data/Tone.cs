using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>The sound track of a clip: a sine whose pitch follows a digit's height, high where it is high. And what a model hears of it. Taught in notebook 11, as the modality beside the caption.</summary>
/// <remarks>8,000 samples a second; a frame lasts 100 ms, as the clips' ten frames a second say. Article 002, "several modalities".</remarks>
public static class Tone
{
    /// <summary>Samples a second.</summary>
    public const int SampleRate = 8000;

    /// <summary>Samples a frame.</summary>
    public const int FrameSamples = SampleRate / 10;

    /// <summary>Pitch in Hz at the lowest row of the picture.</summary>
    public const double LowestPitch = 220;

    /// <summary>Pitch in Hz at the highest row of the picture: two octaves above the lowest.</summary>
    public const double HighestPitch = 880;

    /// <summary>Bands of <see cref="Features"/>.</summary>
    public const int Bands = 16;

    private const double Loudness = 0.8, Octaves = 2;

    /// <summary>The sound of a batch of clips; of two digits in a clip both are heard.</summary>
    /// <returns>float32 (N, T·800) in [−1, 1]; in the dispose scope around, or the caller's to dispose.</returns>
    public static Tensor Of(BouncingClips clips)
    {
        using DisposeScope scope = NewDisposeScope();
        (long count, long digits, long frames) = (clips.Positions.shape[0], clips.Positions.shape[1], clips.Positions.shape[2]);
        Tensor pitch = Pitch(clips.Positions.select(3, 1), (int)clips.Frames.shape[3]);
        return Wave(pitch.view(count * digits, frames)).view(count, digits, -1).mean([1]).MoveToOuterDisposeScope();
    }

    /// <summary>The pitch of heights: equal steps in height are equal intervals.</summary>
    /// <param name="y">Rows from the top, of any shape; outside of the picture they count as its edge.</param>
    /// <param name="height">Rows of a frame, at least 2.</param>
    /// <returns>float32 of the same shape: Hz, 220 to 880. The caller's to dispose.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The frame has fewer than 2 rows.</exception>
    public static Tensor Pitch(Tensor y, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        using DisposeScope scope = NewDisposeScope();
        Tensor octaves = (1 - y.to_type(ScalarType.Float32) / (height - 1)).clamp(0, 1) * Octaves;
        return (octaves.exp2() * LowestPitch).MoveToOuterDisposeScope();
    }

    /// <summary>A sine of the given pitches: each lasts a frame, and the wave goes on smoothly from one to the next.</summary>
    /// <param name="pitch">(N, T): Hz, above 0 and below 4,000.</param>
    /// <returns>float32 (N, T·800) in [−0.8, 0.8]; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The pitches have another shape or range.</exception>
    public static Tensor Wave(Tensor pitch)
    {
        if (pitch.dim() != 2)
            throw new ArgumentException($"Expected a pitch for each frame, (N, T); found shape ({string.Join(", ", pitch.shape)}).", nameof(pitch));
        float[] hertz;
        using (Tensor host = pitch.detach().to_type(ScalarType.Float32).cpu().contiguous())
            hertz = host.data<float>().ToArray();
        if (Array.FindIndex(hertz, f => !(f > 0 && f < SampleRate / 2)) is >= 0 and var wrong)
            throw new ArgumentException($"Expected pitches above 0 and below {SampleRate / 2:N0} Hz; found {hertz[wrong]}.", nameof(pitch));
        int frames = (int)pitch.shape[1];
        var samples = new float[hertz.Length * FrameSamples];
        double phase = 0;
        for (int frame = 0; frame < hertz.Length; frame++)
        {
            if (frame % frames == 0)
                phase = 0;
            double step = 2 * Math.PI * hertz[frame] / SampleRate;
            // A point that goes round by the same angle each time: two multiplications instead of a sine.
            (double sine, double cosine) = Math.SinCos(phase);
            (double turnSine, double turnCosine) = Math.SinCos(step);
            Span<float> into = samples.AsSpan(frame * FrameSamples, FrameSamples);
            for (int i = 0; i < into.Length; i++)
            {
                into[i] = (float)(Loudness * sine);
                (sine, cosine) = (sine * turnCosine + cosine * turnSine, cosine * turnCosine - sine * turnSine);
            }
            phase = Math.IEEERemainder(phase + step * FrameSamples, 2 * Math.PI);
        }
        return tensor(samples, [pitch.shape[0], frames * FrameSamples], dtype: ScalarType.Float32);
    }

    /// <summary>What a model hears in each frame: how its energy is shared out among 16 bands, whose middles lie on a logarithmic scale from 220 to 880 Hz. Between two middles the energy goes to both,
    /// to the nearer one more.</summary>
    /// <param name="wave">(N, T·800)</param>
    /// <returns>float32 (N, T, 16): each 0–1, together at most 1; zeros for silence. The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The waves have another shape, or do not fill their last frame.</exception>
    public static Tensor Features(Tensor wave)
    {
        if (wave.dim() != 2 || wave.shape[1] == 0 || wave.shape[1] % FrameSamples != 0)
            throw new ArgumentException($"Expected waves (N, T·{FrameSamples}), whole frames; found shape ({string.Join(", ", wave.shape)}).", nameof(wave));
        using DisposeScope scope = NewDisposeScope();
        Tensor frames = wave.detach().view(wave.shape[0], -1, FrameSamples) * hann_window(FrameSamples);
        Tensor power = fft.rfft(frames).abs().square();
        // The window spreads a tone over a few neighbouring frequencies; energy far from all bands counts in the whole only.
        Tensor whole = power.sum(dim: 2, keepdim: true);
        return (power.matmul(Filters()) / whole.clamp_min(1e-6)).MoveToOuterDisposeScope();
    }

    /// <summary>The pitch in features: the mean of the bands' middles, on the logarithmic scale, by their energies.</summary>
    /// <param name="features">(N, T, 16)</param>
    /// <returns>float32 (N, T): Hz; 0 for silence. The caller's to dispose.</returns>
    public static Tensor PitchOf(Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor energy = features.sum(dim: 2), octaves = features.matmul(arange(Bands, dtype: ScalarType.Float32) * (Octaves / (Bands - 1))) / energy.clamp_min(1e-6);
        return where(energy > 0.01, octaves.exp2() * LowestPitch, zeros_like(energy)).MoveToOuterDisposeScope();
    }

    /// <summary>(401, 16): how much of each frequency's energy, 0, 10, 20 … Hz, goes to each band.</summary>
    private static Tensor Filters()
    {
        var filters = new float[FrameSamples / 2 + 1, Bands];
        for (int bin = 1; bin <= FrameSamples / 2; bin++)
        {
            // In steps from one band's middle to the next.
            double place = Math.Log2(bin * (double)SampleRate / FrameSamples / LowestPitch) * (Bands - 1) / Octaves;
            for (int band = 0; band < Bands; band++)
                filters[bin, band] = (float)Math.Max(0, 1 - Math.Abs(place - band));
            // What the window spreads below the lowest and above the highest still belongs to them.
            if (place is > -2 and < 0)
                filters[bin, 0] = 1;
            if (place is > Bands - 1 and < Bands + 1)
                filters[bin, Bands - 1] = 1;
        }
        return tensor(filters);
    }
}

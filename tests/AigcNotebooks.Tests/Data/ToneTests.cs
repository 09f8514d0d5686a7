using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class ToneTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_highest_row_is_two_octaves_above_the_lowest_and_the_middle_one()
    {
        Tensor pitch = Tone.Pitch(tensor([0f, 15.5f, 31, -5, 40]), 32);
        Assert.Equal([880, 440, 220, 880, 220], pitch.data<float>().ToArray().Select(f => Math.Round(f, 2)));
    }

    [Fact]
    public void The_wave_is_a_sine_without_a_jump_between_frames()
    {
        Tensor wave = Tone.Wave(tensor([250f, 523.7f, 333.3f, 880, 800, 220, 220, 220]).view(2, 4));
        Assert.Equal([2L, 3200], wave.shape);
        float[] samples = wave.data<float>().ToArray();
        for (int i = 0; i < 800; i++)
            Assert.Equal(0.8 * Math.Sin(2 * Math.PI * 250 * i / 8000), samples[i], 1e-5);
        Assert.InRange(wave.abs().max().ToSingle(), 0.79, 0.8001);
        // No step is larger than the steepest sine's: 0.8 · 2π · 880 / 8000.
        Assert.InRange((wave.narrow(1, 1, 3199) - wave.narrow(1, 0, 3199)).abs().max().ToSingle(), 0, 0.8 * 2 * Math.PI * 880 / 8000);
        Assert.Equal(0f, samples[3200]);
    }

    [Fact]
    public void The_pitch_comes_back_from_the_features()
    {
        manual_seed(0);
        Tensor pitch = (rand(50, 8) * 2).exp2() * 220;
        Tensor features = Tone.Features(Tone.Wave(pitch));
        Assert.Equal([50L, 8, Tone.Bands], features.shape);
        Assert.InRange(features.min().ToSingle(), 0, 1);
        Assert.InRange(features.sum(dim: 2).min().ToSingle(), 0.95, 1.0001);
        Tensor octavesApart = (Tone.PitchOf(features) / pitch).log2().abs();
        // A row of 32 is 1/15.5 of an octave.
        Assert.InRange(octavesApart.mean().ToSingle(), 0, 0.012);
        Assert.InRange(octavesApart.max().ToSingle(), 0, 0.06);
    }

    [Fact]
    public void A_clips_tone_follows_its_digits_height()
    {
        (Tensor images, Tensor labels) = StrokeDigits.Generate(50, seed: 2);
        BouncingClips clips = new BouncingDigits(images, labels).Next(64);
        Tensor wave = Tone.Of(clips);
        Assert.Equal([64L, 8 * 800], wave.shape);
        Tensor heard = (880 / Tone.PitchOf(Tone.Features(wave))).log2() / 2 * 31;
        Assert.InRange((heard - clips.Positions.select(1, 0).select(2, 1)).abs().mean().ToSingle(), 0, 0.3);

        BouncingClips two = new BouncingDigits(images, labels, new() { Digits = 2 }).Next(4);
        Assert.Equal([4L, 8 * 800], Tone.Of(two).shape);
        Assert.InRange(Tone.Of(two).abs().max().ToSingle(), 0.3, 1);
        images.Dispose();
        labels.Dispose();
    }

    [Fact]
    public void Silence_is_zeros_and_what_is_no_sound_is_refused()
    {
        Tensor silence = Tone.Features(zeros(2, 1600));
        Assert.Equal(0f, silence.abs().max().ToSingle());
        Assert.Equal(0f, Tone.PitchOf(silence).max().ToSingle());
        Assert.Contains("(2, 1500)", Assert.Throws<ArgumentException>(() => Tone.Features(zeros(2, 1500))).Message);
        Assert.Contains("found 4000", Assert.Throws<ArgumentException>(() => Tone.Wave(full([1, 2], 4000.0))).Message);
        Assert.Contains("(N, T)", Assert.Throws<ArgumentException>(() => Tone.Wave(zeros(3))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tone.Pitch(zeros(3), 1));
    }
}

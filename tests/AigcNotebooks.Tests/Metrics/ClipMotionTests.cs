using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class ClipMotionTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory, InlineData(8), InlineData(16), InlineData(2)]
    public void Digits_are_tracked_round_the_walls(int frames)
    {
        BouncingClips clips = Strokes(frames);
        using ClipMotion motion = ClipMotion.Of(clips.Frames);
        Assert.Equal(1, motion.DirectionAccuracy(clips.Directions));
        Assert.Equal(1, motion.AxisAccuracy(clips.Directions));
        Assert.InRange(motion.MeanStraightness(), 0.9999, 1.0001);
        // The centres are the ink's, the positions the picture's: less than a pixel apart; their steps are the same.
        Tensor apart = motion.Centres - clips.Positions.squeeze(1);
        Assert.InRange(apart.abs().max().ToSingle(), 0, 1);
        Tensor steps = clips.Positions.squeeze(1).narrow(1, 1, frames - 1) - clips.Positions.squeeze(1).narrow(1, 0, frames - 1);
        Assert.InRange((motion.Speeds - steps.square().sum(dim: 2).sqrt().mean([1])).abs().max().ToSingle(), 0, 1e-3);
        // Bytes and floats alike.
        using ClipMotion floats = ClipMotion.Of(clips.Frames.to_type(ScalarType.Float32) / 255);
        Assert.True(floats.Centres.allclose(motion.Centres));
    }

    [Fact]
    public void A_frozen_clip_and_an_empty_one_have_no_speed_and_no_direction()
    {
        Tensor frozen = Strokes().Frames.narrow(2, 0, 1).repeat(1, 1, 8, 1, 1), directions = zeros(200, dtype: ScalarType.Int64);
        foreach (Tensor clips in (Tensor[])[frozen, zeros_like(frozen), frozen * (arange(8).eq(3)).view([1, 1, 8, 1, 1])])
        {
            using ClipMotion motion = ClipMotion.Of(clips);
            Assert.Equal(0, motion.MeanSpeed());
            Assert.Equal(0, motion.MeanStraightness());
            Assert.True(motion.Directions.eq(-1).all().ToBoolean());
            Assert.Equal(0, motion.DirectionAccuracy(directions));
            Assert.Equal(0, motion.AxisAccuracy(directions));
        }
    }

    [Fact]
    public void Reversed_clips_move_along_the_same_axis_and_noise_along_none()
    {
        BouncingClips clips = Strokes();
        using ClipMotion reversed = ClipMotion.Of(clips.Frames.flip(2)), noise = ClipMotion.Of(Scattered());
        Assert.Equal(1, reversed.AxisAccuracy(clips.Directions));
        Assert.InRange(reversed.DirectionAccuracy(clips.Directions), 0.2, 0.8);
        Assert.InRange(noise.MeanStraightness(), 0.1, 0.6);
        Assert.InRange(noise.MeanSpeed(), 8, 20);
    }

    [Fact]
    public void What_is_no_clip_is_refused_with_what_was_found()
    {
        Assert.Contains("at least 2 frames; these have 1", Assert.Throws<ArgumentException>(() => ClipMotion.Of(rand([3, 1, 1, 32, 32]))).Message);
        Assert.Contains("(3, 8, 32, 32)", Assert.Throws<ArgumentException>(() => ClipMotion.Of(rand(3, 8, 32, 32))).Message);
        Assert.Contains("pass (clips + 1) / 2", Assert.Throws<ArgumentException>(() => ClipMotion.Of(rand([3, 1, 8, 32, 32]) * 2 - 1)).Message);
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => ClipMotion.Of(rand([0, 1, 8, 32, 32]))).Message);
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => ClipMotion.Of(zeros([3, 1, 8, 32, 32], dtype: ScalarType.Int64))).Message);
        Assert.Contains("nan", Assert.Throws<ArgumentException>(() => ClipMotion.Of(zeros([1, 1, 2, 32, 32]) / 0)).Message, StringComparison.OrdinalIgnoreCase);
    }

    private static BouncingClips Strokes(int frames = 8)
    {
        (Tensor images, Tensor labels) = StrokeDigits.Generate(100, seed: 4);
        BouncingClips clips = new BouncingDigits(images, labels, new() { Frames = frames }).Next(200);
        images.Dispose();
        labels.Dispose();
        return clips;
    }

    /// <summary>A dot at another place in each frame.</summary>
    private static Tensor Scattered()
    {
        manual_seed(0);
        Tensor places = randint(32 * 32, [200, 8, 1], ScalarType.Int64);
        return zeros(200, 8, 32 * 32).scatter(2, places, ones(200, 8, 1)).view(200, 1, 8, 32, 32);
    }
}

using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class TemporalConsistencyTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _real;

    public TemporalConsistencyTests()
    {
        (Tensor images, Tensor labels) = StrokeDigits.Generate(100, seed: 4);
        _real = new BouncingDigits(images, labels).Next(60).Frames.to_type(ScalarType.Float32) / 255;
        images.Dispose();
        labels.Dispose();
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Moved_digits_warp_onto_each_other_without_a_rest()
    {
        Assert.Equal(0, TemporalConsistency.WarpingError(_real), 1e-6);
        // Of 40×40 pixels the last blocks are not whole.
        Assert.Equal(0, TemporalConsistency.WarpingError(nn.functional.pad(_real, [3, 5, 8, 0])), 1e-6);
        Assert.InRange(TemporalConsistency.WarpingError(_real.narrow(2, 0, 2)), 0, 1e-6);
    }

    [Fact]
    public void A_frozen_clip_is_best_and_a_blank_one_is_not()
    {
        Tensor frozen = _real.narrow(2, 0, 1).repeat(1, 1, 8, 1, 1);
        Assert.Equal(0, TemporalConsistency.Flicker(frozen));
        Assert.Equal(0, TemporalConsistency.WarpingError(frozen));
        Assert.Equal(1, TemporalConsistency.WarpingError(zeros_like(_real)));
    }

    [Fact]
    public void Flicker_is_the_second_difference()
    {
        // 0 1 0 1 …: each second difference is 2. A ramp has none.
        Assert.Equal(2, TemporalConsistency.Flicker(tensor([0f, 1, 0, 1, 0]).view(1, 1, 5, 1, 1)), 1e-6);
        Assert.Equal(0, TemporalConsistency.Flicker(tensor([0f, 0.25f, 0.5f, 0.75f]).view(1, 1, 4, 1, 1)), 1e-6);
        Assert.Equal(2, TemporalConsistency.Flicker(tensor(new byte[] { 0, 255, 0 }).view(1, 1, 3, 1, 1)), 1e-6);
        Assert.Contains("at least 3 frames; these have 2", Assert.Throws<ArgumentException>(() => TemporalConsistency.Flicker(_real.narrow(2, 0, 2))).Message);
    }

    [Fact]
    public void Worse_clips_score_worse()
    {
        Tensor light = tensor([1f, 0.6f, 1, 0.6f, 1, 0.6f, 1, 0.6f]).view(1, 1, 8, 1, 1);
        Tensor flickering = _real * light, shuffled = _real.index_select(2, tensor([4L, 0, 6, 2, 7, 1, 5, 3])), swapped = cat([_real.narrow(2, 0, 4), _real.roll(1, 0).narrow(2, 4, 4)], 2);
        double flicker = TemporalConsistency.Flicker(_real);
        Assert.InRange(TemporalConsistency.Flicker(flickering) / flicker, 1.5, 5);
        Assert.InRange(TemporalConsistency.Flicker(shuffled) / flicker, 2, 8);
        // Every pair of frames differs by 0.4 of the brighter one's ink, or by 0.4/0.6 of the darker one's: half of the pairs each; measured in the ink of the frame to be explained.
        Assert.InRange(TemporalConsistency.WarpingError(flickering), 0.3, 0.6);
        Assert.InRange(TemporalConsistency.WarpingError(shuffled), 0.2, 1.5);
        // One of seven pairs is of two digits.
        Assert.InRange(TemporalConsistency.WarpingError(swapped), 0.08, 0.25);
        Assert.InRange(TemporalConsistency.WarpingError(rand([20, 1, 8, 32, 32])), 0.5, 1);
    }
}

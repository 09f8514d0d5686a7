using AigcNotebooks.Metrics;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class PsnrTests
{
    [Fact]
    public void An_error_of_a_tenth_of_white_is_20_decibels()
    {
        using var scope = NewDisposeScope();
        Tensor truth = full([2, 1, 3, 4, 4], 0.5f), pictures = truth + 0.1f;
        Assert.Equal(20, Psnr.Of(pictures, truth), 1e-4);
        Assert.Equal(double.PositiveInfinity, Psnr.Of(truth, truth));
        // Half of the pictures are met exactly: half the squared error, 3 dB more.
        Assert.Equal(20 + 10 * Math.Log10(2), Psnr.Of(cat([pictures, truth]), cat([truth, truth])), 1e-4);
    }

    [Fact]
    public void Of_clips_each_frame_is_told()
    {
        using var scope = NewDisposeScope();
        Tensor truth = zeros([2, 1, 3, 4, 4]), clips = truth.clone();
        clips[.., .., 1] += 0.1f;
        clips[.., .., 2] += 0.01f;
        double[] frames = Psnr.OfFrames(clips, truth);
        Assert.Equal(double.PositiveInfinity, frames[0]);
        Assert.Equal(20, frames[1], 1e-4);
        Assert.Equal(40, frames[2], 1e-3);
    }

    [Fact]
    public void Other_shapes_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("(2, 3)", Assert.Throws<ArgumentException>(() => Psnr.Of(zeros(2, 4), zeros(2, 3))).Message);
        Assert.Contains("(N, C, T, H, W)", Assert.Throws<ArgumentException>(() => Psnr.OfFrames(zeros(2, 4), zeros(2, 4))).Message);
    }
}

using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>Peak signal-to-noise ratio: how near pictures come to the true ones, pixel by pixel, in decibels: 10 · lg(1 / mean squared error). 20 dB is an error of a tenth of white, 40 dB of a hundredth; equal
/// pictures have infinitely many. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>The mean is taken over all pictures before the logarithm, so that one picture that is met exactly does not make the figure infinite.</remarks>
public static class Psnr
{
    /// <param name="pictures">(N, …) in [0, 1].</param>
    /// <param name="truth">What they should be, of the same shape, in [0, 1].</param>
    /// <returns>Decibels.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or there are no pixels.</exception>
    public static double Of(Tensor pictures, Tensor truth)
    {
        if (!pictures.shape.SequenceEqual(truth.shape) || pictures.numel() == 0)
            throw new ArgumentException($"Expected pictures of the shape of the truth, ({string.Join(", ", truth.shape)}), at least one; found ({string.Join(", ", pictures.shape)}).", nameof(pictures));
        Stop.ThrowIfRequested();
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return -10 * Math.Log10((pictures - truth).square().mean().ToDouble());
    }

    /// <summary>Of each frame of clips by itself.</summary>
    /// <param name="clips">(N, C, T, H, W) in [0, 1].</param>
    /// <param name="truth">The true clips, of the same shape, in [0, 1].</param>
    /// <returns>T numbers, decibels.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or are not those of clips.</exception>
    public static double[] OfFrames(Tensor clips, Tensor truth)
    {
        if (clips.ndim != 5 || truth.ndim != 5)
            throw new ArgumentException($"Expected clips (N, C, T, H, W); found ({string.Join(", ", clips.shape)}) and ({string.Join(", ", truth.shape)}).", nameof(clips));
        using DisposeScope scope = NewDisposeScope();
        return [.. Enumerable.Range(0, (int)clips.shape[2]).Select(t => Of(clips.select(2, t), truth.select(2, t)))];
    }
}

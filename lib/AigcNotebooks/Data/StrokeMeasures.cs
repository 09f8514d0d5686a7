using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>How a digit is written, measured on its picture: how thick its strokes are, how far it leans, how wide it is. Taught in <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>
/// Measured on the <b>ink</b>: grey levels below a fifth of white count as paper and above four fifths as full ink, so that a generator's faint noise and soft edges change little.
/// <list type="bullet">
/// <item><b>Thickness</b>, in pixels: a stroke of thickness w and length l has an area of w·l and an outline of 2·l, so w is twice the area over the outline. The outline of a grey
/// picture is the sum of its gradients' lengths (the coarea formula).</item>
/// <item><b>Slant</b>, in degrees, positive to the right: the shear that makes the ink's covariance of x and y vanish, <c>atan(−μ₁₁ / μ₀₂)</c>.</item>
/// <item><b>Width</b>, in pixels, of the digit set upright: <c>√12 · √(μ₂₀ − μ₁₁²/μ₀₂)</c>, the width of a box whose ink spreads as far. The height says nothing: MNIST's digits were all scaled to fit 20 × 20 pixels.</item>
/// </list>
/// μ are the ink's central moments over its area.
/// </remarks>
public static class StrokeMeasures
{
    /// <summary>How many measures there are: thickness, slant, width.</summary>
    public const int Count = 3;

    private const double Paper = 0.2, FullInk = 0.8;
    private const int ChunkSize = 2000;

    /// <summary>Measures pictures, in chunks and without gradients.</summary>
    /// <param name="images">(N, 1, H, W): uint8 in 0–255, or floating point in [0, 1].</param>
    /// <returns>float32 (N, 3): thickness in pixels, slant in degrees, width in pixels; zeros for a picture without ink. The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The pictures have another shape.</exception>
    public static Tensor Of(Tensor images)
    {
        if (images.ndim != 4 || images.shape is not [_, 1, > 1, > 1])
            throw new ArgumentException($"Expected grey pictures (N, 1, H, W); found ({string.Join(", ", images.shape)}).", nameof(images));
        using IDisposable inference = no_grad();
        using DisposeScope scope = NewDisposeScope();
        if (images.shape[0] == 0)
            return zeros(0, Count).MoveToOuterDisposeScope();
        var measured = new List<Tensor>();
        for (long start = 0; start < images.shape[0]; start += ChunkSize)
        {
            Stop.ThrowIfRequested();
            measured.Add(OfChunk(images.narrow(0, start, Math.Min(ChunkSize, images.shape[0] - start))).cpu());
        }
        return cat(measured).MoveToOuterDisposeScope();
    }

    private static Tensor OfChunk(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor grey = images.dtype == ScalarType.Byte ? images.to_type(ScalarType.Float32) / 255 : images.to_type(ScalarType.Float32);
        Tensor ink = ((grey.squeeze(1) - Paper) / (FullInk - Paper)).clamp(0, 1);
        Tensor sum = ink.sum([1, 2]), area = sum.clamp_min(1e-6);
        Tensor padded = nn.functional.pad(ink, [1, 1, 1, 1]);
        Tensor corner = padded[.., ..^1, ..^1];
        Tensor outline = ((padded[.., ..^1, 1..] - corner).pow(2) + (padded[.., 1.., ..^1] - corner).pow(2)).sqrt().sum([1, 2]).clamp_min(1e-6);

        Tensor columns = ink.sum(1L), rows = ink.sum(2L);
        Tensor dx = Offsets(columns, area), dy = Offsets(rows, area);
        Tensor mu20 = (columns * dx.pow(2)).sum(1L) / area, mu02 = ((rows * dy.pow(2)).sum(1L) / area).clamp_min(1e-6);
        Tensor mu11 = einsum("nyx,ny,nx->n", ink, dy, dx) / area;
        Tensor slant = rad2deg(atan(-mu11 / mu02)), width = (12 * (mu20 - mu11.pow(2) / mu02).clamp_min(0)).sqrt();
        return stack([2 * sum / outline, slant, width], 1).MoveToOuterDisposeScope();
    }

    /// <summary>How far each row or column lies from the ink's centre: (N, length).</summary>
    private static Tensor Offsets(Tensor sums, Tensor area)
    {
        Tensor positions = arange(sums.shape[1], dtype: ScalarType.Float32, device: sums.device);
        return positions - ((sums * positions).sum(1L) / area).unsqueeze(1);
    }
}

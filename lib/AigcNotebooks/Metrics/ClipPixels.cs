using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>What the judges and metrics of video are given: clips of one channel, as bytes or floats.</summary>
internal static class ClipPixels
{
    // A generator's sigmoid or tanh, and resizing, may overshoot a little.
    private const double Slack = 0.02;

    /// <summary>The clips as floats in [0, 1], in the dispose scope around.</summary>
    /// <param name="clips">(N, 1, T, H, W): uint8 in 0–255, or floating point in [0, 1].</param>
    /// <exception cref="ArgumentException">The clips have another shape or range; the message says which.</exception>
    internal static Tensor ToUnit(Tensor clips)
    {
        Check(clips);
        if (clips.dtype == ScalarType.Byte)
            return clips.to_type(ScalarType.Float32) / 255;
        if (!clips.is_floating_point())
            throw new ArgumentException($"Expected clips as uint8 in 0–255 or as floats in [0, 1]; found {clips.dtype}.", nameof(clips));
        Tensor values = clips.detach().to_type(ScalarType.Float32);
        (float low, float high) = (values.min().ToSingle(), values.max().ToSingle());
        if (!(low >= -Slack && high <= 1 + Slack))
            throw new ArgumentException($"Expected floats in [0, 1]; found values from {low:G3} to {high:G3}. A generator that ends in tanh gives [-1, 1]: pass (clips + 1) / 2.", nameof(clips));
        return values.clamp(0, 1);
    }

    /// <summary>Refuses what is no clips, or clips of too few frames or of another size.</summary>
    /// <param name="minFrames">The fewest frames that will do.</param>
    /// <param name="size">Height and width; 0: any.</param>
    internal static void Check(Tensor clips, int minFrames = 1, int size = 0)
    {
        if (clips.shape is not [> 0, 1, var frames, > 0 and var height, > 0 and var width] || (size > 0 && (height != size || width != size)))
            throw new ArgumentException($"Expected clips of shape (N, 1, T, {(size > 0 ? $"{size}, {size}" : "H, W")}), at least one; found shape ({string.Join(", ", clips.shape)}).", nameof(clips));
        if (frames < minFrames)
            throw new ArgumentException($"Expected clips of at least {minFrames} frames; these have {frames}.", nameof(clips));
    }

    /// <summary>What is known of the clips, one number each, as (N).</summary>
    /// <param name="labels">int64 (N) or (N, 1)</param>
    internal static Tensor Labels(Tensor labels, long count) =>
        labels.dtype == ScalarType.Int64 && labels.numel() == count ? labels.view(count)
        : throw new ArgumentException($"Expected one number a clip, int64 ({count}); found {labels.dtype} ({string.Join(", ", labels.shape)}).", nameof(labels));
}

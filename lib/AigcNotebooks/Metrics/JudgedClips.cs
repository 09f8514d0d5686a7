using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>What a <see cref="VideoJudge"/> saw in a set of clips. Used in notebooks 08 and 11.</summary>
/// <param name="Features">(N, 128)</param>
/// <param name="Digits">int64 (N), 0–9</param>
/// <param name="Directions">int64 (N): <see cref="Data.Direction"/>s</param>
public sealed record JudgedClips(Tensor Features, Tensor Digits, Tensor Directions) : IDisposable
{
    /// <summary>How many clips.</summary>
    public long Count => Features.shape[0];

    /// <summary>The part of the clips, 0–1, that show the digits which <paramref name="digits"/> (int64, N) say.</summary>
    public double DigitAccuracy(Tensor digits) => Part(Digits, digits);

    /// <summary>The part of the clips, 0–1, that set out in the directions which <paramref name="directions"/> (int64, N) say.</summary>
    public double DirectionAccuracy(Tensor directions) => Part(Directions, directions);

    /// <summary>The part of the clips, 0–1, that move along the axes of <paramref name="directions"/> (int64, N), this way or that.</summary>
    public double AxisAccuracy(Tensor directions)
    {
        using DisposeScope scope = NewDisposeScope();
        return Part(Directions.remainder(4), directions.remainder(4));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Features.Dispose();
        Digits.Dispose();
        Directions.Dispose();
    }

    private double Part(Tensor found, Tensor expected)
    {
        using DisposeScope scope = NewDisposeScope();
        return found.eq(ClipPixels.Labels(expected, Count)).sum().ToDouble() / Count;
    }
}

using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>How the ink of clips moves, by its centre of mass in each frame: for clips of one digit. What consistency scores cannot see, that a clip stands still, this does: a frozen clip
/// has speed 0 and no direction. Taught in notebook 08, used in notebook 11.</summary>
/// <remarks>
/// Pixels darker than a fifth of white are no ink, and a frame with less ink than one white pixel has no centre: steps to and from it count as 0.
/// A digit that turns back at a wall moves this way and that along one axis: the axis is the one along which the steps' squares add up most (the angle of Σ d² e^{2iθ}), the way on
/// it that of the first half of the clip, which is how <see cref="Data.BouncingDigits"/> name their directions.
/// </remarks>
/// <param name="Centres">float32 (N, T, 2): x and y in pixels, from (0, 0), the middle of the pixel at the top left.</param>
/// <param name="Speeds">float32 (N): pixels a frame, the mean length of the steps.</param>
/// <param name="Directions">int64 (N): the nearest of the eight <see cref="Data.Direction"/>s, or −1 below half a pixel a frame.</param>
/// <param name="Straightness">float32 (N): 1 where all steps lie on one axis, about 0.35 where the seven steps of eight frames go at random, 0 where they go all ways evenly, or for a clip that stands still.</param>
public sealed record ClipMotion(Tensor Centres, Tensor Speeds, Tensor Directions, Tensor Straightness) : IDisposable
{
    private const float FaintestInk = 0.2f, LeastInk = 1, StandsStill = 0.5f;
    private const int ChunkSize = 256;

    /// <summary>Measures any number of clips.</summary>
    /// <param name="clips">(N, 1, T, H, W), T of at least 2: uint8 in 0–255, or floating point in [0, 1].</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The clips have another shape or range, or one frame.</exception>
    public static ClipMotion Of(Tensor clips)
    {
        ClipPixels.Check(clips, minFrames: 2);
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (float[] centres, bool[] seen, int frames) = Track(clips);
        int count = (int)clips.shape[0];
        var speeds = new float[count];
        var directions = new long[count];
        var straightness = new float[count];
        for (int clip = 0; clip < count; clip++)
            (speeds[clip], directions[clip], straightness[clip]) = Along(centres.AsSpan(clip * frames * 2, frames * 2), seen.AsSpan(clip * frames, frames));
        return new ClipMotion(
            tensor(centres, [count, frames, 2], dtype: ScalarType.Float32).MoveToOuterDisposeScope(), tensor(speeds, dtype: ScalarType.Float32).MoveToOuterDisposeScope(),
            tensor(directions, dtype: ScalarType.Int64).MoveToOuterDisposeScope(), tensor(straightness, dtype: ScalarType.Float32).MoveToOuterDisposeScope());
    }

    /// <summary>Mean speed of all clips, in pixels a frame.</summary>
    public double MeanSpeed() => Mean(Speeds);

    /// <summary>Mean straightness of all clips, 0–1.</summary>
    public double MeanStraightness() => Mean(Straightness);

    /// <summary>The part of the clips, 0–1, that set out in the directions which <paramref name="directions"/> (int64, N) say.</summary>
    public double DirectionAccuracy(Tensor directions)
    {
        using DisposeScope scope = NewDisposeScope();
        return Mean(DirectionRight(directions));
    }

    /// <summary>The part of the clips, 0–1, that move along the axes of <paramref name="directions"/> (int64, N), this way or that.</summary>
    public double AxisAccuracy(Tensor directions)
    {
        using DisposeScope scope = NewDisposeScope();
        return Mean(AxisRight(directions));
    }

    /// <summary>Which clips set out in the wanted directions: bool (N).</summary>
    internal Tensor DirectionRight(Tensor directions) => Directions.eq(ClipPixels.Labels(directions, Directions.shape[0]));

    /// <summary>Which clips move along the wanted directions' axes: bool (N). A clip that stands still moves along none.</summary>
    internal Tensor AxisRight(Tensor directions) =>
        Directions.ge(0).logical_and(Directions.remainder(4).eq(ClipPixels.Labels(directions, Directions.shape[0]).remainder(4)));

    /// <inheritdoc/>
    public void Dispose()
    {
        Centres.Dispose();
        Speeds.Dispose();
        Directions.Dispose();
        Straightness.Dispose();
    }

    private static double Mean(Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        return values.to_type(ScalarType.Float64).mean().ToDouble();
    }

    private static (float[] Centres, bool[] Seen, int Frames) Track(Tensor clips)
    {
        var centres = new List<Tensor>();
        var seen = new List<Tensor>();
        for (long start = 0; start < clips.shape[0]; start += ChunkSize)
        {
            Stop.ThrowIfRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor pixels = ClipPixels.ToUnit(clips.narrow(0, start, Math.Min(ChunkSize, clips.shape[0] - start)).cpu()).squeeze(1);
            Tensor ink = pixels * pixels.ge(FaintestInk);
            Tensor mass = ink.sum([2, 3]);
            Tensor x = ink.sum(2L).matmul(arange(ink.shape[3], dtype: ScalarType.Float32)) / mass.clamp_min(LeastInk);
            Tensor y = ink.sum(3L).matmul(arange(ink.shape[2], dtype: ScalarType.Float32)) / mass.clamp_min(LeastInk);
            centres.Add(stack([x, y], 2).MoveToOuterDisposeScope());
            seen.Add(mass.ge(LeastInk).MoveToOuterDisposeScope());
        }
        return (cat(centres).data<float>().ToArray(), cat(seen).data<bool>().ToArray(), (int)clips.shape[2]);
    }

    private static (float Speed, long Direction, float Straightness) Along(ReadOnlySpan<float> centres, ReadOnlySpan<bool> seen)
    {
        int steps = seen.Length - 1, firstHalf = seen.Length / 2;
        double length = 0, energy = 0, cosine = 0, sine = 0, startX = 0, startY = 0;
        for (int step = 0; step < steps; step++)
        {
            if (!seen[step] || !seen[step + 1])
                continue;
            double dx = centres[2 * step + 2] - centres[2 * step], dy = centres[2 * step + 3] - centres[2 * step + 1];
            length += Math.Sqrt(dx * dx + dy * dy);
            energy += dx * dx + dy * dy;
            cosine += dx * dx - dy * dy;
            sine += 2 * dx * dy;
            if (step < firstHalf)
                (startX, startY) = (startX + dx, startY + dy);
        }
        double speed = length / steps;
        if (speed < StandsStill)
            return ((float)speed, -1, 0);
        double axis = Math.Atan2(sine, cosine) / 2, way = startX * Math.Cos(axis) + startY * Math.Sin(axis) < 0 ? Math.PI : 0;
        // Clockwise from up; y grows downwards.
        double clock = Math.Atan2(Math.Cos(axis + way), -Math.Sin(axis + way));
        return ((float)speed, ((long)Math.Round(clock / (Math.PI / 4)) + 8) % 8, (float)(Math.Sqrt(cosine * cosine + sine * sine) / energy));
    }
}

using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>Scores that ask whose neighbours lie where. A neighbourhood is the ball around a point that reaches its k-th nearest
/// neighbour in its own set. Distances are Euclidean, in feature space.</summary>
public static class Neighbourhoods
{
    private const int ChunkSize = 1000;

    /// <summary>Precision: the part of the fakes that lie in a real neighbourhood (fidelity). Recall: the part of the reals that lie in a
    /// fake one (variety). Never read precision alone: noise can score 1.</summary>
    /// <param name="real">(N, D)</param>
    /// <param name="fake">(M, D)</param>
    /// <remarks>Kynkäänniemi and others, arXiv 1904.06991, equation 2, with k = 3.</remarks>
    public static (double Precision, double Recall) PrecisionRecall(Tensor real, Tensor fake, int k = 3) =>
        (Covered(fake, real, Radii(real, k)), Covered(real, fake, Radii(fake, k)));

    /// <summary>Density: how many real neighbourhoods a fake lies in, over k (1 where fakes lie as reals do; it may pass 1).
    /// Coverage: the part of the real neighbourhoods that hold a fake.</summary>
    /// <param name="real">(N, D)</param>
    /// <param name="fake">(M, D)</param>
    /// <remarks>Naeem and others, arXiv 2002.09797, equations 4 and 5, with k = 5.</remarks>
    public static (double Density, double Coverage) DensityCoverage(Tensor real, Tensor fake, int k = 5)
    {
        using IDisposable noGrad = no_grad();
        using Tensor radii = Radii(real, k);
        double memberships = 0, covered = 0;
        ForEachChunk(real, (chunk, start) =>
        {
            Tensor inside = cdist(chunk, fake) <= radii.narrow(0, start, chunk.shape[0]).unsqueeze(1);
            memberships += inside.sum().ToDouble();
            covered += inside.any(1).sum().ToDouble();
        });
        return (memberships / ((double)k * fake.shape[0]), covered / real.shape[0]);
    }

    /// <summary>The part of <paramref name="points"/> that lie in any ball around <paramref name="centres"/>; disposes the radii.</summary>
    private static double Covered(Tensor points, Tensor centres, Tensor radii)
    {
        using IDisposable noGrad = no_grad();
        double covered = 0;
        ForEachChunk(points, (chunk, _) => covered += (cdist(chunk, centres) <= radii.unsqueeze(0)).any(1).sum().ToDouble());
        radii.Dispose();
        return covered / points.shape[0];
    }

    /// <summary>Each point's distance to its k-th nearest neighbour, itself not counted: (N).</summary>
    private static Tensor Radii(Tensor points, int k)
    {
        if (points.shape[0] <= k)
            throw new ArgumentException($"{points.shape[0]} points have no {k}-th nearest neighbour; give more than {k}.", nameof(points));
        using IDisposable noGrad = no_grad();
        var radii = new List<Tensor>();
        ForEachChunk(points, (chunk, _) =>
            radii.Add(cdist(chunk, points).topk(k + 1, dim: 1, largest: false).values.amax(1).DetachFromDisposeScope()));
        Tensor all = cat(radii);
        radii.ForEach(chunk => chunk.Dispose());
        return all.DetachFromDisposeScope();
    }

    private static void ForEachChunk(Tensor points, Action<Tensor, long> body)
    {
        for (long start = 0; start < points.shape[0]; start += ChunkSize)
        {
            Stop.ThrowIfRequested();
            using DisposeScope scope = NewDisposeScope();
            body(points.narrow(0, start, Math.Min(ChunkSize, points.shape[0] - start)), start);
        }
    }
}

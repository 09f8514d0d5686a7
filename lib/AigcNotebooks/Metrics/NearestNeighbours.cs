using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>What features say is alike: neighbours by the angle between feature vectors, without anything being trained. Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
public static class NearestNeighbours
{
    private const int ChunkSize = 500;

    /// <summary>The nearest rows.</summary>
    /// <param name="queries">(M, D)</param>
    /// <param name="features">(N, D)</param>
    /// <param name="k">How many, at most N.</param>
    /// <returns>int64 (M, k): rows of <paramref name="features"/>, the nearest first; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The features differ in their number of columns, or there are fewer than k.</exception>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public static Tensor Find(Tensor queries, Tensor features, int k)
    {
        if (queries.ndim != 2 || features.ndim != 2 || queries.shape[1] != features.shape[1] || k < 1 || k > features.shape[0])
            throw new ArgumentException($"Expected queries (M, D) and at least k = {k} features (N, D); found ({string.Join(", ", queries.shape)}) and ({string.Join(", ", features.shape)}).", nameof(features));
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor directions = nn.functional.normalize(features, dim: 1).t(), asked = nn.functional.normalize(queries, dim: 1);
        var found = new List<Tensor>();
        for (long start = 0; start < asked.shape[0]; start += ChunkSize)
        {
            Stop.ThrowIfRequested();
            using DisposeScope inner = NewDisposeScope();
            Tensor cosines = asked.narrow(0, start, Math.Min(ChunkSize, asked.shape[0] - start)).matmul(directions);
            found.Add(cosines.topk(k, dim: 1).indexes.MoveToOuterDisposeScope());
        }
        return cat(found).MoveToOuterDisposeScope();
    }

    /// <summary>The part, 0–1, of the queries whose k nearest neighbours vote for the right class; a tie goes to the lowest.</summary>
    /// <param name="features">(N, D), labelled.</param>
    /// <param name="labels">int64 (N), from 0 on.</param>
    /// <param name="queries">(M, D)</param>
    /// <param name="queryLabels">int64 (M)</param>
    /// <param name="k">How many vote.</param>
    /// <exception cref="ArgumentException">There is not a label for each row, or what <see cref="Find"/> refuses.</exception>
    public static double Accuracy(Tensor features, Tensor labels, Tensor queries, Tensor queryLabels, int k = 5)
    {
        if (labels.ndim != 1 || queryLabels.ndim != 1 || labels.shape[0] != features.shape[0] || queryLabels.shape[0] != queries.shape[0])
            throw new ArgumentException($"Expected a label for each row, ({features.shape[0]}) and ({queries.shape[0]}); found ({string.Join(", ", labels.shape)}) and ({string.Join(", ", queryLabels.shape)}).", nameof(labels));
        using DisposeScope scope = NewDisposeScope();
        Tensor nearest = Find(queries, features, k);
        Tensor votes = nn.functional.one_hot(labels.index_select(0, nearest.flatten()).view(nearest.shape)).sum(dim: 1);
        return votes.argmax(1).eq(queryLabels).sum().ToDouble() / queries.shape[0];
    }
}

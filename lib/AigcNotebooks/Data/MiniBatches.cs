using AigcNotebooks.Training;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>
/// Minibatches of tensors in memory: one <c>index_select</c> a batch, no pipeline. Each pass over them draws a new order from torch's
/// global generator (<c>torch.manual_seed</c>), unless an order is given.
/// </summary>
/// <remarks>
/// <b>Who disposes:</b> the batch belongs to the loop. It lives until the next one is asked for or the loop ends, in whatever dispose scope
/// the loop stands, so the body neither disposes it nor keeps it (keep a <c>clone()</c>). What the body makes of it, a scope in the body frees:
/// <code>
/// foreach (var images in MiniBatches.Of(data.TrainImages, batchSize: 64))
/// {
///     using var scope = torch.NewDisposeScope();
///     var real = Pixels.Normalize(images);
///     ...
/// }
/// </code>
/// </remarks>
public static class MiniBatches
{
    /// <summary>Batches of one tensor.</summary>
    /// <param name="data">(N, …), any dtype and device.</param>
    /// <param name="batchSize">Rows a batch, at least 1.</param>
    /// <param name="order">Row numbers in the order to take them, int64 (M), read anew on each pass; null: a new random order of all rows on each pass.</param>
    /// <param name="dropLast">Whether a last batch of fewer rows is left out.</param>
    /// <returns>Tensors (batchSize, …) on the data's device; the last may have fewer rows.</returns>
    /// <exception cref="ArgumentException">The batch size is below 1, or <paramref name="order"/> is not an int64 vector.</exception>
    public static IEnumerable<Tensor> Of(Tensor data, int batchSize, Tensor? order = null, bool dropLast = false)
    {
        Check(data, batchSize, order);
        return Iterate();

        IEnumerable<Tensor> Iterate()
        {
            foreach (var rows in Rows(data, batchSize, order, dropLast))
            {
                using var batch = data.index_select(0, rows).DetachFromDisposeScope();
                yield return batch;
            }
        }
    }

    /// <summary>Batches of pictures (or anything else) with their labels: the same rows of both.</summary>
    /// <param name="data">(N, …), any dtype.</param>
    /// <param name="labels">(N, …) on the same device.</param>
    /// <param name="batchSize">Rows a batch, at least 1.</param>
    /// <param name="order">Row numbers in the order to take them, int64 (M), read anew on each pass; null: a new random order of all rows on each pass.</param>
    /// <param name="dropLast">Whether a last batch of fewer rows is left out.</param>
    /// <returns>Pairs of tensors (batchSize, …); the last may have fewer rows.</returns>
    /// <exception cref="ArgumentException">The tensors differ in their number of rows, the batch size is below 1, or <paramref name="order"/> is not an int64 vector.</exception>
    public static IEnumerable<(Tensor Data, Tensor Labels)> Of(Tensor data, Tensor labels, int batchSize, Tensor? order = null, bool dropLast = false)
    {
        Check(data, batchSize, order);
        if (labels.dim() == 0 || labels.shape[0] != data.shape[0])
            throw new ArgumentException($"Expected as many labels as rows of data, {data.shape[0]}; found shape ({string.Join(", ", labels.shape)}).", nameof(labels));
        return Iterate();

        IEnumerable<(Tensor Data, Tensor Labels)> Iterate()
        {
            foreach (var rows in Rows(data, batchSize, order, dropLast))
            {
                using var batch = data.index_select(0, rows).DetachFromDisposeScope();
                using var batchLabels = labels.index_select(0, rows).DetachFromDisposeScope();
                yield return (batch, batchLabels);
            }
        }
    }

    private static IEnumerable<Tensor> Rows(Tensor data, int batchSize, Tensor? order, bool dropLast)
    {
        // On the CPU first: there the order depends on the seed alone, not on the device. `to` may give back what it was given.
        using var drawn = order is null ? randperm(data.shape[0], dtype: ScalarType.Int64).DetachFromDisposeScope() : order.alias().DetachFromDisposeScope();
        using var rows = drawn.to(data.device).alias().DetachFromDisposeScope();
        var count = rows.shape[0];
        for (long start = 0; start < count; start += batchSize)
        {
            Stop.ThrowIfRequested();
            var length = Math.Min(batchSize, count - start);
            if (length < batchSize && dropLast)
                yield break;
            using var slice = rows.narrow(0, start, length).DetachFromDisposeScope();
            yield return slice;
        }
    }

    private static void Check(Tensor data, int batchSize, Tensor? order)
    {
        if (data.dim() == 0)
            throw new ArgumentException("Expected a tensor with rows; found a single number.", nameof(data));
        if (batchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "Expected at least 1 row a batch.");
        if (order is not null && (order.dim() != 1 || order.dtype != ScalarType.Int64))
            throw new ArgumentException($"Expected row numbers as an int64 vector; found {order.dtype} ({string.Join(", ", order.shape)}).", nameof(order));
    }
}

using AigcNotebooks.Data;
using static TorchSharp.torch;

namespace AigcNotebooks.Training;

/// <summary>Which rows of the data the batch of a step has: a new random order each epoch, which depends on the seed and the epoch alone. So a run that goes on from a checkpoint in the middle of
/// an epoch sees the batches that it would have seen, and nothing needs to be saved for that. Taught by notebook 03.
/// <code>
/// using var order = new BatchOrder(data.TrainImages.shape[0], batchSize: 128, seed);
/// foreach (var step in run.Steps())
/// {
///     using var scope = NewDisposeScope();
///     var images = Pixels.ToFloat(order.Batch(data.TrainImages, step));
///     …
/// }
/// </code></summary>
/// <remarks><see cref="MiniBatches"/> draws its orders from torch's global generator instead, as the published loops do. Keeps the order of one epoch; not for several threads at once.</remarks>
public sealed class BatchOrder : IDisposable
{
    private readonly long _rows, _batchSize, _seed;
    private Tensor? _order;
    private long _epoch = -1;

    /// <param name="rows">How many rows the data have.</param>
    /// <param name="batchSize">Rows a batch, from 1 to <paramref name="rows"/>.</param>
    /// <param name="seed">Any number; it has nothing to do with torch's own seed.</param>
    /// <param name="dropLast">Whether an epoch's last batch of fewer rows is left out.</param>
    public BatchOrder(long rows, int batchSize, long seed = 0, bool dropLast = false)
    {
        if (batchSize < 1 || batchSize > rows)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"Expected at least 1 and at most as many as the data have rows, {rows}.");
        (_rows, _batchSize, _seed) = (rows, batchSize, seed);
        StepsPerEpoch = dropLast ? rows / batchSize : (rows + batchSize - 1) / batchSize;
    }

    /// <summary>How many batches an epoch has.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>The rows of a step's batch.</summary>
    /// <param name="step">From 1, as training steps are counted.</param>
    /// <returns>int64 (batch size) on the CPU, an epoch's last one perhaps shorter; the caller's to dispose.</returns>
    public Tensor Rows(long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        var (epoch, batch) = ((step - 1) / StepsPerEpoch, (step - 1) % StepsPerEpoch);
        if (epoch != _epoch)
        {
            using var generator = new Generator(SplitMix64.ForItem((ulong)_seed, (ulong)epoch).NextUInt64());
            _order?.Dispose();
            _order = randperm(_rows, dtype: ScalarType.Int64, generator: generator).DetachFromDisposeScope();
            _epoch = epoch;
        }
        var start = batch * _batchSize;
        return _order!.narrow(0, start, Math.Min(_batchSize, _rows - start));
    }

    /// <summary>A step's batch.</summary>
    /// <param name="data">(rows, …), any type and device. For labels, ask again with them: the rows are the same.</param>
    /// <param name="step">From 1, as training steps are counted.</param>
    /// <returns>(batch size, …), a copy on the data's device; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The data have another number of rows than this order.</exception>
    public Tensor Batch(Tensor data, long step)
    {
        if (data.dim() == 0 || data.shape[0] != _rows)
            throw new ArgumentException($"This is an order of {_rows} rows; found data of shape ({string.Join(", ", data.shape)}).", nameof(data));
        using var rows = Rows(step);
        using var there = rows.to(data.device);
        return data.index_select(0, there);
    }

    /// <summary>Frees the epoch's order.</summary>
    public void Dispose() => _order?.Dispose();
}

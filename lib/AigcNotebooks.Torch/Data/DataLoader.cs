using System.Collections;
using static TorchSharp.torch;
using static TorchSharp.torch.utils.data;

namespace TorchSharp.Modules;

/// <summary>Batches of a dataset's samples. Each enumeration draws its own order.</summary>
/// <typeparam name="T">A sample.</typeparam>
/// <typeparam name="S">A batch.</typeparam>
public partial class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <param name="collate_fn">Makes a batch of samples, on the given device.</param>
    /// <param name="shuffler">The numbers of the samples in the order to take them, enumerated anew on each pass.</param>
    /// <param name="device">Where batches go; null: the CPU.</param>
    /// <param name="num_worker">How many threads get the samples of a batch; with one, the caller's own.</param>
    /// <param name="drop_last">Whether a last batch of fewer samples is left out.</param>
    /// <param name="disposeBatch">Whether a batch is disposed when the next one is asked for.</param>
    /// <param name="disposeDataset">Whether the dataset is disposed with the loader.</param>
    public DataLoader(Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(collate_fn);
        ArgumentNullException.ThrowIfNull(shuffler);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (this.dataset, batch_size, this.collate_fn, sampler) = (dataset, batchSize, collate_fn, shuffler);
        (Device, num_workers, this.drop_last, DisposeBatch, DisposeDataset) = (device ?? CPU, Math.Max(num_worker, 1), drop_last, disposeBatch, disposeDataset);
    }

    /// <param name="shuffle">Whether each pass takes the samples in a new random order, drawn from torch's own generator (<see cref="manual_seed"/>).</param>
    /// <param name="seed">Draws the orders from a generator of this seed instead.</param>
    public DataLoader(Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, new RowOrder(dataset.Count, shuffle, seed), device, num_worker, drop_last, disposeBatch, disposeDataset) { }

    public Dataset<T> dataset { get; }
    public int batch_size { get; }
    public bool drop_last { get; }
    public IEnumerable<long> sampler { get; }
    public int num_workers { get; }
    public Func<IEnumerable<T>, Device, S> collate_fn { get; }
    public Device Device { get; }
    public bool DisposeBatch { get; }
    public bool DisposeDataset { get; }

    /// <summary>How many batches the dataset makes.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    /// <summary>Takes a batch by its row numbers where the dataset can; null: sample by sample.</summary>
    internal Func<Tensor, Device, S>? SelectRows { get; init; }

    public IEnumerator<S> GetEnumerator() => new Batches(this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset)
            dataset.Dispose();
    }
}

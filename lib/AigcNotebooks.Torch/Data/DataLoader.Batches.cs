using System.Collections;
using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class DataLoader<T, S>
{
    /// <summary>One pass over the data.</summary>
    private sealed class Batches : IEnumerator<S>
    {
        private readonly DataLoader<T, S> _loader;
        private Tensor? _order;
        private IEnumerator<long>? _shuffler;
        private long _taken;
        private IReadOnlyList<IDisposable> _batch = [];

        internal Batches(DataLoader<T, S> loader)
        {
            _loader = loader;
            Current = default!;
            Reset();
        }

        public S Current { get; private set; }

        object? IEnumerator.Current => Current;

        public void Reset()
        {
            Dispose();
            _taken = 0;
            if (_loader.sampler is RowOrder order)
            {
                _order = order.Draw();
                return;
            }
            _ = RowOrder.DrawSeed(null);
            _shuffler = _loader.sampler.GetEnumerator();
        }

        public bool MoveNext()
        {
            DisposeBatch();
            using Tensor? rows = NextRows();
            if (rows is null || (_loader.drop_last && rows.NumberOfElements < _loader.batch_size))
                return false;
            if (_loader.SelectRows is { } select)
                Make(() => select(rows, _loader.Device));
            else
                Collate(rows.data<long>().ToArray());
            return true;
        }

        public void Dispose()
        {
            DisposeBatch();
            _order?.Dispose();
            _order = null;
            _shuffler?.Dispose();
            _shuffler = null;
        }

        private void DisposeBatch()
        {
            foreach (IDisposable disposable in _batch)
                disposable.Dispose();
            _batch = [];
        }

        private Tensor? NextRows()
        {
            if (_order is not null)
            {
                long first = _taken, count = Math.Min(_loader.batch_size, _order.NumberOfElements - first);
                _taken += count;
                return count == 0 ? null : _order.narrow(0, first, count).DetachFromDisposeScope();
            }
            var rows = new List<long>(_loader.batch_size);
            while (rows.Count < _loader.batch_size && _shuffler?.MoveNext() == true)
                rows.Add(_shuffler.Current);
            return rows.Count == 0 ? null : tensor(rows.ToArray()).DetachFromDisposeScope();
        }

        /// <summary>Makes the batch out of every scope; the loader disposes what was made, where it is to.</summary>
        private void Make(Func<S> make)
        {
            using DisposeScope scope = NewDisposeScope();
            Current = make();
            IReadOnlyList<IDisposable> made = scope.DisposablesView;
            scope.Detach(made);
            if (_loader.DisposeBatch)
                _batch = made;
        }

        private void Collate(long[] rows)
        {
            var samples = new T[rows.Length];
            var made = new IReadOnlyList<IDisposable>[rows.Length];
            try
            {
                if (_loader.num_workers == 1)
                    for (int i = 0; i < rows.Length; i++)
                        (samples[i], made[i]) = Sample(rows[i]);
                else
                    InParallel(rows.Length, i => (samples[i], made[i]) = Sample(rows[i]));
                Make(() => _loader.collate_fn(samples, _loader.Device));
            }
            finally
            {
                foreach (IReadOnlyList<IDisposable>? sample in made)
                    foreach (IDisposable disposable in sample ?? [])
                        disposable.Dispose();
            }
        }

        private (T Sample, IReadOnlyList<IDisposable> Made) Sample(long index)
        {
            using DisposeScope scope = NewDisposeScope();
            try
            {
                T sample = _loader.dataset.GetTensor(index);
                IReadOnlyList<IDisposable> made = scope.DisposablesView;
                scope.Detach(made);
                return (sample, made);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{_loader.dataset.GetType().Name} has thrown at index {index}: {e.Message}", e);
            }
        }

        private void InParallel(int count, Action<int> body)
        {
            try
            {
                Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = _loader.num_workers }, body);
            }
            catch (AggregateException e)
            {
                ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            }
        }
    }
}

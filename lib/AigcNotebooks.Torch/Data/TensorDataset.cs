using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Rows of tensors in memory. A loader takes a batch of them in one operation a tensor.</summary>
    public class TensorDataset : utils.data.IterableDataset
    {
        private readonly Tensor[] _tensors;

        internal TensorDataset(Tensor[] tensors)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            if (tensors.Length == 0 || tensors.Any(tensor => tensor.ndim == 0 || tensor.shape[0] != tensors[0].shape[0]))
                throw new ArgumentException($"Expected at least one tensor, and all of as many rows; found shapes {string.Join(", ", tensors.Select(tensor => $"[{string.Join(", ", tensor.shape)}]"))}.", nameof(tensors));
            _tensors = [.. tensors.Select(tensor => tensor.alias().DetachFromDisposeScope())];
        }

        public override long Count => _tensors[0].shape[0];

        /// <summary>The row of each tensor, as views.</summary>
        public IList<Tensor> this[long index] => [.. _tensors.Select(tensor => tensor[index])];

        public override IList<Tensor> GetTensor(long index) => this[index];

        /// <summary>Copies of <paramref name="rows"/>, int64 on the CPU, of each tensor.</summary>
        internal IList<Tensor> Select(Tensor rows, Device device)
        {
            var batch = new List<Tensor>(_tensors.Length);
            foreach (Tensor tensor in _tensors)
                batch.Add(On(device, tensor.index_select(0, On(tensor.device, rows))));
            return batch;
        }

        /// <summary><paramref name="tensor"/> itself, where it is on the device already.</summary>
        internal static Tensor On(Device device, Tensor tensor) => device.Is(tensor.device_type, tensor.device_index) ? tensor : tensor.to(device);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                foreach (Tensor tensor in _tensors)
                    tensor.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class utils
        {
            public static partial class data
            {
                /// <param name="tensors">(N, …) each; shared, not copied.</param>
                public static TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);
            }
        }
    }
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of an index: a number, a slice, <c>..</c> ranges, <c>None</c>, an ellipsis, a mask or a tensor of indices.</summary>
    public struct TensorIndex
    {
        internal enum IndexKind { Single, Slice, None, Ellipsis, Bool, Tensor }

        internal IndexKind Kind;
        internal long? Start;
        internal long? Stop;
        internal long? Step;
        internal Tensor? Value;

        /// <summary>All of a dimension.</summary>
        public static TensorIndex Colon = Slice();

        /// <summary>All dimensions that no other index names.</summary>
        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex None = new() { Kind = IndexKind.None };

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex Null = None;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) =>
            Slice(Position(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Position(range.End));

        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Value = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        /// <summary>A number or a tensor index as the tensor it stands for.</summary>
        public static implicit operator Tensor(TensorIndex value) => value.Kind switch
        {
            IndexKind.Tensor => value.Value!,
            IndexKind.Single => torch.tensor(value.Start!.Value),
            _ => throw new InvalidCastException($"A {value.Kind} index is no tensor."),
        };

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }

    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, TensorIndex.Single(i1));
        }

        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, i1, i2);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, i1, i2, i3);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => index_put_(value, i1, i2, i3, i4);
        }

        public Tensor index(params Tensor[] indices) => Aten.Call("index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, params Tensor[] indices) => Aten.CallInPlace("index_put_", this, indices, value);

        /// <summary>The part that <paramref name="indices"/> name: a view where no index is a tensor or a mask, else a copy.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            (Tensor view, Tensor?[] tensors) = Slices(indices);
            if (tensors.Length == 0)
                return view;
            using (view)
                return Aten.Call("index.Tensor", view, tensors);
        }

        /// <summary>Writes <paramref name="value"/>, broadcast, into the part that <paramref name="indices"/> name.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            (Tensor view, Tensor?[] tensors) = Slices(indices);
            using (view)
                _ = tensors.Length == 0 ? view.copy_(value) : Aten.CallInPlace("index_put_", view, tensors, value);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor scalar = full(Array.Empty<long>(), value, dtype);
            return index_put_(scalar, indices);
        }

        /// <summary>Applies numbers, slices and new dimensions; what is left for tensor indices is returned, by dimension.</summary>
        private (Tensor View, Tensor?[] Tensors) Slices(TensorIndex[] indices)
        {
            int named = indices.Count(i => i.Kind is TensorIndex.IndexKind.Single or TensorIndex.IndexKind.Slice)
                + indices.Where(i => i.Kind == TensorIndex.IndexKind.Tensor).Sum(i => i.Value!.dtype == ScalarType.Bool ? (int)i.Value.ndim : 1);
            if (named > ndim)
                throw new ArgumentException($"{named} indices for a tensor of {ndim} dimensions.");

            Tensor view = alias();
            var tensors = new List<Tensor?>();
            int dim = 0;
            foreach (TensorIndex i in indices)
            {
                Tensor next;
                switch (i.Kind)
                {
                    case TensorIndex.IndexKind.Single:
                        next = view.select(dim, i.Start!.Value);
                        break;
                    case TensorIndex.IndexKind.Slice:
                        next = Aten.Call("slice.Tensor", view, dim, i.Start, i.Stop, i.Step ?? 1);
                        dim++;
                        break;
                    case TensorIndex.IndexKind.None:
                        next = view.unsqueeze(dim);
                        dim++;
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        dim += (int)(ndim - named);
                        continue;
                    case TensorIndex.IndexKind.Tensor:
                        while (tensors.Count < dim)
                            tensors.Add(null);
                        tensors.Add(i.Value);
                        dim += i.Value!.dtype == ScalarType.Bool ? (int)i.Value.ndim : 1;
                        continue;
                    default:
                        throw new NotSupportedException("Indexing by a bare truth value is not supported; use a mask tensor.");
                }
                view.Dispose();
                view = next;
            }
            return (view, [.. tensors]);
        }
    }
}

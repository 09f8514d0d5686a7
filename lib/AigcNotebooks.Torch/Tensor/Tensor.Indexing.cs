using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1] { get => select(0, i1); set => Write([i1], value); }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2] { get => At([i1, i2]); set => Write([i1, i2], value); }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3] { get => At([i1, i2, i3]); set => Write([i1, i2, i3], value); }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4] { get => At([i1, i2, i3, i4]); set => Write([i1, i2, i3, i4], value); }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5] { get => At([i1, i2, i3, i4, i5]); set => Write([i1, i2, i3, i4, i5], value); }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6] { get => At([i1, i2, i3, i4, i5, i6]); set => Write([i1, i2, i3, i4, i5, i6], value); }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices] { get => At(indices); set => Write(indices, value); }

        public Tensor index(params Tensor[] indices) => Aten.Call("index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        /// <param name="accumulate">Adds to what is there; an element that is named twice is added to twice.</param>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            using Tensor fitting = Fitting(value);
            return Aten.CallInPlace("index_put_", this, indices, fitting, accumulate);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using Tensor number = Number(value);
            return Aten.CallInPlace("index_put_", this, indices, number);
        }

        /// <summary>The part that <paramref name="indices"/> name: a view where no index is a tensor, a mask or a truth value, else a copy.</summary>
        /// <exception cref="ArgumentException">There are more indices than dimensions.</exception>
        public Tensor index(params TensorIndex[] indices)
        {
            (Tensor view, Tensor?[] tensors) = Slices(indices);
            if (tensors.Length == 0)
                return view;
            using (view)
                return Aten.Call("index.Tensor", view, tensors);
        }

        /// <summary>Writes <paramref name="value"/>, broadcast, into the part that <paramref name="indices"/> name.</summary>
        /// <exception cref="ArgumentException">There are more indices than dimensions.</exception>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <param name="accumulate">Adds to what is there; an element that is named twice is added to twice.</param>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            (Tensor view, Tensor?[] tensors) = Slices(indices);
            using Tensor part = view, fitting = Fitting(value);
            if (tensors.Length > 0)
                Aten.CallInPlace("index_put_", part, tensors, fitting, accumulate);
            else
                Aten.CallInPlace(accumulate ? "add_.Tensor" : "copy_", part, fitting);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor number = Number(value);
            return index_put_(number, indices, false);
        }

        private Tensor At(ReadOnlySpan<long> indices)
        {
            ThrowIfMoreThanDimensions(indices.Length);
            Tensor result = select(0, indices[0]);
            foreach (long i in indices[1..])
                using (Tensor outer = result)
                    result = outer.select(0, i);
            return result;
        }

        private void Write(ReadOnlySpan<long> indices, Tensor value)
        {
            using Tensor part = At(indices), fitting = Fitting(value);
            Aten.CallInPlace("copy_", part, fitting);
        }

        /// <summary>The value as PyTorch's assignment takes it: without leading dimensions of size one, and, where it is a number, of this tensor's type.</summary>
        private Tensor Fitting(Tensor value)
        {
            long[] sizes = value.shape;
            if (sizes.Length == 0)
                return value.to_type(dtype);
            int ones = sizes.TakeWhile(size => size == 1).Count();
            return ones == 0 ? value.alias() : value.reshape(sizes[ones..]);
        }

        private Tensor Number(Scalar value) => full(Array.Empty<long>(), value, dtype, device);

        /// <summary>Applies numbers, slices and new dimensions; what is left for tensor indices is returned, by dimension.</summary>
        private (Tensor View, Tensor?[] Tensors) Slices(TensorIndex[] indices)
        {
            int named = indices.Sum(i => i.Dimensions);
            ThrowIfMoreThanDimensions(named);

            Tensor? view = null;
            var tensors = new List<Tensor?>();
            int dim = 0, covered = 0;
            int rest = (int)ndim - named;

            foreach (TensorIndex i in indices)
                switch (i.Kind)
                {
                    case TensorIndex.IndexKind.Single:
                        Next((view ?? this).select(dim, i.Start ?? throw new ArgumentException("A single index needs a number.")));
                        break;
                    case TensorIndex.IndexKind.Slice:
                        Next(Aten.Call("slice.Tensor", view ?? this, dim, i.Start, i.Stop, i.Step ?? 1));
                        dim++;
                        break;
                    case TensorIndex.IndexKind.None:
                        Next((view ?? this).unsqueeze(dim));
                        dim++;
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        (dim, rest) = (dim + rest, 0);
                        break;
                    case TensorIndex.IndexKind.Tensor when i.Value is { ndim: 0 } number && number.is_integral():
                        if (number.dtype is not (ScalarType.Bool or ScalarType.Byte))
                            Next((view ?? this).select(dim, number.ToInt64()));
                        else
                            Truth(number.ToBoolean());
                        break;
                    case TensorIndex.IndexKind.Tensor:
                        Add(i.Value!, i.Dimensions);
                        break;
                    default:
                        Truth(i.Start == 1);
                        break;
                }
            return (view ?? alias(), [.. tensors]);

            void Next(Tensor next)
            {
                view?.Dispose();
                view = next;
            }

            void Add(Tensor value, int dimensions)
            {
                for (; covered < dim; covered++)
                    tensors.Add(null);
                tensors.Add(value);
                covered = dim += dimensions;
            }

            // PyTorch's own way: a new dimension, of which index 0 is taken once or never.
            void Truth(bool value)
            {
                Next((view ?? this).unsqueeze(dim));
                Add(zeros(value ? 1 : 0, int64, device), 1);
            }
        }

        private void ThrowIfMoreThanDimensions(int indices)
        {
            if (indices > ndim)
                throw new ArgumentException($"{indices} indices for a tensor of {ndim} dimensions, of shape [{string.Join(", ", shape)}].");
        }
    }
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.CallTwo("sort.stable", this, stable, dim, descending);
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.Call("argsort", this, dim, descending);
        public Tensor msort() => Aten.Call("msort", this);
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.CallTwo("topk", this, k, dim, largest, sorted);
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Aten.CallTwo("kthvalue", this, k, dim ?? -1, keepdim);
        public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

        /// <summary>The distinct elements, or, along a dimension, slices; null for what was not asked for.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Distinct(
                dim is { } d ? Aten.CallMany("unique_dim", this, d, sorted, return_inverse, return_counts) : Aten.CallMany("_unique2", this, sorted, return_inverse, return_counts),
                return_inverse, return_counts);

        /// <summary>The elements, or slices, without immediate repetitions; null for what was not asked for.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Distinct(Aten.CallMany("unique_consecutive", this, return_inverse, return_counts, dim), return_inverse, return_counts);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Aten.Call("bucketize.Tensor", this, boundaries, outInt32, right);

        /// <summary>What was asked for of an operator that always returns three tensors.</summary>
        private static (Tensor, Tensor?, Tensor?) Distinct(Tensor[] results, bool inverse, bool counts)
        {
            if (!inverse)
                results[1]?.Dispose();
            if (!counts)
                results[2]?.Dispose();
            return (results[0], inverse ? results[1] : null, counts ? results[2] : null);
        }
    }

    public static (Tensor values, Tensor indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        input.sort(dim, descending, stable);
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);
    public static Tensor msort(Tensor tensor) => tensor.msort();
    public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        tensor.topk(k, dim, largest, sorted);
    public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(Tensor input, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique_consecutive(return_inverse, return_counts, dim);
    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) => input.bucketize(boundaries, outInt32, right);
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        Aten.Call("searchsorted.Tensor", sorted_sequence, values, out_int32, right, Argument.None, Within(sorted_sequence, sorter));
    public static Tensor searchsorted(Tensor sorted_sequence, Scalar values, bool out_int32, bool right, Tensor? sorter) =>
        Aten.Call("searchsorted.Scalar", sorted_sequence, values, out_int32, right, Argument.None, Within(sorted_sequence, sorter));

    // libtorch 1.13 follows the sorter wherever it points.
    private static Tensor? Within(Tensor sorted_sequence, Tensor? sorter)
    {
        if (sorter is not { dtype: ScalarType.Int64 } || sorter.numel() == 0 || sorted_sequence.ndim == 0)
            return sorter;
        long size = sorted_sequence.shape[^1];
        using Tensor least = sorter.min(), largest = sorter.max();
        return least.ToInt64() >= 0 && largest.ToInt64() < size ? sorter
            : throw new ArgumentOutOfRangeException(nameof(sorter), $"searchsorted: sorter must hold indices from 0 to {size - 1}; it holds {least.ToInt64()} to {largest.ToInt64()}.");
    }
}

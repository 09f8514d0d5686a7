namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of an index: a number, a slice, <c>..</c> ranges, <c>None</c>, an ellipsis, a truth value, a mask or a tensor of indices.</summary>
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

        /// <param name="step">At least 1: PyTorch goes forwards only.</param>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) =>
            Slice(Position(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Position(range.End));

        /// <summary>A new dimension of size one where true, of size zero where false.</summary>
        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        /// <summary>A mask (bool) or indices (int64), the caller's to dispose.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Value = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        /// <summary>Throws: it exists because TorchSharp's does.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("An index does not become a tensor; write torch.tensor(…).");

        /// <summary>How many of the tensor's dimensions the index takes up.</summary>
        internal int Dimensions => Kind switch
        {
            IndexKind.Single or IndexKind.Slice => 1,
            IndexKind.Tensor => Value!.dtype is ScalarType.Bool or ScalarType.Byte ? (int)Value.ndim : 1,
            _ => 0,
        };

        // PyTorch counts from the end by negative numbers, where C#'s ^0, one past the last element, has none.
        private static long Position(Index index) => !index.IsFromEnd ? index.Value : index.Value > 0 ? -index.Value : long.MaxValue;
    }
}

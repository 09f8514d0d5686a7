using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Sequences of different lengths in one batch.</summary>
            public static class rnn
            {
                /// <summary>A batch of sequences, step by step, without padding.</summary>
                public sealed class PackedSequence : IDisposable
                {
                    /// <summary>(sum of the lengths, …): the first step of every sequence, then the second, ….</summary>
                    public readonly Tensor data;

                    /// <summary>How many sequences have a first step, a second, …; on the CPU.</summary>
                    public readonly Tensor batch_sizes;

                    /// <summary>Where the sequences stood before they were sorted by length; null where they were sorted already.</summary>
                    public readonly Tensor? sorted_indices;

                    /// <summary>The inverse of <see cref="sorted_indices"/>.</summary>
                    public readonly Tensor? unsorted_indices;

                    internal PackedSequence(Tensor data, Tensor batch_sizes, Tensor? sorted_indices, Tensor? unsorted_indices) =>
                        (this.data, this.batch_sizes, this.sorted_indices, this.unsorted_indices) = (data, batch_sizes, sorted_indices, unsorted_indices);

                    public PackedSequence MoveToOuterDisposeScope() => Each(tensor => tensor.MoveToOuterDisposeScope());
                    public PackedSequence DetachFromDisposeScope() => Each(tensor => tensor.DetachFromDisposeScope());
                    public PackedSequence MoveToOtherDisposeScope(PackedSequence other) => MoveToOtherDisposeScope(other.data.OwningDisposeScope);
                    public PackedSequence MoveToOtherDisposeScope(DisposeScope? other) => Each(tensor => tensor.MoveToOtherDisposeScope(other));
                    public void Dispose() => Each(tensor => tensor.Dispose());

                    private PackedSequence Each(Action<Tensor> action)
                    {
                        foreach (Tensor? tensor in (Tensor?[])[data, batch_sizes, sorted_indices, unsorted_indices])
                            if (tensor is not null)
                                action(tensor);
                        return this;
                    }
                }

                /// <param name="input">(length, batch, …), or (batch, length, …) where batch comes first.</param>
                /// <param name="lengths">Of each sequence, int64, on the CPU.</param>
                /// <param name="enforce_sorted">The lengths fall; where false, the sequences are sorted here.</param>
                public static PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    using var scope = NewDisposeScope();
                    Tensor? sorted = null, unsorted = null;
                    if (!enforce_sorted)
                    {
                        (lengths, Tensor order) = Aten.CallTwo("sort", lengths, -1L, true);
                        sorted = order.to(input.device);
                        unsorted = Aten.Call("argsort", sorted);
                        input = input.index_select(batch_first ? 0 : 1, sorted);
                    }
                    (Tensor data, Tensor batchSizes) = Aten.CallTwo("_pack_padded_sequence", input, lengths, batch_first);
                    return new PackedSequence(data, batchSizes, sorted, unsorted).MoveToOuterDisposeScope();
                }

                /// <summary>The reverse of <see cref="pack_padded_sequence"/>.</summary>
                /// <param name="total_length">Of the result, where not the longest sequence's.</param>
                /// <returns>The padded batch, and the lengths.</returns>
                public static (Tensor, Tensor) pad_packed_sequence(PackedSequence sequence, bool batch_first = false, double padding_value = 0, long? total_length = null)
                {
                    long longest = sequence.batch_sizes.size(0);
                    if (total_length < longest)
                        throw new ArgumentException($"total_length must be at least the length of the longest sequence, {longest}; it is {total_length}.", nameof(total_length));
                    using var scope = NewDisposeScope();
                    (Tensor padded, Tensor lengths) = Aten.CallTwo("_pad_packed_sequence", sequence.data, sequence.batch_sizes, batch_first, (Scalar)padding_value, total_length ?? longest);
                    if (sequence.unsorted_indices is { } unsorted)
                    {
                        using Tensor order = unsorted.cpu();
                        (padded, lengths) = (padded.index_select(batch_first ? 0 : 1, unsorted), lengths.index_select(0, order));
                    }
                    return scope.MoveToOuter(padded, lengths);
                }

                /// <returns>(longest, sequences, …), or (sequences, longest, …) where batch comes first.</returns>
                public static Tensor pad_sequence(IEnumerable<Tensor> sequences, bool batch_first = false, double padding_value = 0) =>
                    Aten.Call("pad_sequence", sequences.ToArray(), batch_first, padding_value);

                public static PackedSequence pack_sequence(IEnumerable<Tensor> sequences, bool enforce_sorted = true)
                {
                    Tensor[] all = [.. sequences];
                    using Tensor padded = pad_sequence(all).DetachFromDisposeScope();
                    using Tensor lengths = tensor((long[])[.. all.Select(sequence => sequence.size(0))]).DetachFromDisposeScope();
                    return pack_padded_sequence(padded, lengths, batch_first: false, enforce_sorted);
                }
            }
        }
    }
}

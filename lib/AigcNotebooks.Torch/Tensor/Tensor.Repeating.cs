using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <param name="isImplicit">Marks what automatic differentiation broadcast by itself; it changes no value.</param>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Call("expand", this, sizes, isImplicit);
        public Tensor expand(params long[] sizes) => Aten.Call("expand", this, sizes);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);
        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);
        public Tensor expand_as(Tensor other) => Aten.Call("expand_as", this, other);
        public Tensor broadcast_to(params long[] shape) => Aten.Call("broadcast_to", this, shape);
        public Tensor repeat(params long[] sizes) => Aten.Call("repeat", this, sizes);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Aten.Call("repeat_interleave.self_int", this, repeats, dim, output_size);
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Aten.Call("repeat_interleave.self_Tensor", this, repeats, dim, output_size);
        public Tensor tile(long[] reps) => Aten.Call("tile", this, reps);
        public Tensor flip(params long[] dims) => Aten.Call("flip", this, dims);
        public Tensor fliplr() => Aten.Call("fliplr", this);
        public Tensor flipud() => Aten.Call("flipud", this);
        public Tensor rot90(long k = 1, (long, long)? dims = null) => Aten.Call("rot90", this, k, new Size(dims ?? (0, 1)).Shape);
        public Tensor roll(long shifts, long? dims = null) => Aten.Call("roll", this, (long[])[shifts], dims is { } d ? (long[])[d] : []);
        public Tensor roll(long[] shifts, long[] dims) => Aten.Call("roll", this, shifts, dims);
        public Tensor roll(long[] shifts) => Aten.Call("roll", this, shifts, (long[])[0]);
        public Tensor roll((long, long) shifts, (long, long) dims) => roll(new Size(shifts).Shape, new Size(dims).Shape);
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) => roll(new Size(shifts).Shape, new Size(dims).Shape);
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => roll(shifts.ToArray(), dims.ToArray());
        public Tensor channel_shuffle(long groups) => Aten.Call("channel_shuffle", this, groups);
        public Tensor unfold(long dimension, long size, long step) => Aten.Call("unfold", this, dimension, size, step);
        public Tensor diag(long diagonal = 0) => Aten.Call("diag", this, diagonal);
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Aten.Call("diag_embed", this, offset, dim1, dim2);
        public Tensor diagflat(long offset = 0) => Aten.Call("diagflat", this, offset);
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.Call("diagonal", this, offset, dim1, dim2);
    }

    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.CallMany("broadcast_tensors", tensors);

    /// <summary>The shape that tensors of these shapes broadcast to.</summary>
    /// <exception cref="ArgumentException">They do not broadcast.</exception>
    public static Size broadcast_shapes(params long[][] shapes)
    {
        long[] result = [.. Enumerable.Repeat(1L, shapes.Max(shape => (int?)shape.Length) ?? 0)];
        foreach (long[] shape in shapes)
            for (int i = 1; i <= shape.Length; i++)
                result[^i] = shape[^i] == 1 || shape[^i] == result[^i] ? result[^i]
                    : result[^i] == 1 ? shape[^i]
                    : throw new ArgumentException($"Shape mismatch: {string.Join(" and ", shapes.Select(s => $"[{string.Join(", ", s)}]"))} cannot be broadcast to a single shape");
        return result;
    }

    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) => input.repeat_interleave(repeats, dim, output_size);
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) => input.repeat_interleave(repeats, dim, output_size);
    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);
    public static Tensor fliplr(Tensor input) => input.fliplr();
    public static Tensor flipud(Tensor input) => input.flipud();
    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => input.rot90(k, dims);
    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => input.roll(shifts, dims);
    public static Tensor roll(Tensor input, long[] shifts) => input.roll(shifts);
    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) => input.roll(shifts, dims);
    public static Tensor roll(Tensor input, (long, long, long) shifts, (long, long, long) dims) => input.roll(shifts, dims);
    public static Tensor roll(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => input.roll(shifts, dims);
    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);
    public static Tensor diag_embed(Tensor input, long offset = 0, long dim1 = -2, long dim2 = -1) => input.diag_embed(offset, dim1, dim2);
    public static Tensor diagflat(Tensor input, long offset = 0) => input.diagflat(offset);
    public static Tensor diagonal(Tensor input, long offset = 0, long dim1 = 0, long dim2 = 1) => input.diagonal(offset, dim1, dim2);
}

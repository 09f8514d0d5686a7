using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(0, stop, 1, dtype ?? Wider(stop), device, requires_grad);
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(start, stop, 1, dtype ?? Wider(start, stop), device, requires_grad);
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        dtype is { } complex && complex.IsComplex()
            ? arange(start, stop, step, complex == ScalarType.ComplexFloat64 ? ScalarType.Float64 : ScalarType.Float32, device).to(complex, disposeAfter: true).requires_grad_(requires_grad)
            : Made(Aten.Call("arange.start_step", start, stop, step, dtype ?? Wider(start, stop, step), Argument.None, device), requires_grad, null);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Aten.Call("linspace", (Scalar)start, (Scalar)end, steps, Kind(dtype), Argument.None, device), requires_grad, null);

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Aten.Call("logspace", (Scalar)start, (Scalar)end, steps, @base, Kind(dtype), Argument.None, device), requires_grad, null);

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(Aten.Call("eye.m", rows, columns == -1 ? rows : columns, Kind(dtype), Argument.None, device), requires_grad, names);

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Aten.CallMany("meshgrid.indexing", tensors.ToArray(), indexing);
    public static Tensor cartesian_prod(IList<Tensor> tensors) => Aten.Call("cartesian_prod", tensors.ToArray());
    public static Tensor cartesian_prod(params Tensor[] tensors) => Aten.Call("cartesian_prod", tensors);
    public static Tensor cartesian_prod(ReadOnlySpan<Tensor> tensors) => Aten.Call("cartesian_prod", tensors.ToArray());
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) => Aten.Call("combinations", input, r, with_replacement);

    private static ScalarType Wider(params ReadOnlySpan<Scalar> values)
    {
        foreach (Scalar value in values)
            if (value.Type.IsFloatingPoint())
                return get_default_dtype();
        return ScalarType.Int64;
    }
}

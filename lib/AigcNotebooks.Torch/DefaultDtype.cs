using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The element type of floating tensors where none is given.</summary>
    public static ScalarType get_default_dtype() => (ScalarType)NativeMethods.aigc_default_dtype();

    public static void set_default_dtype(ScalarType dtype)
    {
        if (!dtype.IsFloatingPoint())
            throw new ArgumentException($"The default dtype must be a floating one; {dtype} is not", nameof(dtype));
        NativeMethods.Check(NativeMethods.aigc_set_default_dtype((int)dtype), nameof(set_default_dtype));
    }

    public static void set_default_tensor_type(Tensor t) => set_default_dtype(t.dtype);
}

using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Windows for spectra; a periodic one of n is the symmetric one of n + 1 without its last value.</summary>
public static partial class torch
{
    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Made(Aten.Call("hann_window.periodic", len, periodic, Kind(dtype), Argument.None, device), requires_grad, null);
    public static Tensor blackman_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Made(Aten.Call("blackman_window.periodic", len, periodic, Kind(dtype), Argument.None, device), requires_grad, null);
    public static Tensor bartlett_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Made(Aten.Call("bartlett_window.periodic", len, periodic, Kind(dtype), Argument.None, device), requires_grad, null);
    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54F, float beta = 0.46F, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Aten.Call("hamming_window.periodic_alpha_beta", len, periodic, AsWritten(alpha), AsWritten(beta), Kind(dtype), Argument.None, device), requires_grad, null);
    public static Tensor kaiser_window(long len, bool periodic = true, float beta = 12, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Made(Aten.Call("kaiser_window.beta", len, periodic, AsWritten(beta), Kind(dtype), Argument.None, device), requires_grad, null);

    /// <summary>0.54F as 0.54: what PyTorch takes as a double must not be off by a float's rounding.</summary>
    internal static double AsWritten(float value) => (double)(decimal)value;
}

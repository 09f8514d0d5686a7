using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves the module to where <paramref name="other"/> is, and to its element type.</summary>
            public Module _to(Tensor other, bool non_blocking) => MoveTo(other.device, other.dtype, non_blocking);

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) => _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves what is here and below, in place: every reference to a parameter or buffer stays good. Integers keep their type.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (Module child in children())
                    child._toEpilog(dtype, device, non_blocking);
                foreach (Tensor tensor in parameters(recurse: false).Concat(buffers(recurse: false)))
                {
                    using Tensor? grad = tensor.grad?.DetachFromDisposeScope();
                    Move(tensor, dtype, device, non_blocking);
                    if (grad is null)
                        continue;
                    Move(grad, dtype, device, non_blocking);
                    tensor.grad = grad;
                }
            }

            /// <exception cref="ArgumentException">The type is no floating-point or complex one.</exception>
            internal Module MoveTo(Device? device, ScalarType? dtype, bool non_blocking = false)
            {
                if (dtype is { } type && !IsInexact(type))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got {type}.", nameof(dtype));
                using IDisposable noGrad = no_grad();
                _toEpilog(dtype, device, non_blocking);
                return this;
            }

            private static void Move(Tensor tensor, ScalarType? dtype, Device? device, bool non_blocking)
            {
                ScalarType now = tensor.dtype;
                using Tensor moved = tensor.to(IsInexact(now) ? dtype ?? now : now, device ?? tensor.device, non_blocking: non_blocking).DetachFromDisposeScope();
                tensor.SetData(moved);
            }

            private static bool IsInexact(ScalarType type) =>
                type.IsFloatingPoint() || type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;
        }
    }

    public partial class Tensor
    {
        internal void SetData(Tensor other)
        {
            NativeMethods.Check(NativeMethods.aigc_set_data(Handle, other.Handle), "set_data");
            GC.KeepAlive(other);
        }
    }
}

/// <summary>Moving modules: each moves the parameters and buffers in place, and returns the module.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module => (T)module.MoveTo(null, type, non_blocking);
    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module => (T)module.MoveTo(device, type, non_blocking);
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module => module.to(new torch.Device(deviceType, deviceIndex), non_blocking);
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module => (T)module.MoveTo(device, null, non_blocking);
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : torch.nn.Module => module.to(new torch.Device(device), non_blocking);
    public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(other, non_blocking);
    public static T cpu<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(DeviceType.CPU, -1, non_blocking);
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module => module.to(DeviceType.CUDA, deviceIndex, non_blocking);
    public static T @bool<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Bool, non_blocking);
    public static T @byte<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Byte, non_blocking);
    public static T @char<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Int8, non_blocking);
    public static T @short<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Int16, non_blocking);
    public static T @int<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Int32, non_blocking);
    public static T @long<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Int64, non_blocking);
    public static T half<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float16, non_blocking);
    public static T bfloat16<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.BFloat16, non_blocking);
    public static T @float<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float32, non_blocking);
    public static T @double<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float64, non_blocking);
    public static T cfloat<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.ComplexFloat32, non_blocking);
    public static T cdouble<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.ComplexFloat64, non_blocking);
}

using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <param name="copy">A copy even where the type is already right; else the tensor itself under a new name.</param>
        /// <param name="disposeAfter">Disposes this tensor; the result lives on, even where it shares the memory.</param>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Aten.Call("to.dtype", this, type, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to_type(type, copy, disposeAfter, non_blocking);
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(dtype, device, copy, disposeAfter, non_blocking);
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Aten.Call("to.device", this, device, type, non_blocking, copy), disposeAfter);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(new Device(device), copy, disposeAfter, non_blocking);
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);
        public Tensor type(ScalarType dtype) => to_type(dtype);
        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);
        public Tensor cpu() => to(CPU);
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);
        public Tensor @float() => to_type(ScalarType.Float32);
        public Tensor @double() => to_type(ScalarType.Float64);
        public Tensor half() => to_type(ScalarType.Float16);
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);
        public Tensor @long() => to_type(ScalarType.Int64);
        public Tensor @int() => to_type(ScalarType.Int32);
        public Tensor @short() => to_type(ScalarType.Int16);
        public Tensor @char() => to_type(ScalarType.Int8);
        public Tensor @byte() => to_type(ScalarType.Byte);
        public Tensor @bool() => to_type(ScalarType.Bool);
        public Tensor cfloat() => to_type(ScalarType.ComplexFloat32);
        public Tensor cdouble() => to_type(ScalarType.ComplexFloat64);

        private Tensor Converted(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return result;
        }

        public static implicit operator Tensor(byte value) => tensor(value);
        public static implicit operator Tensor(sbyte value) => tensor(value);
        public static implicit operator Tensor(short value) => tensor(value);
        public static implicit operator Tensor(int value) => tensor(value);
        public static implicit operator Tensor(long value) => tensor(value);
        public static implicit operator Tensor(float value) => tensor(value);
        public static implicit operator Tensor(double value) => tensor(value);
        public static implicit operator Tensor(bool value) => tensor(value);
        public static implicit operator Tensor((float, float) value) => tensor(value);
        public static implicit operator Tensor(Complex value) => tensor(value);
        public static implicit operator Tensor(byte[] value) => tensor(value);
        public static implicit operator Tensor(sbyte[] value) => tensor(value);
        public static implicit operator Tensor(short[] value) => tensor(value);
        public static implicit operator Tensor(int[] value) => tensor(value);
        public static implicit operator Tensor(long[] value) => tensor(value);
        public static implicit operator Tensor(float[] value) => tensor(value);
        public static implicit operator Tensor(double[] value) => tensor(value);
        public static implicit operator Tensor(bool[] value) => tensor(value);
        public static implicit operator Tensor((float, float)[] value) => tensor(value);
        public static implicit operator Tensor(Complex[] value) => tensor(value);
        /// <summary>Throws: it exists because TorchSharp's does.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public static implicit operator Tensor(Scalar scalar) => throw new InvalidOperationException("A Scalar does not become a tensor by itself; write torch.tensor(…) with its number.");

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator sbyte(Tensor value) => value.ToSByte();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }

    public static Tensor FloatTensor(Tensor t) => t.@float();
    public static Tensor DoubleTensor(Tensor t) => t.@double();
    public static Tensor LongTensor(Tensor t) => t.@long();
    public static Tensor IntTensor(Tensor t) => t.@int();
    public static Tensor ShortTensor(Tensor t) => t.@short();
    public static Tensor ByteTensor(Tensor t) => t.@byte();
    public static Tensor BoolTensor(Tensor t) => t.@bool();
}

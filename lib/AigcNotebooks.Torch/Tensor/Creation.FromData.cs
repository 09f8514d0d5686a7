using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor on the CPU with a copy of <paramref name="elements"/>, converted and moved where asked.</summary>
    internal static unsafe Tensor FromSpan<T>(ReadOnlySpan<T> elements, long[] dimensions, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged
    {
        long expected = dimensions.TotalSize();
        if (expected != elements.Length)
            throw new ArgumentException($"{elements.Length} elements do not fill a tensor of shape [{string.Join(", ", dimensions)}], which holds {expected}.");
        Tensor result = empty(dimensions, ScalarTypes.Of<T>());
        elements.CopyTo(new Span<T>(result.DataPointer, elements.Length));
        if (dtype is { } kind && kind != result.dtype)
            result = result.to_type(kind, disposeAfter: true);
        if (device is { type: not DeviceType.CPU })
            result = result.to(device, disposeAfter: true);
        return requires_grad ? result.requires_grad_() : result;
    }

    private static ReadOnlySpan<T> Flat<T>(Array array) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static long[] Shape(Array array) => [.. Enumerable.Range(0, array.Rank).Select(d => array.GetLongLength(d))];

    /// <summary>A tensor of no dimensions that holds <paramref name="value"/>, of the type that PyTorch gives a bare number.</summary>
    internal static Tensor tensor(Scalar value) => full(Array.Empty<long>(), value);


    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromSpan<bool>([scalar], [], dtype, device, requires_grad);
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<bool>(rawArray, [rawArray.Length], dtype, device, requires_grad), false, names);
    public static Tensor tensor(bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<bool>(rawArray, dimensions.ToArray(), dtype, device, requires_grad), false, names);
    public static Tensor tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dtype, device, requires_grad, names);
    public static Tensor tensor(IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);
    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<bool>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<bool>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<bool>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);

    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) => FromSpan<byte>([scalar], [], null, device, requires_grad);
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<byte>(rawArray, [rawArray.Length], dtype, device, requires_grad), false, names);
    public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<byte>(rawArray, dimensions.ToArray(), dtype, device, requires_grad), false, names);
    public static Tensor tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dtype, device, requires_grad, names);
    public static Tensor tensor(IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);
    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<byte>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<byte>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<byte>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(Memory<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<byte>(rawArray.Span, dimensions.ToArray(), dtype, device, requires_grad), false, names);

    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) => FromSpan<sbyte>([scalar], [], null, device, requires_grad);
    public static Tensor tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<sbyte>(rawArray, [rawArray.Length], dtype, device, requires_grad), false, names);
    public static Tensor tensor(sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<sbyte>(rawArray, dimensions.ToArray(), dtype, device, requires_grad), false, names);
    public static Tensor tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dtype, device, requires_grad, names);
    public static Tensor tensor(IList<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);
    public static Tensor tensor(sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<sbyte>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<sbyte>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<sbyte>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(Memory<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<sbyte>(rawArray.Span, dimensions.ToArray(), dtype, device, requires_grad), false, names);

    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) => FromSpan<short>([scalar], [], null, device, requires_grad);
    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<short>(rawArray, [rawArray.Length], dtype, device, requires_grad), false, names);
    public static Tensor tensor(short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<short>(rawArray, dimensions.ToArray(), dtype, device, requires_grad), false, names);
    public static Tensor tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dtype, device, requires_grad, names);
    public static Tensor tensor(IList<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);
    public static Tensor tensor(short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<short>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<short>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<short>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(Memory<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<short>(rawArray.Span, dimensions.ToArray(), dtype, device, requires_grad), false, names);

    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) => FromSpan<int>([scalar], [], null, device, requires_grad);
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<int>(rawArray, [rawArray.Length], dtype, device, requires_grad), false, names);
    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<int>(rawArray, dimensions.ToArray(), dtype, device, requires_grad), false, names);
    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dtype, device, requires_grad, names);
    public static Tensor tensor(IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<int>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<int>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<int>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(Memory<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<int>(rawArray.Span, dimensions.ToArray(), dtype, device, requires_grad), false, names);

    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromSpan<long>([scalar], [], dtype, device, requires_grad);
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<long>(dataArray, [dataArray.Length], dtype, device, requires_grad), false, names);
    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<long>(dataArray, dimensions.ToArray(), dtype, device, requires_grad), false, names);
    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dtype, device, requires_grad, names);
    public static Tensor tensor(IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);
    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<long>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<long>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<long>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(Memory<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<long>(rawArray.Span, dimensions.ToArray(), dtype, device, requires_grad), false, names);

    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) => FromSpan<float>([scalar], [], null, device, requires_grad);
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<float>(rawArray, [rawArray.Length], dtype, device, requires_grad), false, names);
    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<float>(rawArray, dimensions.ToArray(), dtype, device, requires_grad), false, names);
    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dtype, device, requires_grad, names);
    public static Tensor tensor(IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);
    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<float>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<float>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<float>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(Memory<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<float>(rawArray.Span, dimensions.ToArray(), dtype, device, requires_grad), false, names);

    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromSpan<double>([scalar], [], dtype, device, requires_grad);
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<double>(rawArray, [rawArray.Length], dtype, device, requires_grad), false, names);
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<double>(rawArray, dimensions.ToArray(), dtype, device, requires_grad), false, names);
    public static Tensor tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => tensor(rawArray.ToArray(), dtype, device, requires_grad, names);
    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<double>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<double>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan(Flat<double>(rawArray), Shape(rawArray), dtype, device, requires_grad), false, names);
    public static Tensor tensor(Memory<double> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => Made(FromSpan<double>(rawArray.Span, dimensions.ToArray(), dtype, device, requires_grad), false, names);

    public partial class Tensor
    {
        public static implicit operator Tensor(int value) => tensor(value);
        public static implicit operator Tensor(long value) => tensor(value);
        public static implicit operator Tensor(float value) => tensor(value);
        public static implicit operator Tensor(double value) => tensor(value);
        public static implicit operator Tensor(bool value) => tensor(value);
        public static implicit operator Tensor(Scalar scalar) => tensor(scalar);
        public static implicit operator Tensor(long[] value) => tensor(value);
        public static implicit operator Tensor(float[] value) => tensor(value);
        public static implicit operator Tensor(double[] value) => tensor(value);
        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}

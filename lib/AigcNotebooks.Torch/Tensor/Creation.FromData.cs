using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over the array's own memory where neither type nor device changes: writing to one shows in the other.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor over the array's own memory where neither type nor device changes: writing to one shows in the other.</summary>
    /// <exception cref="NotSupportedException">Tensors hold no such elements; jagged arrays are none either.</exception>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ScalarType type = ScalarTypes.Of(rawArray.GetType().GetElementType()!);
        return Finished(Shared(rawArray, type, 0, Shape(rawArray)), dtype, device, requires_grad, names);
    }

    /// <summary>A one-dimensional tensor over <paramref name="count"/> of the array's elements, from <paramref name="offset"/> on, without copying them.</summary>
    /// <param name="dtype">Another type than the array's means a converted copy.</param>
    /// <exception cref="ArgumentException"><paramref name="offset"/> lies outside the array.</exception>
    /// <exception cref="IndexOutOfRangeException">There are not so many elements.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
            throw new ArgumentException($"invalid value for 'offset': {offset}; the array has {rawArray.LongLength} elements", nameof(offset));
        if (count > rawArray.LongLength - offset)
            throw new IndexOutOfRangeException($"element count is too large: {count}; the array has {rawArray.LongLength - offset} from {offset} on");
        ScalarType type = ScalarTypes.Of(rawArray.GetType().GetElementType()!);
        return Finished(Shared(rawArray, type, offset, [count < 0 ? rawArray.LongLength - offset : count]), dtype, null, requires_grad, null);
    }

    /// <summary>A tensor on the CPU with a copy of <paramref name="elements"/>, converted and moved where asked.</summary>
    internal static unsafe Tensor FromSpan<T>(ReadOnlySpan<T> elements, long[] dimensions, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null) where T : unmanaged
    {
        long expected = dimensions.TotalSize();
        if (expected != elements.Length)
            throw new ArgumentException($"{elements.Length} elements do not fill a tensor of shape [{string.Join(", ", dimensions)}], which holds {expected}.");
        Tensor result = empty(dimensions, ScalarTypes.Of<T>(), CPU);
        elements.CopyTo(new Span<T>(result.DataPointer, elements.Length));
        return Finished(result, dtype, device, requires_grad, names);
    }

    private static Tensor Finished(Tensor result, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        if (dtype is { } kind && kind != result.dtype)
            result = result.to_type(kind, disposeAfter: true);
        if (device is { type: not DeviceType.CPU })
            result = result.to(device, disposeAfter: true);
        return Made(result, requires_grad, names);
    }

    /// <summary>Pins the array until no tensor uses its memory.</summary>
    private static unsafe Tensor Shared(Array array, ScalarType type, long offset, long[] shape)
    {
        // The runtime pins no arrays of tuples.
        if (type == ScalarType.ComplexFloat32)
            return FromSpan(Flat<(float, float)>(array).Slice((int)offset, (int)shape.TotalSize()), shape, null, null, false);
        GCHandle pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        fixed (long* sizes = shape)
        {
            byte* data = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) + offset * type.ElementSize();
            nint handle = NativeMethods.aigc_from_blob(data, sizes, shape.Length, (int)type, &Unpin, GCHandle.ToIntPtr(pin));
            if (handle != 0)
                return new Tensor(handle);
        }
        pin.Free();
        throw NativeMethods.Failure("from_blob");
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();

    private static ReadOnlySpan<T> Flat<T>(Array array) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static long[] Shape(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];
}

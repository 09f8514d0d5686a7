using System.Runtime.InteropServices;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements, for reading and writing without a copy. The tensor must stay alive meanwhile.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not on the CPU.</exception>
        public unsafe TensorAccessor<T> data<T>() where T : unmanaged
        {
            _ = Live();
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            if (ScalarTypes.Of<T>() != dtype)
                throw new ArgumentException($"The tensor's elements are {dtype}, which data<{typeof(T).Name}>() does not read; convert it with to_type({ScalarTypes.Of<T>()}).");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The memory of a contiguous CPU tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not on the CPU.</exception>
        public unsafe Span<byte> bytes
        {
            get => is_contiguous() && device_type == DeviceType.CPU
                ? new Span<byte>(DataPointer, checked((int)(NumberOfElements * ElementSize)))
                : throw new InvalidOperationException("bytes needs a contiguous tensor on the CPU; call contiguous() or cpu() first.");
            set => value.CopyTo(bytes);
        }

        internal unsafe void* DataPointer
        {
            get
            {
                void* data = NativeMethods.aigc_data(Live());
                return data != null || NumberOfElements == 0 ? data : throw NativeMethods.Failure("data_ptr");
            }
        }

        /// <summary>The one element as a number.</summary>
        public Scalar ToScalar() => Aten.CallScalar("item", this);

        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"Number of elements in the tensor must be 1; it is {NumberOfElements}.");
            if (ScalarTypes.Of<T>() != dtype)
                throw new ArgumentException($"The tensor's element is {dtype}, which item<{typeof(T).Name}>() does not read; convert it with to_type({ScalarTypes.Of<T>()}).");
            using Tensor host = device_type == DeviceType.CPU ? Aten.Call("detach", this).DetachFromDisposeScope() : cpu().DetachFromDisposeScope();
            unsafe
            {
                return *(T*)host.DataPointer;
            }
        }
    }
}

public static partial class TensorExtensionMethods
{
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();

    /// <summary>The size of one element in bytes.</summary>
    public static int ElementSize(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool => 1,
        torch.ScalarType.Int16 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 => 4,
        torch.ScalarType.Int64 or torch.ScalarType.Float64 or torch.ScalarType.ComplexFloat32 => 8,
        torch.ScalarType.ComplexFloat64 => 16,
        _ => throw new NotSupportedException($"Elements of type {type} are not supported."),
    };

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Shape, element type and device.</summary>
    public static string metastr(this torch.Tensor tensor)
    {
        string shape = string.Join("x", tensor.shape);
        return $"[{shape}], type = {tensor.dtype}, device = {tensor.device}{(tensor.name is null ? "" : $", name = {tensor.name}")}";
    }

    /// <summary>The elements of <paramref name="rawArray"/> as a tensor of the given shape, copied.</summary>
    public static torch.Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
        where T : unmanaged => torch.FromSpan<T>(rawArray, dimensions, null, null, requires_grad);
}

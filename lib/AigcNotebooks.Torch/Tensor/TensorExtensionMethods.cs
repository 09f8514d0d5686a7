using System.Numerics;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();
    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();
    public static Half ToHalf(this torch.Tensor value) => value.ToScalar().ToHalf();
    public static BFloat16 ToBFloat16(this torch.Tensor value) => value.ToScalar().ToBFloat16();
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();
    public static (float Real, float Imaginary) ToComplexFloat32(this torch.Tensor value) => value.ToScalar().ToComplexFloat32();
    public static Complex ToComplexFloat64(this torch.Tensor value) => value.ToScalar().ToComplexFloat64();

    public static (float Real, float Imaginary) ToComplex32(this torch.Tensor value) => value.ToComplexFloat32();
    public static Complex ToComplex64(this torch.Tensor value) => value.ToComplexFloat64();

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

    public static ReadOnlySpan<int> IntShape(this torch.Tensor tensor) => Array.ConvertAll(tensor.shape, size => checked((int)size));

    /// <summary>A copy of the elements as a tensor of the given shape.</summary>
    public static torch.Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false) where T : unmanaged =>
        torch.FromSpan<T>(rawArray, dimensions, null, null, requires_grad);

    /// <summary>A tensor of no dimensions.</summary>
    public static torch.Tensor ToTensor<T>(this T scalar, torch.Device? device = null, bool requires_grad = false) where T : unmanaged =>
        torch.FromSpan<T>([scalar], [], null, device, requires_grad);

    public static Parameter AsParameter(this torch.Tensor tensor) => new(tensor);
}

using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Element types, numbered as libtorch numbers them.</summary>
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int8 = 1,
        Int16 = 2,
        Int32 = 3,
        Int64 = 4,
        Float16 = 5,
        Float32 = 6,
        Float64 = 7,
        ComplexFloat32 = 9,
        ComplexFloat64 = 10,
        Bool = 11,
        QInt8 = 12,
        QUInt8 = 13,
        QInt32 = 14,
        BFloat16 = 15,
    }

    public static ScalarType uint8 = ScalarType.Byte;
    public static ScalarType int8 = ScalarType.Int8;
    public static ScalarType int16 = ScalarType.Int16;
    public static ScalarType int32 = ScalarType.Int32;
    public static ScalarType int64 = ScalarType.Int64;
    public static ScalarType float16 = ScalarType.Float16;
    public static ScalarType float32 = ScalarType.Float32;
    public static ScalarType float64 = ScalarType.Float64;
    public static ScalarType bfloat16 = ScalarType.BFloat16;
    public static ScalarType @bool = ScalarType.Bool;
    public static ScalarType @short = ScalarType.Int16;
    public static ScalarType @int = ScalarType.Int32;
    public static ScalarType @long = ScalarType.Int64;
    public static ScalarType half = ScalarType.Float16;
    public static ScalarType @float = ScalarType.Float32;
    public static ScalarType @double = ScalarType.Float64;
    public static ScalarType complex64 = ScalarType.ComplexFloat32;
    public static ScalarType complex128 = ScalarType.ComplexFloat64;
    public static ScalarType cfloat = ScalarType.ComplexFloat32;
    public static ScalarType cdouble = ScalarType.ComplexFloat64;

    public static Device get_default_device() => CPU;
    public static bool is_floating_point(ScalarType type) => type.IsFloatingPoint();
    public static bool is_floating_point(Tensor input) => input.dtype.IsFloatingPoint();
    public static bool is_complex(ScalarType type) => type.IsComplex();
    public static bool is_complex(Tensor input) => input.dtype.IsComplex();
    public static bool is_integral(ScalarType type) => type.IsIntegral();
    public static bool is_integral(Tensor t) => t.dtype.IsIntegral();
    public static bool is_tensor(object obj) => obj is Tensor;
    public static bool can_cast(ScalarType from, ScalarType to) => Aten.CallScalar("can_cast", from, to).ToBoolean();
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => (ScalarType)Aten.CallScalar("promote_types", type1, type2).ToInt64();
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)Aten.CallScalar("result_type.Tensor", tensor1, tensor2).ToInt64();

    /// <summary>The limits of a floating-point type.</summary>
    public struct FInfo
    {
        public int bits;
        public double eps;
        public double max;
        public double min;
        public double tiny;
        public double smallest_normal;
        public double resolution;
    }

    public static FInfo finfo() => finfo(get_default_dtype());

    /// <exception cref="ArgumentException">The type is neither floating-point nor complex.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.BFloat16 => Limits(16, (double)BFloat16.Epsilon, (double)BFloat16.MaxValue, (double)BFloat16.MinNormal, 1e-2),
        ScalarType.Float16 => Limits(16, Math.Pow(2, -10), (double)Half.MaxValue, Math.Pow(2, -14), 1e-3),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => Limits(32, Math.Pow(2, -23), float.MaxValue, Math.Pow(2, -126), 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => Limits(64, Math.Pow(2, -52), double.MaxValue, Math.Pow(2, -1022), 1e-15),
        _ => throw new ArgumentException($"finfo needs a floating-point or complex type, not {dtype}", nameof(dtype)),
    };

    private static FInfo Limits(int bits, double eps, double max, double tiny, double resolution) =>
        new() { bits = bits, eps = eps, max = max, min = -max, tiny = tiny, smallest_normal = tiny, resolution = resolution };
}

internal static class ScalarTypes
{
    internal static bool IsFloatingPoint(this torch.ScalarType type) =>
        type is torch.ScalarType.Float16 or torch.ScalarType.Float32 or torch.ScalarType.Float64 or torch.ScalarType.BFloat16;

    internal static bool IsComplex(this torch.ScalarType type) => type is torch.ScalarType.ComplexFloat32 or torch.ScalarType.ComplexFloat64;

    internal static bool IsIntegral(this torch.ScalarType type) => type is torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Int16
        or torch.ScalarType.Int32 or torch.ScalarType.Int64 or torch.ScalarType.Bool;

    /// <summary>The element type that holds a <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">Tensors hold no such elements.</exception>
    internal static torch.ScalarType Of<T>() => Of(typeof(T));

    /// <summary>The element type that holds values of <paramref name="type"/>.</summary>
    /// <exception cref="NotSupportedException">Tensors hold no such elements.</exception>
    internal static torch.ScalarType Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => torch.ScalarType.Byte,
        TypeCode.SByte => torch.ScalarType.Int8,
        TypeCode.Int16 => torch.ScalarType.Int16,
        TypeCode.Int32 => torch.ScalarType.Int32,
        TypeCode.Int64 => torch.ScalarType.Int64,
        TypeCode.Single => torch.ScalarType.Float32,
        TypeCode.Double => torch.ScalarType.Float64,
        TypeCode.Boolean => torch.ScalarType.Bool,
        _ when type == typeof(Half) => torch.ScalarType.Float16,
        _ when type == typeof(BFloat16) => torch.ScalarType.BFloat16,
        _ when type == typeof((float, float)) => torch.ScalarType.ComplexFloat32,
        _ when type == typeof(Complex) => torch.ScalarType.ComplexFloat64,
        _ => throw new NotSupportedException($"Tensors hold no elements of type {type.Name}."),
    };
}

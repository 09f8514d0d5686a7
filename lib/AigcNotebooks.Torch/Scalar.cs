using System.Numerics;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number as operators take it: whole, real, complex or a truth value. Numbers convert to it; it holds nothing that needs disposing.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double _real;
    private readonly double _imaginary;
    private readonly long _integer;

    private Scalar(long value, ScalarType type) => (_integer, _real, Type) = (value, value, type);

    private Scalar(double value, ScalarType type) => (_real, _integer, Type) = (value, unchecked((long)value), type);

    private Scalar(double real, double imaginary, ScalarType type) : this(real, type) => _imaginary = imaginary;

    /// <summary>int64, float64, complex128 or bool: libtorch's scalars know no narrower types.</summary>
    public ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => new((long)value, ScalarType.Int64);
    public static implicit operator Scalar(sbyte value) => new((long)value, ScalarType.Int64);
    public static implicit operator Scalar(short value) => new((long)value, ScalarType.Int64);
    public static implicit operator Scalar(int value) => new((long)value, ScalarType.Int64);
    public static implicit operator Scalar(long value) => new(value, ScalarType.Int64);
    public static implicit operator Scalar(Half value) => new((double)value, ScalarType.Float64);
    public static implicit operator Scalar(BFloat16 value) => new((double)value, ScalarType.Float64);
    public static implicit operator Scalar(float value) => new((double)value, ScalarType.Float64);
    public static implicit operator Scalar(double value) => new(value, ScalarType.Float64);
    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, ScalarType.Bool);
    public static implicit operator Scalar((float, float) value) => new(value.Item1, value.Item2, ScalarType.ComplexFloat64);
    public static implicit operator Scalar(Complex value) => new(value.Real, value.Imaginary, ScalarType.ComplexFloat64);

    /// <summary>Does nothing: kept because TorchSharp's scalar holds a native object.</summary>
    public void Dispose() { }

    internal double AsDouble => _real;

    internal long AsInt64 => _integer;

    internal Complex AsComplex => new(_real, _imaginary);

    internal Argument ToArgument() => Type switch
    {
        ScalarType.Bool => _integer != 0,
        ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 => new[] { _real, _imaginary },
        _ when Type.IsFloatingPoint() => _real,
        _ => _integer,
    };
}

public static class ScalarExtensionMethods
{
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;
    public static byte ToByte(this Scalar value) => (byte)value.AsInt64;
    public static double ToDouble(this Scalar value) => value.AsDouble;
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;
    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)value.AsDouble;
    public static short ToInt16(this Scalar value) => (short)value.AsInt64;
    public static int ToInt32(this Scalar value) => (int)value.AsInt64;
    public static long ToInt64(this Scalar value) => value.AsInt64;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsInt64;
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => ((float)value.AsComplex.Real, (float)value.AsComplex.Imaginary);
    public static Complex ToComplexFloat64(this Scalar value) => value.AsComplex;
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this BFloat16 value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this (float, float) value) => value;
    public static Scalar ToScalar(this Complex value) => value;
    public static Scalar ToBFloat16Scalar(this float value) => new BFloat16(value);
}

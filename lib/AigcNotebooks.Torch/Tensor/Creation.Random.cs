using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => Made(Aten.Call("rand.generator", size, generator, Kind(dtype), Argument.None, device), requires_grad, names);
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand(size.ToArray(), dtype, device, requires_grad, generator, names);
    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand((long[])[size], dtype, device, requires_grad, generator, names);
    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand((long[])[rows, columns], dtype, device, requires_grad, generator, names);
    public static Tensor rand(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand((long[])[dim0, dim1, dim2], dtype, device, requires_grad, generator, names);
    public static Tensor rand(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);
    public static Tensor rand(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand((long[])[size], dtype, device, requires_grad, generator, names);
    public static Tensor rand(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand((long[])[rows, columns], dtype, device, requires_grad, generator, names);
    public static Tensor rand(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand((long[])[dim0, dim1, dim2], dtype, device, requires_grad, generator, names);
    public static Tensor rand(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => Made(Aten.Call("randn.generator", size, generator, Kind(dtype), Argument.None, device), requires_grad, names);
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn(size.ToArray(), dtype, device, requires_grad, generator, names);
    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((long[])[size], dtype, device, requires_grad, generator, names);
    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((long[])[rows, columns], dtype, device, requires_grad, generator, names);
    public static Tensor randn(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((long[])[dim0, dim1, dim2], dtype, device, requires_grad, generator, names);
    public static Tensor randn(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);
    public static Tensor randn(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((long[])[size], dtype, device, requires_grad, generator, names);
    public static Tensor randn(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((long[])[rows, columns], dtype, device, requires_grad, generator, names);
    public static Tensor randn(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((long[])[dim0, dim1, dim2], dtype, device, requires_grad, generator, names);
    public static Tensor randn(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn((long[])[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers, uniform in [<paramref name="low"/>, <paramref name="high"/>), int64 where no other type is asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type does not hold them.</exception>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        ScalarType kind = dtype ?? ScalarType.Int64;
        if (kind.IsComplex())
        {
            using Tensor parts = randint(low, high, [.. size, 2], kind == ScalarType.ComplexFloat64 ? ScalarType.Float64 : ScalarType.Float32, device, false, generator, names);
            return parts.view_as_complex().requires_grad_(requires_grad);
        }
        ThrowIfOutside(kind, low, nameof(low));
        ThrowIfOutside(kind, high - 1, nameof(high));
        return Made(Aten.Call("randint.low_generator", low, high, size, generator, kind, Argument.None, device), requires_grad, names);
    }

    /// <summary>Whole numbers, uniform in [0, <paramref name="high"/>), int64 where no other type is asked for.</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randint(0, high, size, dtype, device, requires_grad, generator, names);
    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);
    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);
    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randint(low, high, new Size(size).Shape, dtype, device, requires_grad, generator, names);
    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randint(0, high, new Size(size).Shape, dtype, device, requires_grad, generator, names);

    /// <summary>A random permutation of 0 … <paramref name="n"/>−1, int64 where nothing else is asked for.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Made(Aten.Call("randperm.generator", n, generator, dtype ?? ScalarType.Int64, Argument.None, device), requires_grad, null);

    /// <summary>Normally distributed numbers.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Made(Aten.Call("normal.float_float", mean, std, size.ToArray(), generator, Kind(dtype), Argument.None, device), requires_grad, names);

    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);
    public static int randint_int(int high, Generator? generator = null) => (int)randint_long(0, high, generator);
    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);
    public static long randint_long(long low, long high, Generator? generator = null) => Number(randint(low, high, Array.Empty<long>(), generator: generator)).ToInt64();
    public static bool randint_bool(Generator? generator = null) => randint_long(2, generator) == 1;
    public static double rand_float(Generator? generator = null) => Number(rand(Array.Empty<long>(), float64, generator: generator)).ToDouble();
    public static double randn_float(Generator? generator = null) => Number(randn(Array.Empty<long>(), float64, generator: generator)).ToDouble();

    private static Scalar Number(Tensor tensor)
    {
        using (tensor)
            return tensor.ToScalar();
    }

    private static void ThrowIfOutside(ScalarType type, long value, string argument)
    {
        bool inside = type switch
        {
            ScalarType.Byte => value is >= byte.MinValue and <= byte.MaxValue,
            ScalarType.Int8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
            ScalarType.Int16 => value is >= short.MinValue and <= short.MaxValue,
            ScalarType.Int32 => value is >= int.MinValue and <= int.MaxValue,
            _ => true,
        };
        if (!inside)
            throw new ArgumentOutOfRangeException(argument, value, $"{type} does not hold this.");
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

/// <summary>Arguments that a careless caller might pass, by type, chosen by a seeded generator.</summary>
internal sealed class FuzzValues(Random random)
{
    // Sizes between "small" and "cannot be had" are left out: they would only take time and memory.
    private static readonly long[] Longs = [0, 0, 1, 1, 2, 3, 5, -1, -1, -2, 7, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue, long.MinValue + 1, 1L << 40, -(1L << 33)];
    private static readonly double[] Doubles = [0, -0.0, 1, -1, 0.5, 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, double.Epsilon, 3e9];
    private static readonly string[] Strings = ["", "mean", "bilinear", "no such thing", "ij,jk->ik", "...i,i", "->", "\0", "ü\uD800", "reflect", new('x', 5000)];
    private static readonly long[][] Shapes = [[], [0], [1], [2, 3], [3, 2], [0, 3], [2, 0], [2, 3, 4], [1, 2, 4, 4], [2, 2, 3, 3], [1, 1, 3, 4, 4], [4, 4], [5, 5], [1, 3, 1]];
    private static readonly ScalarType[] Types = [float32, float32, float32, float64, int64, int64, int32, int16, int8, uint8, @bool, float16, bfloat16];

    internal Random Random => random;

    internal T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Something to pass for <paramref name="type"/>; false where it is a type that the fuzz has no idea of.</summary>
    internal bool TryMake(Type type, out object? value)
    {
        value = null;
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner != type && random.Next(3) == 0)
            return true;
        if (inner == typeof(Tensor) || inner == typeof(TorchSharp.Modules.Parameter))
            value = inner == typeof(Tensor) ? MakeTensor() : new TorchSharp.Modules.Parameter(MakeFloating());
        else if (inner == typeof(long))
            value = Pick(Longs);
        else if (inner == typeof(int))
            value = (int)Math.Clamp(Pick(Longs), int.MinValue, int.MaxValue);
        else if (inner == typeof(double))
            value = Pick(Doubles);
        else if (inner == typeof(float))
            value = (float)Pick(Doubles);
        else if (inner == typeof(bool))
            value = random.Next(2) == 0;
        else if (inner == typeof(byte) || inner == typeof(sbyte) || inner == typeof(short) || inner == typeof(ulong) || inner == typeof(char))
            value = Convert.ChangeType(random.Next(100), inner);
        else if (inner == typeof(string))
            value = random.Next(8) == 0 ? null : Pick(Strings);
        else if (inner == typeof(Scalar))
            value = random.Next(3) switch { 0 => (Scalar)Pick(Longs), 1 => (Scalar)Pick(Doubles), _ => (Scalar)(random.Next(2) == 0) };
        else if (inner == typeof(Device))
            value = random.Next(4) == 0 ? null : CPU;
        else if (inner == typeof(Generator))
            value = random.Next(2) == 0 ? null : new Generator((ulong)random.Next());
        else if (inner == typeof(TensorIndex))
            value = MakeIndex();
        else if (inner.Name == "Size")
            value = Activator.CreateInstance(inner, MakeArray<long>(random.Next(4)));
        else if (inner.IsEnum)
            value = Pick(Enum.GetValues(inner).Cast<object>().ToArray());
        else if (inner == typeof(Array))
            value = MakeArray<float>(random.Next(5));
        else if (inner.IsArray && inner.GetArrayRank() == 1)
            return TryMakeArray(inner.GetElementType()!, out value);
        else if (inner.IsGenericType && inner.GetGenericArguments() is [var element] && inner.IsAssignableFrom(element.MakeArrayType()))
            return TryMakeArray(element, out value);
        else if (inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(ValueTuple<,>) && inner.GetGenericArguments() is [var a, var b])
        {
            if (!TryMake(a, out object? first) || !TryMake(b, out object? second))
                return false;
            value = Activator.CreateInstance(inner, first, second);
        }
        else
            return false;
        return true;
    }

    internal Tensor MakeTensor()
    {
        int kind = random.Next(20);
        if (kind == 0)
            return null!;
        ScalarType type = Pick(Types);
        Tensor made = kind switch
        {
            1 => type.ToString().StartsWith('F') ? full(Pick(Shapes), double.NaN, type) : full(Pick(Shapes), long.MinValue, int64).to(type),
            2 => torch.tensor(new[] { long.MinValue, -1, 0, long.MaxValue }).to(type),
            3 => torch.tensor(Pick(Longs)).to(type),
            4 => ones(3, 1).expand(3, 4).to(type),
            5 => MakeFloating().requires_grad_(),
            6 => randn(4, 6).t().to(type),
            _ => (randn(Pick(Shapes)) * 3).to(type),
        };
        if (kind == 7)
            made.Dispose();
        return made;
    }

    private Tensor MakeFloating() => randn(Pick(Shapes));

    private TensorIndex MakeIndex() => random.Next(6) switch
    {
        0 => TensorIndex.Ellipsis,
        1 => TensorIndex.Null,
        2 => TensorIndex.Slice(Pick(Longs), Pick(Longs), Pick(Longs)),
        3 => TensorIndex.Bool(true),
        4 when MakeTensor() is { } index => TensorIndex.Tensor(index),
        _ => TensorIndex.Single(Pick(Longs)),
    };

    private T[] MakeArray<T>(int length) => TryMakeArray(typeof(T), out object? array, length) ? (T[])array! : [];

    private bool TryMakeArray(Type element, out object? value, int length = -1)
    {
        var array = Array.CreateInstance(element, length < 0 ? random.Next(5) : length);
        value = array;
        for (int i = 0; i < array.Length; i++)
        {
            if (!TryMake(element, out object? item))
                return false;
            array.SetValue(item, i);
        }
        return true;
    }

    internal static string Describe(object? value) => value switch
    {
        null => "null",
        Tensor { IsInvalid: true } => "disposed",
        Tensor tensor => $"{tensor.dtype}[{string.Join(",", tensor.shape)}]",
        Array array => $"[{string.Join("; ", array.Cast<object?>().Select(Describe))}]",
        string { Length: > 50 } => "\"…\"",
        Scalar scalar => $"Scalar {scalar.Type}",
        TensorIndex => "index",
        _ => value.ToString()!,
    };
}

using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

/// <summary>A case's input tensor from its text, as <c>tests/parity/golden.py</c> makes it.</summary>
internal static partial class GoldenInput
{
    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["f16"] = ScalarType.Float16, ["bf16"] = ScalarType.BFloat16, ["f32"] = ScalarType.Float32, ["f64"] = ScalarType.Float64, ["i8"] = ScalarType.Int8,
        ["u8"] = ScalarType.Byte, ["i16"] = ScalarType.Int16, ["i32"] = ScalarType.Int32, ["i64"] = ScalarType.Int64, ["bool"] = ScalarType.Bool,
    };

    internal static string Name(ScalarType type) => Types.First(t => t.Value == type).Key;

    internal static Tensor Make(string spec, int seed)
    {
        Match match = Spec().Match(spec);
        string dtype = match.Groups[1].Value, layout = match.Groups[3].Value;
        long[] shape = [.. match.Groups[2].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
        string how = match.Groups[4].Success ? match.Groups[4].Value : dtype.Contains('f') ? "u" : dtype == "bool" ? "int2" : "int10";
        if (layout.Contains('T'))
            (shape[^1], shape[^2]) = (shape[^2], shape[^1]);
        if (layout.Contains('S'))
            shape[^1] *= 2;
        long times = layout.Contains('E') ? shape[0] : 0;
        if (layout.Contains('E'))
            shape[0] = 1;
        Tensor tensor = Doubles(Spread((int)shape.Aggregate(1L, (a, b) => a * b), seed, how), shape).to(Types[dtype]);
        if (layout.Contains('E'))
            tensor = tensor.expand([times, .. shape[1..]]);
        if (layout.Contains('S'))
            tensor = tensor.slice(shape.Length - 1, 0, shape[^1], 2);
        return layout.Contains('T') ? tensor.transpose(-1, -2) : tensor;
    }

    internal static Tensor Doubles(double[] values, params long[] shape) => tensor(values).reshape(shape);

    internal static double[] Spread(int count, int seed, string how)
    {
        double[] u = Uniform(count, seed);
        return how switch
        {
            "u" => [.. u.Select(x => 4 * x - 2)],
            "pos" => [.. u.Select(x => 0.1 + 2 * x)],
            "unit" => [.. u.Select(x => 0.05 + 0.9 * x)],
            "perm" => Ranks(u),
            _ => [.. u.Select(x => Math.Floor(x * int.Parse(how["int".Length..])))],
        };
    }

    private static double[] Ranks(double[] u)
    {
        var ranks = new double[u.Length];
        int rank = 0;
        foreach (int index in Enumerable.Range(0, u.Length).OrderBy(i => u[i]))
            ranks[index] = rank++;
        return ranks;
    }

    private static double[] Uniform(int count, int seed)
    {
        uint state = unchecked((uint)seed * 2654435761u + 12345u);
        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            state = unchecked(state * 1664525u + 1013904223u);
            numbers[i] = (state >> 8) / 16777216.0;
        }
        return numbers;
    }

    [GeneratedRegex(@"^(\w+)\[([\d,]*)\]([TSE]*)(?::(\w+))?$")]
    private static partial Regex Spec();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

/// <summary>What PyTorch gave for one variation of a case (see <c>tests/parity/golden.py</c>).</summary>
internal sealed record GoldenEntry(
    [property: JsonPropertyName("in")] string[] Inputs,
    [property: JsonPropertyName("out")] GoldenTensor?[] Outputs,
    [property: JsonPropertyName("grad")] GoldenTensor?[]? InputGradients,
    [property: JsonPropertyName("state")] Dictionary<string, GoldenTensor?>? State,
    [property: JsonPropertyName("grads")] Dictionary<string, GoldenTensor?>? ParameterGradients,
    [property: JsonPropertyName("buffers")] Dictionary<string, GoldenTensor?>? Buffers,
    [property: JsonPropertyName("eval")] GoldenTensor?[]? EvalOutputs,
    [property: JsonPropertyName("tol")] double? Tolerance)
{
    internal static Dictionary<string, GoldenEntry[]> Read(string area)
    {
        using Stream stream = typeof(GoldenEntry).Assembly.GetManifestResourceStream($"{area}.json")
            ?? throw new FileNotFoundException($"tests/parity/{area}.json is not there: run /usr/bin/python3 tests/parity/{area}.py.");
        return JsonSerializer.Deserialize<Dictionary<string, GoldenEntry[]>>(stream)!;
    }
}

/// <summary>A tensor as a golden file keeps it: all of a small one, else eight elements, the sum and a weighted sum.</summary>
internal sealed record GoldenTensor(
    [property: JsonPropertyName("d")] string Dtype,
    [property: JsonPropertyName("s")] long[] Shape,
    [property: JsonPropertyName("v")] JsonElement[] Values,
    [property: JsonPropertyName("sum")] double? Sum,
    [property: JsonPropertyName("dot")] double? Dot,
    [property: JsonPropertyName("abs")] double? Absolute)
{
    /// <summary>What differs in <paramref name="actual"/>, or null.</summary>
    internal string? Difference(Tensor? actual, double tolerance)
    {
        if (actual is null)
            return "is null";
        if (actual.dtype is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64)
            actual = Aten.Call("view_as_real", Aten.Call("resolve_conj", actual));
        if (GoldenInput.Name(actual.dtype) != Dtype)
            return $"has dtype {actual.dtype}, PyTorch's has {Dtype}";
        if (!actual.shape.SequenceEqual(Shape))
            return $"has shape [{string.Join(",", actual.shape)}], PyTorch's has [{string.Join(",", Shape)}]";
        double[] values = actual.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        double relative = tolerance * Dtype switch { "f64" => 1e-9, "f32" => 1e-5, "f16" => 2e-3, "bf16" => 1.6e-2, _ => 0 };
        for (int i = 0; i < Values.Length; i++)
        {
            int at = Sum is null && values.Length == Values.Length ? i : (int)((long)i * (values.Length - 1) / (Values.Length - 1));
            double expected = Number(Values[i]);
            if (!Same(values[at], expected, relative * (Math.Abs(expected) + 0.5)))
                return $"is {values[at]:R} at {at}, PyTorch's is {expected:R}";
        }
        if (Sum is not { } sum || Dot is not { } dot || Absolute is not { } absolute)
            return null;
        double margin = relative * (absolute + 0.1) + 1e-9 * absolute;
        double[] weights = GoldenInput.Spread(values.Length, 99, "u");
        return !Same(values.Sum(), sum, margin) ? $"sums up to {values.Sum():R}, PyTorch's to {sum:R}"
            : !Same(values.Zip(weights, (x, w) => x * w).Sum(), dot, 2 * margin) ? "has its elements elsewhere than PyTorch's (the weighted sums differ)"
            : null;
    }

    private static double Number(JsonElement e) => e.ValueKind == JsonValueKind.Number ? e.GetDouble() : e.GetString() switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.NaN,
    };

    private static bool Same(double actual, double expected, double margin) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= margin;
}

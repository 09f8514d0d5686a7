using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

/// <summary>Most operators exist four times: x.f(), x.f_(), torch.f(x) and torch.f_(x). The parity tests compare the first
/// with PyTorch; here the others are compared with it, all of them, on the first of a few inputs that the operator takes.</summary>
public sealed class TwinTests
{
    private static readonly MethodInfo[] Methods = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    public static TheoryData<string> InPlace => [.. Methods.Where(m => m.Name.EndsWith('_') && PlainTwin(m) is not null).Select(Signature).Distinct()];

    public static TheoryData<string> Functions => [.. AllFunctions().Where(f => MethodOf(f) is not null).Select(Signature).Distinct()];

    [Theory, MemberData(nameof(InPlace))]
    public void In_place_it_leaves_what_its_twin_returns(string signature)
    {
        MethodInfo method = Methods.First(m => Signature(m) == signature), twin = PlainTwin(method)!;
        foreach (Sample sample in Sample.All)
        {
            using var scope = NewDisposeScope();
            Tensor x = sample.Self(), y = sample.Self();
            if (!Succeeds(twin, x, sample.Arguments(twin.GetParameters()), out object? expected))
                continue;
            if (!Succeeds(method, y, sample.Arguments(method.GetParameters()), out object? actual))
                continue;
            Assert.Same(y, actual);
            Assert.Null(Difference(((Tensor)expected!).to(y.dtype), y));
            return;
        }
        Assert.Skip($"{signature} took none of the samples");
    }

    [Theory, MemberData(nameof(Functions))]
    public void As_a_function_it_returns_what_the_method_returns(string signature)
    {
        MethodInfo function = AllFunctions().First(f => Signature(f) == signature), method = MethodOf(function)!;
        foreach (Sample sample in Sample.All)
        {
            using var scope = NewDisposeScope();
            if (!Succeeds(method, sample.Self(), sample.Arguments(method.GetParameters()), out object? expected))
                continue;
            Assert.True(Succeeds(function, null, [sample.Self(), .. sample.Arguments(method.GetParameters())], out object? actual), $"{signature} throws where the method does not");
            Assert.Null(Difference(expected, actual));
            return;
        }
        Assert.Skip($"{signature} took none of the samples");
    }

    // where(condition, x, y) is x.where(condition, y): the only one that takes its arguments in another order.
    private static IEnumerable<MethodInfo> AllFunctions() => typeof(torch).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.Name != "where" && f.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Tensor) && f.GetParameters().All(p => Writable(p.ParameterType)) && Writable(f.ReturnType));

    private static MethodInfo? PlainTwin(MethodInfo method) => Find(method.Name[..^1], Types(method.GetParameters()));

    private static MethodInfo? MethodOf(MethodInfo function) => Find(function.Name, Types(function.GetParameters()[1..]));

    private static MethodInfo? Find(string name, Type[] types) => Methods.FirstOrDefault(m => m.Name == name && Types(m.GetParameters()).SequenceEqual(types) && types.All(Writable));

    private static Type[] Types(ParameterInfo[] parameters) => [.. parameters.Select(p => p.ParameterType)];

    // Spans cannot be passed by reflection; an out parameter has no twin.
    private static bool Writable(Type type) => !type.IsByRefLike && !type.IsByRef && type != typeof(void);

    private static string Signature(MethodInfo m) => $"{m.Name}({string.Join(", ", m.GetParameters().Select(p => p.ParameterType.Name))})";

    private static bool Succeeds(MethodInfo method, object? self, object?[] arguments, out object? result)
    {
        manual_seed(0);
        try
        {
            result = method.Invoke(self, arguments);
            return true;
        }
        catch (TargetInvocationException)
        {
            result = null;
            return false;
        }
    }

    private static string? Difference(object? expected, object? actual) => (expected, actual) switch
    {
        (Tensor a, Tensor b) => Difference(a, b),
        (bool a, Tensor b) => Difference(tensor(a), b),
        (ITuple a, ITuple b) => Enumerable.Range(0, a.Length).Select(i => Difference(a[i], b[i])).FirstOrDefault(d => d is not null),
        (string a, string b) => a == b ? null : $"{b} instead of {a}",
        (IEnumerable a, IEnumerable b) => a.Cast<object>().Zip(b.Cast<object>()).Select(p => Difference(p.First, p.Second)).FirstOrDefault(d => d is not null),
        _ => Equals(expected, actual) ? null : $"{actual} instead of {expected}",
    };

    private static string? Difference(Tensor a, Tensor b)
    {
        if (a.dtype != b.dtype || !a.shape.SequenceEqual(b.shape))
            return $"{b} instead of {a}";
        if (is_floating_point(a) ? !a.allclose(b, 0, 0, true) : !a.Equals(b))
            return "other elements";
        return null;
    }

    /// <summary>Arguments for any operator: the tensor itself, and a value for each kind of parameter.</summary>
    private sealed record Sample(Func<Tensor> Self, Func<Tensor> Other, Scalar Number)
    {
        internal static readonly Sample[] All =
        [
            new(() => linspace(0.2, 0.9, 6, float64).view(2, 3), () => linspace(0.3, 0.8, 6, float64).view(2, 3), 0.5),
            new(() => arange(3, 9).view(2, 3), () => arange(1, 7).view(2, 3) % 4 + 1, 2),
            new(() => linspace(0.2, 0.9, 6, float64), () => linspace(0.3, 0.8, 6, float64), 0.5),
            new(() => linspace(0.2, 0.9, 9, float64).view(3, 3), () => linspace(0.3, 0.8, 3, float64), 0.5),
            new(() => complex(linspace(0.2, 0.9, 6, float64), linspace(0.3, 0.8, 6, float64)), () => linspace(0.3, 0.8, 6, float64), 0.5),
            new(() => linspace(0.2, 0.9, 24, float64).view(2, 3, 4), () => linspace(0.3, 0.8, 24, float64).view(2, 4, 3), 0.5),
            new(() => linspace(0.2, 0.9, 6, float64).view(3, 2), () => linspace(0.3, 0.8, 6, float64).view(2, 3), 0.5),
            new(() => arange(3, 9), () => arange(1, 7), 2),
            new(() => ones(1), () => ones(1), 2),
            new(() => linspace(0.3, 0.8, 3, float64), () => linspace(0.3, 0.8, 3, float64), 0.5),
            new(() => eye(3, dtype: float64) * 2, () => linspace(0.3, 0.8, 9, float64).view(3, 3), 0.5),
            new(() => linspace(0.3, 0.8, 18, float64).view(2, 3, 3), () => linspace(0.3, 0.8, 18, float64).view(2, 3, 3), 0.5),
            new(() => complex(ones(3, 5), zeros(3, 5)), () => ones(3, 5), 0.5),
        ];

        internal object?[] Arguments(ParameterInfo[] parameters) => [.. parameters.Select(Argument)];

        private object? Argument(ParameterInfo p) => p.ParameterType switch
        {
            _ when p.HasDefaultValue && p.Name is not ("min" or "max") => p.DefaultValue,
            var t when t == typeof(Tensor) => p.Name switch
            {
                "index" or "indices" => Self().ndim == 1 ? arange(Self().shape[0]) : tensor(new long[] { 1, 0 }),
                "mask" or "condition" => Self().gt(Number),
                "mat" => linspace(0.1, 0.7, 9, float64).view(3, 3),
                "vec" or "tau" => linspace(0.1, 0.7, 3, float64),
                "batch1" or "batch2" => linspace(0.1, 0.7, 18, float64).view(2, 3, 3),
                _ => Other(),
            },
            var t when t == typeof(Scalar) => Number,
            var t when t == typeof(long) || t == typeof(int) => p.Name switch { "dim" or "dim0" or "axis0" => 0, "high" or "n_fft" => 4, _ => 1 },
            var t when t == typeof(double) => 0.5,
            var t when t == typeof(float) => 0.5f,
            var t when t == typeof(bool) => true,
            var t when t == typeof(long[]) => p.Name == "permutation" ? new long[] { 1, 0 } : new long[] { 1 },
            var t when t == typeof(Size) => new Size([1, -1]),
            var t when t == typeof((long, long)[]) => new[] { (1L, 0L) },
            var t when t == typeof(ValueTuple<long, long>) => (0L, 1L),
            var t when t == typeof(ValueTuple<long, long, long>) => (0L, 1L, 2L),
            var t when t == typeof(IEnumerable<long>) => new List<long> { 1, 0 },
            _ => null,
        };
    }
}

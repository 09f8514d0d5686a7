using System.Collections;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

/// <summary>The C# twins of the cases in <c>tests/parity/AREA.py</c>, by name, and the comparison with what PyTorch gave.</summary>
internal sealed class Golden(string area) : IEnumerable
{
    private readonly Dictionary<string, GoldenEntry[]> _entries = GoldenEntry.Read(area);
    private readonly Dictionary<string, Action<GoldenEntry, Tensor[], Comparison>> _twins = [];

    internal void Add(string name, Func<Tensor[], Tensor> function) => Add(name, x => new[] { function(x) });

    internal void Add(string name, Func<Tensor[], Tensor[]> function) => _twins.Add(name, (entry, inputs, compare) =>
    {
        manual_seed(0);
        Tensor[] outputs = function(inputs);
        compare.All("output", entry.Outputs, outputs);
        if (entry.InputGradients is null)
            return;
        Backward(outputs);
        compare.All("gradient of input", entry.InputGradients, [.. inputs.Select(x => x.grad)]);
    });

    internal void Add(string name, Func<nn.Module<Tensor, Tensor>> build) => Add(name, build, (m, x) => [m.call(x[0])]);

    internal void Add<M>(string name, Func<M> build, Func<M, Tensor[], Tensor[]> call) where M : nn.Module => _twins.Add(name, (entry, inputs, compare) =>
    {
        manual_seed(0);
        using M module = build();
        compare.Named("state", entry.State!, module.state_dict().ToDictionary(s => s.Key, s => (Tensor?)s.Value));
        manual_seed(1);
        Tensor[] outputs = call(module, inputs);
        compare.All("output", entry.Outputs, outputs);
        if (entry.InputGradients is not null)
        {
            Backward(outputs);
            compare.All("gradient of input", entry.InputGradients, [.. inputs.Select(x => x.grad)]);
            compare.Named("gradient of", entry.ParameterGradients!, module.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad));
        }
        compare.Named("buffer", entry.Buffers!, module.named_buffers().ToDictionary(b => b.name, b => (Tensor?)b.buffer));
        module.eval();
        using (no_grad())
            compare.All("output in eval mode", entry.EvalOutputs!, call(module, [.. inputs.Select(x => x.detach())]));
    });

    internal TheoryData<string> Names => [.. _twins.Keys];

    /// <summary>Fails where this side lacks a case of the golden file or has one more.</summary>
    internal void CheckNames() => Assert.Equal(_entries.Keys.Order(), _twins.Keys.Order());

    internal void Check(string name)
    {
        Assert.True(_entries.TryGetValue(name, out GoldenEntry[]? entries), $"tests/parity/{area}.json has no case {name}");
        var differences = new List<string>();
        for (int v = 0; v < entries.Length; v++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor[] inputs = [.. entries[v].Inputs.Select((spec, i) => GoldenInput.Make(spec, 100 * v + i + 1))];
            if (entries[v].InputGradients is not null)
                inputs = [.. inputs.Select(x => x.dtype.IsFloatingPoint() ? x.detach().requires_grad_() : x)];
            var compare = new Comparison($"{name}({string.Join(", ", entries[v].Inputs)})", entries[v].Tolerance ?? 1, differences);
            _twins[name](entries[v], inputs, compare);
        }
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    IEnumerator IEnumerable.GetEnumerator() => _twins.Keys.GetEnumerator();

    /// <summary>Gradients of the outputs' weighted sum, as golden.py takes them.</summary>
    private static void Backward(Tensor[] outputs)
    {
        Tensor? total = null;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is not { requires_grad: true } output)
                continue;
            if (output.dtype is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64)
                output = TorchSharp.Native.Aten.Call("view_as_real", output);
            Tensor weights = GoldenInput.Doubles(GoldenInput.Spread((int)output.numel(), 77 + i, "u"), output.shape).to(output.dtype);
            Tensor term = (output * weights).sum();
            total = total is null ? term : total + term;
        }
        total!.backward();
    }

    internal sealed class Comparison(string what, double tolerance, List<string> differences)
    {
        internal void All(string part, GoldenTensor?[] expected, Tensor?[] actual)
        {
            if (expected.Length != actual.Length)
                differences.Add($"{what}: {actual.Length} {part}s, PyTorch has {expected.Length}");
            else
                for (int i = 0; i < expected.Length; i++)
                    One($"{part} {i}", expected[i], actual[i]);
        }

        internal void Named(string part, Dictionary<string, GoldenTensor?> expected, Dictionary<string, Tensor?> actual)
        {
            if (!expected.Keys.Order().SequenceEqual(actual.Keys.Order()))
                differences.Add($"{what}: {part} [{string.Join(", ", actual.Keys)}], PyTorch has [{string.Join(", ", expected.Keys)}]");
            else
                foreach ((string key, GoldenTensor? value) in expected)
                    One($"{part} {key}", value, actual[key]);
        }

        private void One(string part, GoldenTensor? expected, Tensor? actual)
        {
            string? difference = expected is not null ? expected.Difference(actual, tolerance) : actual is null ? null : "is a tensor, PyTorch's is None";
            if (difference is not null)
                differences.Add($"{what}: {part} {difference}");
        }
    }
}

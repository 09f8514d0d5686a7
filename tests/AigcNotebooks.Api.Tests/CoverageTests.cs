using System.Reflection;
using System.Text.RegularExpressions;
using AigcNotebooks.Api.Tests.Listing;
using TorchSharp;

namespace AigcNotebooks.Api.Tests;

/// <summary>Lists what TorchSharp has and the engine lacks, in <c>.aigc/log/torchsharp-missing.txt</c>.</summary>
public sealed partial class CoverageTests
{
    [Fact]
    public void EngineHasMostOfItsScope()
    {
        var listing = ApiListing.Get();
        var engine = typeof(torch).Assembly;
        var types = Reflected.Types(engine).ToDictionary(type => $"{type.Namespace} | {Reflected.Name(type)}");
        var report = new List<string>();
        int listed = 0, missing = 0;
        foreach (var type in listing.Types.Where(type => type.Kind is not ("enum" or "delegate") && !OutOfScope().IsMatch($"{type.Namespace} | {type.Name}")
            && !listing.Lineage(type).Any(ancestor => ancestor.Type.Name.ToString() == "torch.distributions.Distribution")))
        {
            var has = types.TryGetValue($"{type.Namespace} | {type.Name}", out var own) ? Inherited(own).Select(Plain).ToHashSet() : [];
            string[] wanted = [.. type.Lines.Where(line => !line.Contains(" Finalize("))];
            string[] absent = [.. wanted.Where(line => !has.Contains(Plain(line)))];
            (listed, missing) = (listed + wanted.Length, missing + absent.Length);
            if (absent.Length > 0 || own is null)
                report.Add($"{type.Header}{(own is null ? "  (the engine lacks the type)" : "")}\n{string.Concat(absent.Select(line => $"  {line}\n"))}");
        }
        var file = Repository.Path(".aigc", "log", "torchsharp-missing.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, [$"{listed - missing} of the {listed} members in scope are there; these {missing} are not:", "", .. report]);
        Assert.True(missing < listed * 0.8, $"The engine lacks {missing} of {listed} members; see {file}.");
    }

    /// <summary>The members of a type and of what it derives from in the engine, closed over their type arguments.</summary>
    private static IEnumerable<string> Inherited(Type type)
    {
        for (var current = type; current is not null && current.Assembly == type.Assembly; current = current.BaseType)
            foreach (var line in Reflected.Members(current))
                yield return line;
    }

    private static string Plain(string line) => line.Replace("virtual ", "").Replace("abstract ", "");

    // What the engine leaves out: distributions, TorchScript, exported programs, the hub, TensorBoard, data sets read by C++,
    // Storage, and the rarer optimizers and schedulers.
    [GeneratedRegex(@"\btorch\.(distributions|jit|export|hub|special|backends|Storage|FInfo|utils\.tensorboard)\b|TorchSharp\.(Data|Utils) |\| (ExportedProgram|IProgressBar|FieldInfo|SummaryWriter)"
        + @"|ASGD|Adadelta|Adagrad|Adamax|LBFGS|NAdam|RAdam|Rprop|(Chained|Constant|Cyclic|Multiplicative|Polynomial)LR|ReduceLROnPlateau")]
    private static partial Regex OutOfScope();
}

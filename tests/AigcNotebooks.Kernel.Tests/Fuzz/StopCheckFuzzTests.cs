using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using AigcNotebooks.Kernel.Interpreter;
using DiagnosticFormatter = AigcNotebooks.Kernel.Interpreter.DiagnosticFormatter;
using AigcNotebooks.Kernel.Tests.Interpreter;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Fuzz;

/// <summary>Random programs compile with the checks exactly when they do without, with the same warnings at the same lines, do the same, and fail at the same lines.</summary>
public sealed class StopCheckFuzzTests : InterpreterTest
{
    private const string Path = "cell";

    [Fact]
    public async Task ChecksChangeNothing()
    {
        // A session has the console and the thread that cells know; the programs run here.
        Run("1");
        var run = new FuzzRun(seconds: 6, soakSeconds: 120);
        var generator = new ProgramGenerator(run);
        var (compiled, threw) = (0, 0);
        while (run.Next())
        {
            var code = generator.Program();
            var plain = Compile(code);
            if (Diagnostics(plain) is null)
                continue;
            var checks = StopChecks.AddTo(plain.SyntaxTrees[0], plain, CancellationToken.None);
            var about = $"seed {run.Seed}, program {run.Count}:\n{code}\n--- with checks:\n{checks}\n";
            Assert.True(code.Count(character => character == '\n') == checks.Count(character => character == '\n'), about);
            var expected = Diagnostics(plain)!;
            if (expected.Any(line => line.StartsWith("Error", StringComparison.Ordinal)))
                continue;
            var found = Diagnostics(Compile(checks));
            Assert.True(found is not null, about);
            Assert.True(expected.SequenceEqual(found), $"{about}without: {string.Join("; ", expected)}\nwith: {string.Join("; ", found)}");
            compiled++;
            var (before, after) = (await Outcome(plain), await Outcome(Compile(checks)));
            Assert.True(before == after, $"{about}without: {before}\nwith: {after}");
            threw += before.Contains("Exception", StringComparison.Ordinal) ? 1 : 0;
        }
        run.Report($"programs with and without checks, {compiled} valid, {threw} of them throwing,");
        Assert.InRange(compiled, Math.Max(1, run.Count / 6), run.Count);
    }

    /// <summary>Compilations made from one share what they know of the framework. Not optimised as cells are: of optimised code the runtime tells a line before or none
    /// now and then, with checks or without.</summary>
    private static readonly CSharpCompilation Empty = CSharpCompilation.CreateScriptCompilation("program", CSharpScript.Parse("", Path), CSharpScript.References.Value, CSharpScript.Options.WithOptimizationLevel(OptimizationLevel.Debug), returnType: typeof(object));

    private static CSharpCompilation Compile(string code) => Empty.ReplaceSyntaxTree(Empty.SyntaxTrees[0], CSharpScript.Parse(code, Path));

    /// <returns>null where the compiler itself fails, as it does on some patterns with variables at a script's top level.</returns>
    private static List<string>? Diagnostics(CSharpCompilation compilation)
    {
        try
        {
            return [.. compilation.GetDiagnostics().Where(DiagnosticFormatter.IsShown)
                .Select(diagnostic => $"{diagnostic.Severity} {diagnostic.Id} line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}").Order(StringComparer.Ordinal)];
        }
        catch (NullReferenceException)
        {
            return null;
        }
    }

    /// <summary>What a program put out, and the exception it ended with, with its lines.</summary>
    private static async Task<string> Outcome(CSharpCompilation compilation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        Assert.True(compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)).Success);
        assembly.Position = symbols.Position = 0;
        var context = new AssemblyLoadContext("program", isCollectible: true);
        var loaded = context.LoadFromStream(assembly, symbols);
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        var main = loaded.GetType(entry.ContainingType.MetadataName)!.GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        var end = "";
        try
        {
            await main.CreateDelegate<Func<object?[], Task<object?>>>()(new object?[2]);
        }
        catch (Exception exception)
        {
            var lines = new StackTrace(exception, fNeedFileInfo: true).GetFrames().Where(frame => frame.GetFileName() == Path).Select(frame => frame.GetFileLineNumber());
            end = $"{exception.GetType().Name} {exception.Message} at {string.Join(", ", lines)}";
        }
        var text = loaded.GetTypes().Single(type => type.Name == "Out").GetField("Text")!.GetValue(null);
        context.Unload();
        return $"{text} {end}";
    }
}

using System.Collections.Immutable;
using AigcNotebooks.Api.Tests.Stub;
using AigcNotebooks.Kernel.Interpreter;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Api.Tests;

/// <summary>What must build with the <c>nuget</c> package set compiles against TorchSharp's API as its listing has it, and against
/// small stubs of the other packages: library, tools, their tests, and the cells of every notebook.</summary>
public sealed class NugetSetTests
{
    private static readonly Lazy<MetadataReference> Packages = new(() => Compiler.Library("Packages", Compiler.Read("tests", "AigcNotebooks.Api.Tests", "Stub", "Packages"), Compiler.Framework));

    private static readonly (string, string) Friend = ("FriendOfTests.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"AigcNotebooks.Tests\")]");

    private static readonly Lazy<MetadataReference> Library = new(() => Compiler.Library("AigcNotebooks",
        [.. Compiler.Read("lib", "AigcNotebooks").Where(source => !source.Path.Contains("/Packages/system/")), Friend],
        [.. Compiler.Framework, StubAssembly.TorchSharp, Packages.Value]));

    private static readonly Lazy<MetadataReference> Tools = new(() => Compiler.Library("AigcNotebooks.Tools",
        [.. Compiler.Read("lib", "AigcNotebooks.Tools"), Friend], [.. Compiler.Framework, StubAssembly.TorchSharp, Library.Value]));

    public static TheoryData<string> Notebooks => NotebookCell.Notebooks;

    [Fact]
    public void LibraryCompiles() => _ = Library.Value;

    [Fact]
    public void ToolsCompile() => _ = Tools.Value;

    [Fact]
    public void TestsCompile() =>
        Compiler.Library("AigcNotebooks.Tests", Compiler.Read("tests", "AigcNotebooks.Tests"), [.. Compiler.Framework, StubAssembly.TorchSharp, Library.Value, Tools.Value]);

    /// <summary>The cells but those that are meant to fail, one after the other; exercises once more without their solutions, as a teacher hands them out (what later cells see of them is the same).</summary>
    [Theory, MemberData(nameof(Notebooks))]
    public void CellsCompile(string notebook)
    {
        var resolver = new StubResolver(new()
        {
            ["TorchSharp.dll"] = StubAssembly.TorchSharp,
            ["AigcNotebooks.dll"] = Library.Value,
        });
        var options = CSharpScript.Options.WithMetadataReferenceResolver(resolver);
        var previous = CSharpCompilation.CreateScriptCompilation("base", CSharpScript.Parse(""), CSharpScript.References.Value, options, returnType: typeof(object));
        foreach (var cell in NotebookCell.Of(notebook).Where(cell => !cell.Tags.Contains("raises-exception")))
        {
            if (cell.IsExercise)
                Check(cell.Stripped(), " without its solution");
            previous = Check(cell, "");
        }

        CSharpCompilation Check(NotebookCell cell, string which)
        {
            var last = previous;
            foreach (var step in CellParser.Parse(cell.Code).OfType<CodeStep>())
            {
                var compilation = CSharpCompilation.CreateScriptCompilation($"cell-{cell.Number}", CSharpScript.Parse(step.Code, $"cell {cell.Number}"), [],
                    options.WithUsings(), last, typeof(object));
                Compiler.Check($"{notebook}, code cell {cell.Number}{which}", compilation.GetDiagnostics(TestContext.Current.CancellationToken));
                last = compilation;
            }
            return last;
        }
    }

    /// <summary>Answers `#r ".aigc/TorchSharp.dll"` with the stub of that name.</summary>
    private sealed class StubResolver(Dictionary<string, MetadataReference> references) : MetadataReferenceResolver
    {
        public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
            references.TryGetValue(Path.GetFileName(reference), out var found) ? [(PortableExecutableReference)found] : [];

        public override bool Equals(object? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => 0;
    }
}

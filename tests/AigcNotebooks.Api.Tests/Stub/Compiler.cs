using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Api.Tests.Stub;

/// <summary>Compiles sources in memory, as a project of the kit would be.</summary>
internal static class Compiler
{
    private static readonly string[] OwnAssemblies = ["TorchSharp", "AigcNotebooks", "AigcNotebooks.Api.Tests"];

    private static readonly string[] ImplicitUsings =
        ["System", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks", "System.Collections.Generic"];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    /// <summary>What this process runs with, but neither the engine nor the kit built on it.</summary>
    internal static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !OwnAssemblies.Contains(Path.GetFileNameWithoutExtension(file)))
            .Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>The C# files below a folder of the repository.</summary>
    internal static IEnumerable<(string Path, string Text)> Read(params string[] folder) => Repository.Sources(folder).Select(file => (file, File.ReadAllText(file)));

    /// <summary>Compiles a library and fails the running test with the errors where it does not compile.</summary>
    internal static MetadataReference Library(string name, IEnumerable<(string Path, string Text)> sources, IEnumerable<MetadataReference> references)
    {
        var usings = CSharpSyntaxTree.ParseText(string.Concat(ImplicitUsings.Select(space => $"global using {space};\n")), ParseOptions, encoding: Encoding.UTF8);
        SyntaxTree[] trees = [.. sources.Select(source => WithGeneratedParts(CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path, Encoding.UTF8))), usings];
        var isProgram = trees.Any(tree => tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any());
        var options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations);
        var compilation = CSharpCompilation.Create(name, trees, references, options);
        using var image = new MemoryStream();
        Check(name, compilation.Emit(image).Diagnostics);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    internal static void Check(string name, IEnumerable<Diagnostic> diagnostics)
    {
        string[] errors = [.. diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error).Select(each => each.ToString())];
        Assert.True(errors.Length == 0, $"{name} does not compile against TorchSharp's API ({errors.Length} errors):\n{string.Join('\n', errors.Take(20))}");
    }

    /// <summary>Stands in for source generators: [GeneratedRegex], [LibraryImport] and their like get a body.</summary>
    private static SyntaxTree WithGeneratedParts(SyntaxTree tree)
    {
        var root = tree.GetCompilationUnitRoot();
        return tree.WithRootAndOptions(root.ReplaceNodes(
            root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0 && method.Modifiers.Any(SyntaxKind.PartialKeyword)),
            (_, method) => method.WithModifiers([.. method.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword))])
                .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression(" throw null!")))), ParseOptions);
    }
}

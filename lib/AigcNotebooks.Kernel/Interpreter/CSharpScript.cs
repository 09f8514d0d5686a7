using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>How cells are parsed and compiled.</summary>
internal static class CSharpScript
{
    /// <summary>The language of .NET 10, whatever newer one Roslyn already knows: what runs in a cell then compiles in a project, too.</summary>
    internal const LanguageVersion Language = LanguageVersion.CSharp14;

    /// <summary>With the symbols without which the compiler leaves out calls of Debug and Trace.</summary>
    internal static readonly CSharpParseOptions ParseOptions = new(Language, kind: SourceCodeKind.Script, preprocessorSymbols: ["DEBUG", "TRACE"]);

    /// <summary>Release: loops in cells train models, and with Debug's disabled JIT optimisation they run several times slower. Lines in
    /// stack traces stay right, since script variables are fields and every statement keeps its sequence point.
    /// Annotations: `string?` may be written, and nothing is warned about where it is not.</summary>
    internal static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks",
            "Microsoft.DotNet.Interactive.Kernel", "Microsoft.DotNet.Interactive.DisplayExtensions"],
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        concurrentBuild: false,
        nullableContextOptions: NullableContextOptions.Annotations,
        metadataReferenceResolver: ReferenceResolver.Instance,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    /// <summary>The whole framework, the formatters, and the kernel's public types.</summary>
    internal static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        string[] more = ["Microsoft.DotNet.Interactive.Formatting", "Microsoft.AspNetCore.Html.Abstractions", typeof(CSharpScript).Assembly.GetName().Name!];
        return [.. LoadedAssemblies.Own
            .Where(own => Path.GetDirectoryName(own.Value) == framework || more.Contains(own.Key))
            .Select(own => ReferenceResolver.Instance.Reference(own.Value))];
    });

    internal static SyntaxTree Parse(string code, string path = "") => SyntaxFactory.ParseSyntaxTree(code, ParseOptions, path, Encoding.UTF8);
}

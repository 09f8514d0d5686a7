using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Inspection;

/// <param name="Place">Cell or file, and line.</param>
/// <param name="Text">The declaration.</param>
internal sealed record FoundSource(string Place, string Text);

/// <summary>Where something is declared: in a cell, or in a file that an assembly's symbols name and that is on this machine, as the kit's own are.</summary>
internal static class SourceFinder
{
    /// <summary>A longer declaration is cut: it is read in a tooltip.</summary>
    private const int MostLines = 200;

    internal static FoundSource? Of(ISymbol symbol, Compilation compilation, SourceTexts sources)
    {
        symbol = (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition;
        if (symbol.DeclaringSyntaxReferences is [var reference, ..])
            return InCell(reference.GetSyntax(), sources);
        return compilation.GetMetadataReference(symbol.ContainingAssembly) is PortableExecutableReference { FilePath: { } path } && SourceFile(path, symbol) is { } file
            && Declaration(file, symbol) is { } node ? Cut(node, file) : null;
    }

    /// <summary>The tree may hold checks that the kernel wrote into it; its lines are those of the cell.</summary>
    private static FoundSource? InCell(SyntaxNode node, SourceTexts sources)
    {
        node = node.FirstAncestorOrSelf<VariableDeclarationSyntax>() ?? node;
        var place = node.GetLocation().GetLineSpan();
        var lines = Enumerable.Range(place.StartLinePosition.Line + 1, Math.Min(MostLines, place.EndLinePosition.Line - place.StartLinePosition.Line + 1))
            .Select(number => sources.Line(place.Path, number)).ToList();
        return lines.Contains(null) ? null : new FoundSource($"{SourceTexts.Shown(place.Path)}, line {place.StartLinePosition.Line + 1}", string.Join('\n', lines));
    }

    private static string? SourceFile(string assembly, ISymbol symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type is null || !File.Exists(Path.ChangeExtension(assembly, ".pdb")))
            return null;
        using var portable = new PEReader(File.OpenRead(assembly));
        if (!portable.TryOpenAssociatedPortablePdb(assembly, file => File.Exists(file) ? File.OpenRead(file) : null, out var provider, out _) || provider is null)
            return null;
        using (provider)
        {
            var (metadata, symbols) = (portable.GetMetadataReader(), provider.GetMetadataReader());
            IEnumerable<MethodDefinitionHandle> methods = symbol is IMethodSymbol ? [(MethodDefinitionHandle)MetadataTokens.Handle(symbol.MetadataToken)]
                : metadata.GetTypeDefinition((TypeDefinitionHandle)MetadataTokens.Handle(type.MetadataToken)).GetMethods();
            return methods.Select(method => symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).Document)
                .Where(document => !document.IsNil)
                .Select(document => symbols.GetString(symbols.GetDocument(document).Name))
                .FirstOrDefault(File.Exists);
        }
    }

    private static SyntaxNode? Declaration(string file, ISymbol symbol)
    {
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file).GetRoot();
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        var owner = root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault(node => node.Identifier.ValueText == type.Name);
        if (owner is null || symbol is INamedTypeSymbol)
            return owner;
        var candidates = owner.ChildNodes().OfType<MemberDeclarationSyntax>();
        return candidates.FirstOrDefault(member => member switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText == symbol.Name && symbol is IMethodSymbol called && called.Parameters.Length == method.ParameterList.Parameters.Count,
            ConstructorDeclarationSyntax constructor => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } called && called.Parameters.Length == constructor.ParameterList.Parameters.Count,
            PropertyDeclarationSyntax property => property.Identifier.ValueText == symbol.Name,
            FieldDeclarationSyntax field => field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == symbol.Name),
            _ => false,
        }) ?? (SyntaxNode)owner;
    }

    private static FoundSource Cut(SyntaxNode node, string file)
    {
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line;
        var lines = node.ToFullString().Trim('\r', '\n').Split('\n');
        return new FoundSource($"{SourceTexts.Shown(file)}, line {line + 1}", string.Join('\n', lines.Take(MostLines)) + (lines.Length > MostLines ? "\n..." : ""));
    }
}

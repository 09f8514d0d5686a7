using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>All that can be named at a position, the nearest first. Roslyn's own lookup of everything asks every earlier cell for every name there is,
/// which after two hundred cells takes ten times as long as all the rest; here each cell is asked once.</summary>
internal static class ScopeLookup
{
    internal static IEnumerable<ISymbol> At(CodeView view, int position) =>
        [.. Locals(view, position), .. OfEnclosingTypes(view, position), .. OfCells(view.Model.Compilation), .. StaticallyImported(view), .. Types(view, position)];

    /// <summary>The lookup itself gives members of `using static`, too.</summary>
    internal static IEnumerable<ISymbol> Types(CodeView view, int position) => view.Model.LookupNamespacesAndTypes(position).Where(symbol => symbol is INamespaceOrTypeSymbol);

    /// <summary>Their names by the cell alone, without references and earlier cells; then what they are in the session.</summary>
    private static IEnumerable<ISymbol> Locals(CodeView view, int position)
    {
        var alone = CSharpCompilation.CreateScriptCompilation("alone", view.Model.SyntaxTree, options: CSharpScript.Options.WithUsings());
        return alone.GetSemanticModel(view.Model.SyntaxTree).LookupSymbols(position)
            .Where(symbol => symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ITypeParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            .SelectMany(symbol => view.Model.LookupSymbols(position, name: symbol.Name));
    }

    private static IEnumerable<ISymbol> OfEnclosingTypes(CodeView view, int position)
    {
        var enclosing = view.Model.GetEnclosingSymbol(position);
        for (var type = enclosing as INamedTypeSymbol ?? enclosing?.ContainingType; type is { IsScriptClass: false }; type = type.ContainingType)
            foreach (var member in view.Model.LookupSymbols(position, type))
                yield return member;
    }

    private static IEnumerable<ISymbol> OfCells(Compilation newest)
    {
        var seen = new HashSet<string>();
        foreach (var compilation in Chain(newest))
        {
            var members = compilation.ScriptClass?.GetMembers().Where(member => member is IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }
                && member.CanBeReferencedByName && !member.IsImplicitlyDeclared && !seen.Contains(member.Name)).ToList() ?? [];
            foreach (var member in members)
                yield return member;
            seen.UnionWith(members.Select(member => member.Name));
        }
    }

    private static IEnumerable<ISymbol> StaticallyImported(CodeView view) =>
        Chain(view.Model.Compilation).SelectMany(compilation => compilation.SyntaxTrees.SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings
                .Where(import => import.StaticKeyword != default && import.NamespaceOrType is not null)
                .Select(import => compilation.GetSemanticModel(tree).GetSymbolInfo(import.NamespaceOrType).Symbol as INamedTypeSymbol)))
            .Concat(CSharpScript.Options.Usings.Select(view.Model.Compilation.GetTypeByMetadataName))
            .OfType<INamedTypeSymbol>().Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .SelectMany(type => type.GetMembers().Where(member => member.IsStatic && member.DeclaredAccessibility == Accessibility.Public
                && member is IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary, IsExtensionMethod: false }));

    private static IEnumerable<Compilation> Chain(Compilation? newest)
    {
        for (; newest is not null; newest = newest.ScriptCompilationInfo?.PreviousScriptCompilation)
            yield return newest;
    }
}

using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What may be named without a dot: everything in scope, or of it what the place allows.</summary>
internal static class ScopeCompletion
{
    internal static IEnumerable<Candidate> Values(CodeView view, int start)
    {
        var expected = ExpectedType.Of(view, start).ToList();
        return ArgumentCompletion.EnumMembers(view, start, expected)
            .Concat(SymbolItems.Of(view, ScopeLookup.At(view, start).Where(symbol => IsDeclaredBefore(symbol, view, start)), start, expected));
    }

    /// <summary>What a pattern may compare with: types and constants.</summary>
    internal static IEnumerable<Candidate> Constants(CodeView view, int start) =>
        ArgumentCompletion.EnumMembers(view, start, ExpectedType.Of(view, start))
            .Concat(SymbolItems.Of(view, ScopeLookup.At(view, start).Where(symbol => symbol is INamespaceOrTypeSymbol or ILocalSymbol { IsConst: true } or IFieldSymbol { IsConst: true }), start));

    internal static IEnumerable<Candidate> Types(CodeView view, int start) => SymbolItems.Of(view, ScopeLookup.Types(view, start), start);

    internal static IEnumerable<Candidate> Namespaces(CodeView view, int start) => SymbolItems.Of(view, ScopeLookup.Types(view, start).OfType<INamespaceSymbol>(), start);

    /// <summary>Types of which objects are made, the expected first. A static class may hold such.</summary>
    internal static IEnumerable<Candidate> Constructed(CodeView view, int start) => SymbolItems.Of(view, ScopeLookup.Types(view, start)
        .Where(symbol => symbol is INamespaceSymbol or ITypeParameterSymbol or INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Delegate, IsAbstract: false, IsStatic: false }
            || symbol is INamedTypeSymbol { TypeKind: TypeKind.Class } type && type.GetTypeMembers().Length > 0), start, Constructible(view, start), expectsTypes: true);

    internal static IEnumerable<Candidate> Bases(CodeView view, int start) => SymbolItems.Of(view, ScopeLookup.Types(view, start)
        .Where(symbol => symbol is INamespaceSymbol or INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class, IsSealed: false, IsStatic: false }), start);

    internal static IEnumerable<Candidate> Attributes(CodeView view, int start)
    {
        var attribute = view.Model.Compilation.GetTypeByMetadataName("System.Attribute");
        return SymbolItems.Of(view, ScopeLookup.Types(view, start)
            .Where(symbol => symbol is INamespaceSymbol || symbol is INamedTypeSymbol { IsAbstract: false } type && attribute is not null && SymbolItems.Is(type, attribute)), start, shortenAttributes: true);
    }

    private static IEnumerable<ITypeSymbol> Constructible(CodeView view, int start)
    {
        var before = view.TokenBefore(start);
        return before.GetPreviousToken().RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.ThrowKeyword && view.Model.Compilation.GetTypeByMetadataName("System.Exception") is { } exception ? [exception]
            : ExpectedType.Of(view, before.SpanStart);
    }

    /// <summary>A local is of no use before and inside its own declaration.</summary>
    private static bool IsDeclaredBefore(ISymbol symbol, CodeView view, int start) => symbol is not (ILocalSymbol or IFieldSymbol)
        || symbol.DeclaringSyntaxReferences is not [var reference] || reference.SyntaxTree != view.Model.SyntaxTree
        || (symbol is ILocalSymbol ? reference.Span.End < start : !reference.Span.Contains(start) && reference.Span.End != start);
}

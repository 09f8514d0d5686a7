using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Inspection;

/// <summary>What a cell's cursor points at.</summary>
internal static class SymbolFinder
{
    /// <returns>The symbol, the overload that was chosen first; empty when there is none.</returns>
    internal static ImmutableArray<ISymbol> At(CodeView view, int cursor)
    {
        var (start, end) = (CodeView.WordStart(view.Code, cursor), CodeView.WordEnd(view.Code, cursor));
        if (start < end && Named(view, view.Root.FindToken(start).Parent) is { IsEmpty: false } named)
            return named;
        return Called(view, cursor);
    }

    private static ImmutableArray<ISymbol> Named(CodeView view, SyntaxNode? node)
    {
        if (node is null)
            return [];
        if (view.Model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        if (node is not ExpressionSyntax expression)
            return [];
        if (expression is SimpleNameSyntax && expression.Parent is MemberAccessExpressionSyntax or QualifiedNameSyntax && expression.Parent.ChildNodes().Last() == expression)
            expression = (ExpressionSyntax)expression.Parent;
        var group = view.Model.GetMemberGroup(expression);
        var symbol = view.Model.GetSymbolInfo(expression) is { Symbol: { } only } ? only : view.Bind(expression).Symbol;
        // A name in `new Name(…)` binds as the type; its constructors are shown from within the parentheses.
        return symbol is IMethodSymbol ? [symbol, .. group.Where(other => !SymbolEqualityComparer.Default.Equals(other, symbol))]
            : group.Length > 0 ? Sorted(group)
            : symbol is null or IErrorTypeSymbol ? [] : [symbol];
    }

    private static ImmutableArray<ISymbol> Sorted(ImmutableArray<ISymbol> overloads) =>
        [.. overloads.Where(overload => overload.DeclaredAccessibility == Accessibility.Public || overload.Locations.Any(location => location.IsInSource))
            .OrderBy(overload => overload is IMethodSymbol method ? method.Parameters.Length : 0)];

    /// <summary>The methods whose argument list the cursor is in.</summary>
    private static ImmutableArray<ISymbol> Called(CodeView view, int cursor)
    {
        for (var node = view.TokenBefore(cursor).Parent; node is not null; node = node.Parent)
            if (node is ArgumentListSyntax list && list.OpenParenToken.Span.End <= cursor && (list.CloseParenToken.IsMissing || cursor <= list.CloseParenToken.SpanStart))
                return list.Parent switch
                {
                    InvocationExpressionSyntax invocation => Sorted(view.Model.GetMemberGroup(invocation.Expression)),
                    ObjectCreationExpressionSyntax creation when view.Bind(creation.Type).Symbol is INamedTypeSymbol type => Sorted(type.InstanceConstructors.CastArray<ISymbol>()),
                    _ => [],
                };
        return [];
    }
}

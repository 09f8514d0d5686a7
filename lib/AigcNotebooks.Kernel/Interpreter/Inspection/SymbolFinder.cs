using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Inspection;

/// <summary>What a cell's cursor points at.</summary>
internal static class SymbolFinder
{
    /// <returns>The symbol, the overload that was chosen first; empty when there is none.</returns>
    internal static ImmutableArray<ISymbol> At(CodeView view, int cursor)
    {
        var (start, end) = (CodeView.WordStart(view.Code, cursor), CodeView.WordEnd(view.Code, cursor));
        if (start < end && Named(view, view.Root.FindToken(start)) is { IsEmpty: false } named)
            return named;
        return Operator(view, cursor) is { } used ? [used] : CallSite.Around(view, cursor)?.Candidates ?? [];
    }

    private static ImmutableArray<ISymbol> Named(CodeView view, SyntaxToken token)
    {
        if (token.Parent is not { } node)
            return [];
        if (token.IsKind(SyntaxKind.NewKeyword) && node is BaseObjectCreationExpressionSyntax creation)
            return view.Model.GetSymbolInfo(creation).Symbol is { } constructor ? [constructor] : [];
        // A name in `(a, b)` or `new { a }` also declares an element; what it names is more telling.
        if (view.Model.GetDeclaredSymbol(node) is { } declared && node is not (ArgumentSyntax or TupleElementSyntax))
            return declared is IParameterSymbol { Type: IErrorTypeSymbol } ? [] : [declared];
        if (node is not ExpressionSyntax expression)
            return [];
        if (expression is SimpleNameSyntax && expression.Parent is MemberAccessExpressionSyntax or QualifiedNameSyntax && expression.Parent.ChildNodes().Last() == expression)
            expression = (ExpressionSyntax)expression.Parent;
        var group = view.MemberGroup(expression);
        var symbol = view.Model.GetSymbolInfo(expression) is { Symbol: { } only } ? only : view.Bind(expression).Symbol;
        // A name in `new Name(…)` binds as the type; its constructors are shown from within the parentheses.
        return symbol is IMethodSymbol ? [symbol, .. group.Where(other => !SymbolEqualityComparer.Default.Equals(other, symbol))]
            : group.Length > 0 ? group
            : symbol is null or IErrorTypeSymbol or IParameterSymbol { IsThis: true, Type: INamedTypeSymbol { IsScriptClass: true } } ? [] : [symbol];
    }

    /// <summary>An operator of a type's own: what `+` does with numbers needs no telling.</summary>
    private static IMethodSymbol? Operator(CodeView view, int cursor) =>
        new[] { cursor, cursor - 1 }.Where(position => position >= 0).Select(position => view.Root.FindToken(position))
            .Where(token => token.Span.Start <= cursor && cursor <= token.Span.End && token.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or AssignmentExpressionSyntax)
            .Select(token => view.Model.GetSymbolInfo(token.Parent!).Symbol).OfType<IMethodSymbol>()
            .FirstOrDefault(method => method.MethodKind == MethodKind.UserDefinedOperator);
}

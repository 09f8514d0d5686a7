using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>What may stand behind a dot.</summary>
internal static class MemberCompletion
{
    /// <returns>What stands before the dot; null when the token is none.</returns>
    internal static ExpressionSyntax? LeftOf(SyntaxToken token) => token.Kind() is not (SyntaxKind.DotToken or SyntaxKind.MinusGreaterThanToken or SyntaxKind.ColonColonToken) ? null : token.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        QualifiedNameSyntax name => name.Left,
        AliasQualifiedNameSyntax name => name.Alias,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    internal static IEnumerable<Candidate> Of(CodeView view, SyntaxToken dot, ExpressionSyntax left)
    {
        var members = Members(view, left);
        if (dot.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Alias: null } import && import.StaticKeyword == default)
            members = members.Where(member => member is INamespaceSymbol);
        else if (IsOfTypeName(dot))
            members = members.Where(member => member is INamespaceOrTypeSymbol);
        return SymbolItems.Of(view, members, dot.SpanStart);
    }

    private static bool IsOfTypeName(SyntaxToken dot) =>
        dot.Parent?.FirstAncestorOrSelf<SyntaxNode>(node => node is BaseListSyntax or TypeArgumentListSyntax or TypeOfExpressionSyntax) is not null
        || dot.Parent?.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } creation && creation.Type.Span.Contains(dot.Span);

    private static IEnumerable<ISymbol> Members(CodeView view, ExpressionSyntax left)
    {
        var (model, position) = (view.Model, left.SpanStart);
        if (left is IdentifierNameSyntax { Identifier.RawKind: (int)SyntaxKind.GlobalKeyword })
            return model.LookupNamespacesAndTypes(position, model.Compilation.GlobalNamespace);
        if (left is BaseExpressionSyntax)
            return model.LookupBaseMembers(position).Where(member => IsOfValue(member) && member.Name != WellKnownMemberNames.DestructorName);
        var (symbol, type) = view.Bind(left);
        if (symbol is INamespaceSymbol space)
            return model.LookupNamespacesAndTypes(position, space);
        if (symbol is ITypeSymbol named)
            return model.LookupSymbols(position, named).Where(member => IsOfType(member) || IsNamed(left));
        if (type is IPointerTypeSymbol pointer)
            type = pointer.PointedAtType;
        // Behind `?.` the value is there.
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && left.Parent is ConditionalAccessExpressionSyntax)
            type = nullable.TypeArguments[0];
        if (type is null or IErrorTypeSymbol)
            return [];
        var members = model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(IsOfValue);
        // A property may be called as its type is: `Colour.Red` is meant of the type, then.
        return symbol is IPropertySymbol or IFieldSymbol && symbol.Name == type.Name && left is IdentifierNameSyntax ? members.Concat(model.LookupSymbols(position, type).Where(IsOfType)) : members;
    }

    private static bool IsOfType(ISymbol member) => member.IsStatic || member is ITypeSymbol;

    /// <summary>`Item1` is not shown of what has a name of its own.</summary>
    private static bool IsOfValue(ISymbol member) => member is not ITypeSymbol && (!member.IsStatic || member is IMethodSymbol { IsExtensionMethod: true })
        && !(member is IFieldSymbol { ContainingType: { IsTupleType: true } tuple, CorrespondingTupleField: { } field }
            && tuple.TupleElements.Any(element => element.Name != member.Name && SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField, field)));

    private static bool IsNamed(ExpressionSyntax left) =>
        left.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }) is { } call && call.ArgumentList.Span.Contains(left.Span);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>Tells the place of a name that is being declared, for which only its author knows what it will be.</summary>
internal static class DeclaredNames
{
    /// <param name="inPattern">Whether it is a pattern's, which may also go on with `and`, `or` or `when`.</param>
    internal static bool IsAt(CodeView view, SyntaxToken before, int start, out bool inPattern)
    {
        var token = view.Root.FindToken(start);
        var isWritten = token.SpanStart == start && token.Span.Length > 0 && token.IsKind(SyntaxKind.IdentifierToken);
        inPattern = (isWritten ? token : before).Parent?.FirstAncestorOrSelf<SyntaxNode>(node => node is PatternSyntax or IsPatternExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression }) is not null;
        return isWritten && Declares(view, token) || start > before.Span.End && EndsType(view, before);
    }

    private static bool Declares(CodeView view, SyntaxToken token) => token.Parent switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } variable => variable != declaration.Variables[0] || IsType(view, declaration.Type),
        SingleVariableDesignationSyntax or ParameterSyntax or ForEachStatementSyntax or CatchDeclarationSyntax or BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
            or PropertyDeclarationSyntax or EventDeclarationSyntax or EnumMemberDeclarationSyntax or LocalFunctionStatementSyntax or TypeParameterSyntax
            or FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax or TupleElementSyntax => true,
        MethodDeclarationSyntax method => IsType(view, method.ReturnType),
        _ => false,
    };

    /// <summary>Whether a type ends here that a name may follow.</summary>
    private static bool EndsType(CodeView view, SyntaxToken before)
    {
        switch (before.Parent)
        {
            case PredefinedTypeSyntax:
            case TypeArgumentListSyntax { Parent.Parent: not MemberAccessExpressionSyntax } when before.IsKind(SyntaxKind.GreaterThanToken):
            case ArrayRankSpecifierSyntax when before.IsKind(SyntaxKind.CloseBracketToken):
            case NullableTypeSyntax when before.IsKind(SyntaxKind.QuestionToken):
                return true;
            case SimpleNameSyntax name when name.FirstAncestorOrSelf<BaseListSyntax>() is null:
                ExpressionSyntax whole = name;
                while (whole.Parent is MemberAccessExpressionSyntax or QualifiedNameSyntax && whole.Parent.GetLastToken() == before)
                    whole = (ExpressionSyntax)whole.Parent;
                return IsType(view, whole);
            default:
                return false;
        }
    }

    private static bool IsType(CodeView view, ExpressionSyntax type) =>
        type is TypeSyntax { IsVar: true } or PredefinedTypeSyntax or GenericNameSyntax or ArrayTypeSyntax or NullableTypeSyntax or TupleTypeSyntax
        || view.Bind(type).Symbol is ITypeSymbol and not IErrorTypeSymbol;
}

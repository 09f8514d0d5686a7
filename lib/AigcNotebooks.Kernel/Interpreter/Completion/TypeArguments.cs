using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>Type arguments that are still open, as in `List&lt;` and `Dictionary&lt;string, `: the parser takes their bracket for "less than".</summary>
internal static class TypeArguments
{
    /// <param name="view">The cell.</param>
    /// <param name="last">The token before the cursor: the bracket or a comma.</param>
    internal static bool AreAt(CodeView view, SyntaxToken last)
    {
        var depth = 0;
        for (var token = last; ; token = token.GetPreviousToken())
            switch (token.Kind())
            {
                case SyntaxKind.GreaterThanToken:
                    depth++;
                    break;
                case SyntaxKind.LessThanToken when depth > 0:
                    depth--;
                    break;
                case SyntaxKind.LessThanToken:
                    return token.GetPreviousToken() is { RawKind: (int)SyntaxKind.IdentifierToken } name && IsGeneric(view, name);
                case SyntaxKind.IdentifierToken or SyntaxKind.DotToken or SyntaxKind.CommaToken or SyntaxKind.QuestionToken or SyntaxKind.OpenBracketToken or SyntaxKind.CloseBracketToken:
                    break;
                default:
                    if (!SyntaxFacts.IsPredefinedType(token.Kind()))
                        return false;
                    break;
            }
    }

    private static bool IsGeneric(CodeView view, SyntaxToken name)
    {
        var left = name.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == name.Parent ? view.Bind(access.Expression) : default;
        var container = left.Symbol as INamespaceOrTypeSymbol ?? left.Type;
        return view.Model.LookupSymbols(name.SpanStart, container, name.ValueText, includeReducedExtensionMethods: container is not null)
            .Any(symbol => symbol is INamedTypeSymbol { Arity: > 0 } or IMethodSymbol { Arity: > 0 });
    }
}

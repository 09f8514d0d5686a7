using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>A cell's code as the compiler sees it in the session, however unfinished. Positions are those of the cell.</summary>
internal sealed class CodeView
{
    internal CodeView(string code, CSharpCompilation compilation)
    {
        Code = code;
        Model = compilation.GetSemanticModel(compilation.SyntaxTrees[^1]);
        Root = Model.SyntaxTree.GetCompilationUnitRoot();
    }

    internal string Code { get; }

    internal SemanticModel Model { get; }

    internal CompilationUnitSyntax Root { get; }

    internal static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    /// <summary>Where the name that the cursor stands in or behind begins.</summary>
    internal static int WordStart(string code, int cursor)
    {
        while (cursor > 0 && IsWord(code[cursor - 1]))
            cursor--;
        return cursor;
    }

    internal static int WordEnd(string code, int cursor)
    {
        while (cursor < code.Length && IsWord(code[cursor]))
            cursor++;
        return cursor;
    }

    /// <summary>The cell's text with spaces in place of what C# does not know: `#!` lines, and the Markdown or HTML behind some of them.</summary>
    internal static string WithoutDirectives(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal))
            return code;
        var isCode = true;
        return string.Join('\n', code.Split('\n').Select(line =>
        {
            var isDirective = line.TrimStart().StartsWith("#!", StringComparison.Ordinal);
            if (isDirective && KnownDirectives.LanguageMimeType(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0]) is { } mimeType)
                isCode = mimeType.Length == 0;
            return isDirective || !isCode ? new string(' ', line.Length) : line;
        }));
    }

    /// <summary>The last token that ends at or before a position.</summary>
    internal SyntaxToken TokenBefore(int position)
    {
        var token = Root.FindToken(Math.Min(position, Root.FullSpan.End), findInsideTrivia: false);
        while (token.Span.End > position || token.Span.IsEmpty)
        {
            var previous = token.GetPreviousToken(includeZeroWidth: false, includeSkipped: true);
            if (previous.IsKind(SyntaxKind.None))
                return previous;
            token = previous;
        }
        return token;
    }

    /// <summary>Whether a position is inside a comment or a string (and not in a hole of one).</summary>
    internal bool IsText(int position)
    {
        if (position == 0)
            return false;
        if (IsOtherLanguage(position))
            return true;
        var trivia = Root.FindTrivia(position - 1);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia
            || (trivia.Kind() is SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia && (position < trivia.Span.End || !trivia.ToString().EndsWith("*/", StringComparison.Ordinal))))
            return true;
        var token = Root.FindToken(position - 1);
        return token.Kind() is SyntaxKind.InterpolatedStringTextToken
            || (token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.CharacterLiteralToken
                    or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                && position > token.SpanStart && (position < token.Span.End || token.ContainsDiagnostics));
    }

    /// <summary>The methods that a name may mean; no extension methods where it is a type's (`string.Join`), which Roslyn gives, too.</summary>
    internal ImmutableArray<ISymbol> MemberGroup(ExpressionSyntax expression)
    {
        var isOfType = expression is MemberAccessExpressionSyntax access && Bind(access.Expression).Symbol is ITypeSymbol;
        return [.. Model.GetMemberGroup(expression).Where(member => !isOfType || member is not IMethodSymbol { ReducedFrom: not null })];
    }

    private bool IsOtherLanguage(int position)
    {
        var lineStart = Code.LastIndexOf('\n', position - 1) + 1;
        var line = Code.AsSpan(lineStart, position - lineStart).TrimStart();
        return line.Length > 0 && !line.StartsWith("#!") && Model.SyntaxTree.GetText().ToString(TextSpan.FromBounds(lineStart, position)).AsSpan().Trim().IsEmpty;
    }

    /// <summary>What an expression or name is, and its type. Unfinished code is often read as a declaration, whose parts bind as types only;
    /// then it is asked again as an expression.</summary>
    internal (ISymbol? Symbol, ITypeSymbol? Type) Bind(ExpressionSyntax expression)
    {
        var info = Model.GetSymbolInfo(expression);
        // A type or a method's name alone is no value, and then only a candidate.
        var (symbol, type) = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault(), Model.GetTypeInfo(expression).Type);
        if (symbol is not null and not IErrorTypeSymbol || type is not null and not IErrorTypeSymbol)
            return (symbol, type);
        var again = SyntaxFactory.ParseExpression(expression.ToString(), options: CSharpScript.ParseOptions);
        var speculative = Model.GetSpeculativeSymbolInfo(expression.SpanStart, again, SpeculativeBindingOption.BindAsExpression);
        type = Model.GetSpeculativeTypeInfo(expression.SpanStart, again, SpeculativeBindingOption.BindAsExpression).Type;
        return (speculative.Symbol ?? speculative.CandidateSymbols.FirstOrDefault() ?? symbol, type);
    }
}

using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Where an array's index was out of range. The JIT throws that from one place for a whole method, which belongs to no line, so that
/// the runtime names the method's first line or none; the lines of the method that index something are those that can have thrown.</summary>
internal static class ThrowingLines
{
    /// <summary>More would say no more than the method's name.</summary>
    private const int Most = 4;

    /// <summary>Whether the caller of this frame has an unreliable line.</summary>
    internal static bool Hides(StackFrame frame) => frame.GetMethod()?.DeclaringType?.FullName == "Internal.Runtime.CompilerHelpers.ThrowHelpers";

    /// <param name="exception">What was thrown.</param>
    /// <param name="text">The whole cell.</param>
    /// <param name="method">As <see cref="MethodNames"/> gives it; empty for the top level.</param>
    /// <param name="reported">The line that the runtime gives, which is the method's first; 0 for none.</param>
    /// <returns>Line numbers; none where nothing can be said.</returns>
    internal static IReadOnlyList<int> Of(Exception exception, string text, string method, int reported)
    {
        if (exception is not IndexOutOfRangeException)
            return [];
        var root = CSharpScript.Parse(text).GetCompilationUnitRoot();
        var functions = root.DescendantNodes().Where(IsFunction);
        var body = reported > 0 ? functions.Where(function => Line(function.GetFirstToken()) <= reported && reported <= Line(function.GetLastToken())).MinBy(function => function.Span.Length)
            : method.Length == 0 ? root
            : functions.FirstOrDefault(function => method.StartsWith(Name(function) + "(", StringComparison.Ordinal));
        // A function's own lines, without those of functions in it.
        var lines = body?.DescendantNodes(node => node == body || !IsFunction(node) && node is not BaseTypeDeclarationSyntax)
            .OfType<ElementAccessExpressionSyntax>().Select(access => Line(access.ArgumentList.OpenBracketToken)).Distinct().ToList();
        return lines is { Count: <= Most } ? lines : [];
    }

    private static bool IsFunction(SyntaxNode node) => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax;

    private static string? Name(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        _ => null,
    };

    private static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}

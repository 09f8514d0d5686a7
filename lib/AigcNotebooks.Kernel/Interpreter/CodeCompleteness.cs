using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Whether code may be run, wants more lines, or is wrong however it goes on. A console asks at every Enter, and lets the user run only
/// what is not incomplete, so what no further line can mend must not count as that.</summary>
internal static class CodeCompleteness
{
    private const int IndentWidth = 4;

    /// <summary>A string or character without its end: newlines do not belong in them.</summary>
    private static readonly string[] Unclosed = ["CS1010", "CS1011", "CS1012"];

    internal static Completeness Of(string code)
    {
        IReadOnlyList<CellStep> steps;
        try
        {
            steps = CellParser.Parse(code);
        }
        catch (Exception exception) when (exception is UnsupportedDirectiveException or PackageException or CodeTooDeepException)
        {
            return new Completeness("invalid");
        }
        var trees = steps.OfType<CodeStep>().Select(step => CSharpScript.Parse(step.Code)).ToList();
        if (trees.Count == 0)
            return new Completeness("complete");
        var last = trees[^1];
        if (!SyntaxFactory.IsCompleteSubmission(last) && !trees.SkipLast(1).Any(HasError) && !IsBeyondMending(last))
            return new Completeness("incomplete", Indent(last));
        return new Completeness(trees.Any(HasError) ? "invalid" : "complete");
    }

    private static bool HasError(SyntaxTree tree) => tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static bool IsBeyondMending(SyntaxTree tree) =>
        tree.GetDiagnostics().Any(diagnostic => Unclosed.Contains(diagnostic.Id))
        || tree.GetRoot().DescendantTrivia(descendIntoTrivia: false).Any(trivia => trivia.IsKind(SyntaxKind.SkippedTokensTrivia));

    /// <summary>The last line's indentation, one level more where a bracket was opened or a value is to follow. After `if (…)` a brace follows, most often, and
    /// stands below the `if`.</summary>
    private static string Indent(SyntaxTree tree)
    {
        var text = tree.GetText().ToString().TrimEnd();
        var line = text.Split('\n')[^1];
        var indent = new string([.. line.TakeWhile(character => character is ' ' or '\t')]);
        var last = tree.GetRoot().FindToken(Math.Max(0, text.Length - 1));
        var isInText = last.ContainsDiagnostics && last.Text.Length > 1 || !last.Span.Contains(text.Length - 1);
        var opens = line.Count(character => character is '{' or '(' or '[') > line.Count(character => character is '}' or ')' or ']');
        return !isInText && (opens || last.Kind() is SyntaxKind.EqualsGreaterThanToken or SyntaxKind.EqualsToken or SyntaxKind.ColonToken) ? indent + new string(' ', IndentWidth) : indent;
    }
}

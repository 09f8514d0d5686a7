using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Whether code may be run, wants more lines, or is wrong however it goes on.</summary>
internal static class CodeCompleteness
{
    private const int IndentWidth = 4;

    internal static Completeness Of(string code)
    {
        IReadOnlyList<CellStep> steps;
        try
        {
            steps = CellParser.Parse(code);
        }
        catch (Exception exception) when (exception is UnsupportedDirectiveException or PackageException)
        {
            return new Completeness("invalid");
        }
        if (steps.OfType<CodeStep>().LastOrDefault() is not { } last)
            return new Completeness("complete");
        var tree = CSharpScript.Parse(last.Code);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new Completeness("incomplete", Indent(last.Code));
        var isValid = steps.OfType<CodeStep>().All(step => CSharpScript.Parse(step.Code).GetDiagnostics().All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error));
        return new Completeness(isValid ? "complete" : "invalid");
    }

    /// <summary>The last line's indentation, one level more after an opening bracket.</summary>
    private static string Indent(string code)
    {
        var line = code.TrimEnd().Split('\n')[^1];
        var indent = line.TakeWhile(character => character is ' ' or '\t').ToArray();
        return new string(indent) + (line.TrimEnd() is [.., '{' or '(' or '['] ? new string(' ', IndentWidth) : "");
    }
}

using System.Globalization;
using AigcNotebooks.Kernel.Display;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Shows the compiler's errors and warnings with their place, the line, and a caret under it.</summary>
internal static class DiagnosticFormatter
{
    private const int Most = 10;

    /// <summary>What says nothing about the user's code: assembly unification (CS1701, CS1702), missing XML docs (CS1591),
    /// nullable annotations where flow analysis is off (CS8632).</summary>
    private static readonly HashSet<string> Noise = ["CS1701", "CS1702", "CS1591", "CS8632"];

    /// <summary>What the compiler says when a notebook reaches for what lies inside .NET Interactive.</summary>
    private static readonly string[] OfInteractiveKernels =
        ["in the namespace 'Microsoft.DotNet.Interactive'", "'Kernel' does not contain a definition", "'CSharpKernel' could not be found", "'CompositeKernel' could not be found"];

    internal static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    /// <summary>Whether the user gets to see it.</summary>
    internal static bool IsShown(Diagnostic diagnostic) => IsError(diagnostic) || IsWarning(diagnostic);

    private static bool IsWarning(Diagnostic diagnostic) => diagnostic is { Severity: DiagnosticSeverity.Warning, IsSuppressed: false } && !Noise.Contains(diagnostic.Id);

    /// <summary>All errors as one; the first gives name and message.</summary>
    internal static CellError Error(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = InOrder(diagnostics, IsError);
        var lines = errors.Take(Most).SelectMany(error => Lines(error, Ansi.Red)).ToList();
        if (errors.Count > Most)
            lines.Add(Ansi.Dim($"... and {errors.Count - Most} more errors"));
        return new CellError(errors[0].Id, Message(errors[0]), lines);
    }

    /// <summary>Warnings as something to display, dim; null when there are none.</summary>
    internal static MimeBundle? Warnings(IEnumerable<Diagnostic> diagnostics)
    {
        var warnings = InOrder(diagnostics, IsWarning).Take(Most).ToList();
        if (warnings.Count == 0)
            return null;
        var text = string.Join('\n', warnings.SelectMany(warning => Lines(warning, plain => plain)));
        return new MimeBundle([
            new(MimeBundle.PlainText, string.Join('\n', text.Split('\n').Select(Ansi.Dim))),
            new("text/html", $"<pre style=\"opacity:0.6\">{System.Net.WebUtility.HtmlEncode(text)}</pre>"),
        ]);
    }

    private static List<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics, Func<Diagnostic, bool> isKind) =>
        [.. diagnostics.Where(isKind)
            .DistinctBy(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan, Message(diagnostic)))
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];

    private static IEnumerable<string> Lines(Diagnostic diagnostic, Func<string, string> colour)
    {
        var kind = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var message = colour($"{kind} {diagnostic.Id}") + $": {Message(diagnostic)}";
        var place = diagnostic.Location.GetLineSpan();
        if (!place.IsValid || diagnostic.Location.SourceTree is not { } tree)
        {
            yield return message;
            yield break;
        }
        var (line, column) = (place.StartLinePosition.Line, place.StartLinePosition.Character);
        yield return $"{SourceTexts.Shown(place.Path)}, line {line + 1}, column {column + 1}: {message}";
        var source = tree.GetText().Lines[line].ToString();
        var number = $"{line + 1,5} | ";
        yield return number + source;
        var width = place.EndLinePosition.Line == line ? place.EndLinePosition.Character - column : source.Length - column;
        // Tabs are kept, so that the caret stands under its place however wide the front end shows them.
        var indent = string.Concat(source.Take(column).Select(character => character == '\t' ? '\t' : ' '));
        yield return new string(' ', number.Length - 2) + "| " + indent + colour(new string('^', Math.Max(1, width)));
    }

    private static string Message(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        if (OfInteractiveKernels.Any(text => message.Contains(text, StringComparison.Ordinal)))
            return message + " (This kernel has .NET Interactive's displays, formatters and events, but is another program and has none of its kernels.)";
        return diagnostic.Id == "CS0006" ? $"{message} (paths are relative to {Directory.GetCurrentDirectory()})" : message;
    }
}

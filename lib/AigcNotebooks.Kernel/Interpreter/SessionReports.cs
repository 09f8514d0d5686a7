using System.Net;
using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>What `#!about`, `#!who`, `#!whos` and `#!lsmagic` show.</summary>
internal static class SessionReports
{
    private const int LongestValue = 100;

    internal static MimeBundle About() => Table(["", ""],
    [
        ["kernel", $"{typeof(SessionReports).Assembly.GetName().Name} {typeof(SessionReports).Assembly.GetName().Version!.ToString(3)}"],
        ["language", $"C# {Microsoft.CodeAnalysis.CSharp.LanguageVersionFacts.ToDisplayString(CSharpScript.Language)}"],
        ["compiler", $"Roslyn {typeof(Microsoft.CodeAnalysis.SyntaxTree).Assembly.GetName().Version!.ToString(3)}"],
        ["runtime", $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription} ({System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier})"],
        ["process", $"{Environment.ProcessId}, {Environment.WorkingSet >> 20} MB, {Environment.ProcessorCount} processors"],
        ["folder", Directory.GetCurrentDirectory()],
    ]);

    internal static MimeBundle Names(IEnumerable<Variable> variables) => Table(["Variable"], [.. variables.Select(variable => new[] { variable.Name })]);

    internal static MimeBundle Values(IEnumerable<Variable> variables) => Table(["Variable", "Type", "Value"],
        [.. variables.Select(variable => new[] { variable.Name, MethodNames.Of(variable.Type), Shortened(variable.Value) })]);

    internal static MimeBundle Directives() => new(MimeBundle.PlainText, string.Join('\n', KnownDirectives.All.Select(directive => $"{directive.Name,-12} {directive.Meaning}")));

    /// <param name="packages">Those that the cell asked for.</param>
    /// <param name="assemblies">What they and the packages they need brought.</param>
    internal static MimeBundle Packages(IEnumerable<RestoredPackage> packages, IEnumerable<string> assemblies)
    {
        List<string> lines = [.. packages.Select(package => $"{package.Id}, {package.Version}"), .. assemblies.Select(LoadedAssemblies.Replacement).OfType<string>()];
        return new MimeBundle([
            new("text/html", $"<div><strong>Installed Packages</strong><ul>{string.Concat(lines.Select(line => $"<li><span>{WebUtility.HtmlEncode(line)}</span></li>"))}</ul></div>"),
            new(MimeBundle.PlainText, "Installed Packages\n" + string.Join('\n', lines)),
        ]);
    }

    private static string Shortened(object? value)
    {
        var text = value.ToDisplayString(MimeBundle.PlainText).ReplaceLineEndings(" ");
        return text.Length > LongestValue ? text[..LongestValue] + "..." : text;
    }

    private static MimeBundle Table(string[] header, string[][] rows)
    {
        var widths = header.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        string Line(string[] row) => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
        string Row(string[] row, string tag) => $"<tr>{string.Concat(row.Select(cell => $"<{tag} style=\"text-align:left\">{WebUtility.HtmlEncode(cell)}</{tag}>"))}</tr>";
        var hasTitles = header.Any(title => title.Length > 0);
        string[][] all = hasTitles ? [header, .. rows] : rows;
        return new MimeBundle([
            new("text/html", $"<table>{(hasTitles ? $"<thead>{Row(header, "th")}</thead>" : "")}<tbody>{string.Concat(rows.Select(row => Row(row, "td")))}</tbody></table>"),
            new(MimeBundle.PlainText, string.Join('\n', all.Select(Line))),
        ]);
    }
}

/// <summary>A variable of the session.</summary>
internal sealed record Variable(string Name, Type Type, object? Value);

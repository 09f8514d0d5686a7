using System.Text;
using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Splits a cell at its `#!` directives. C#'s own lexer says what is one: `#!` inside a string or a comment is not.</summary>
internal static class CellParser
{
    /// <exception cref="UnsupportedDirectiveException">The cell holds a directive that the kernel cannot obey.</exception>
    /// <exception cref="CodeTooDeepException">Its brackets are nested too deep.</exception>
    internal static IReadOnlyList<CellStep> Parse(string code)
    {
        NestingLimit.Check(code);
        if (!code.Contains("#!", StringComparison.Ordinal) && !code.Contains("nuget:", StringComparison.OrdinalIgnoreCase) && !code.Contains("#i", StringComparison.Ordinal))
            return [new CodeStep(code)];
        var steps = new List<CellStep>();
        for (var position = 0; position < code.Length;)
            position = ReadCode(code, position, steps);
        return WithPackagesFirst(steps);
    }

    /// <summary>Packages come before the first code, wherever in the cell they stand: it may use them earlier.</summary>
    private static List<CellStep> WithPackagesFirst(List<CellStep> steps)
    {
        var packages = steps.OfType<PackagesStep>().SelectMany(step => step.Packages).ToList();
        if (packages.Count == 0)
            return steps;
        var others = steps.Where(step => step is not (PackageSourceStep or PackagesStep)).ToList();
        var before = others.TakeWhile(step => step is not (CodeStep or ImportStep)).Count();
        return [.. others.Take(before), .. steps.OfType<PackageSourceStep>(), new PackagesStep(packages), .. others.Skip(before)];
    }

    /// <summary>The packages and sources that a file asks for which `#load` brings in.</summary>
    internal static IEnumerable<CellStep> PackageSteps(string code)
    {
        var root = CSharpScript.Parse(code).GetCompilationUnitRoot();
        for (var directive = root.GetFirstDirective(IsKernelDirective); directive is not null; directive = directive.GetNextDirective(IsKernelDirective))
            if (NameAndArgument(directive, code) is (("#r" or "#i") and var name, var argument) && Step(name, argument) is { } step)
                yield return step;
    }

    /// <summary>Reads C# up to the end or to a change of language, and then that language's text.</summary>
    /// <returns>Where to go on.</returns>
    private static int ReadCode(string code, int start, List<CellStep> steps)
    {
        var rest = code[start..];
        var root = CSharpScript.Parse(rest).GetCompilationUnitRoot();
        var blanked = new StringBuilder(rest);
        var codeStart = 0;
        for (var directive = root.GetFirstDirective(IsKernelDirective); directive is not null; directive = directive.GetNextDirective(IsKernelDirective))
        {
            var begin = directive.SpanStart;
            var end = LineEnd(rest, begin);
            var (name, argument) = NameAndArgument(directive, rest);
            for (var i = begin; i < end; i++)
                blanked[i] = ' ';
            if (KnownDirectives.LanguageMimeType(name) is { Length: > 0 } mimeType)
            {
                AddCode(code, start, blanked, codeStart, begin, steps);
                return ReadText(code, start + end, mimeType, steps);
            }
            if (Step(name, argument) is not { } step)
                continue;
            if (step is not (TimeStep or PackagesStep or PackageSourceStep))
            {
                AddCode(code, start, blanked, codeStart, begin, steps);
                codeStart = end;
            }
            steps.Add(step is CodeStep(var text) ? AtLine(code, start + begin, text) : step);
        }
        AddCode(code, start, blanked, codeStart, rest.Length, steps);
        return code.Length;
    }

    private static CellStep? Step(string name, string argument) => name switch
    {
        "#!csharp" or "#!c#" or "#!cs" or "#!C#" => null,
        "#!time" => new TimeStep(),
        "#!reset" => new ResetStep(),
        "#!about" => new AboutStep(),
        "#!who" => new VariablesStep(WithValues: false),
        "#!whos" => new VariablesStep(WithValues: true),
        "#!lsmagic" => new DirectivesStep(),
        "#!import" when argument.Length == 0 => throw new UnsupportedDirectiveException("#!import needs the path of a .csx, .cs, .dib or .ipynb file."),
        "#!import" => new ImportStep(Unquoted(argument)),
        "#!set" => new CodeStep(SetDirective.ToCSharp(argument)),
        "#r" => new PackagesStep([PackageReference.Parse(argument)]),
        "#i" => new PackageSourceStep(Unquoted(argument)),
        _ => throw new UnsupportedDirectiveException($"{name} is not supported by this kernel, which runs C#. It knows {string.Join(", ", KnownDirectives.All.Select(directive => directive.Name))}."),
    };

    private static int ReadText(string code, int start, string mimeType, List<CellStep> steps)
    {
        var end = start;
        while (end < code.Length)
        {
            var next = code.IndexOf('\n', end) is var newline and >= 0 ? newline + 1 : code.Length;
            if (KnownDirectives.LanguageMimeType(Split(code[next..LineEnd(code, next)]).Name) is not null)
            {
                end = next;
                break;
            }
            end = next;
        }
        var text = code[start..end].Trim('\r', '\n');
        // A function of its own, as in .NET Interactive: what it declares is its own, and it may wait.
        steps.Add(mimeType == "text/javascript" ? new TextStep("text/html", $"<script type=\"text/javascript\">(async () => {{\n{text}\n}})();</script>") : new TextStep(mimeType, text));
        return end;
    }

    private static void AddCode(string code, int start, StringBuilder blanked, int from, int to, List<CellStep> steps)
    {
        var text = blanked.ToString(from, to - from);
        if (string.IsNullOrWhiteSpace(text))
            return;
        steps.Add(AtLine(code, start + from, text));
    }

    private static CodeStep AtLine(string code, int position, string text) => new(new string('\n', code.AsSpan(0, position).Count('\n')) + text);

    private static bool IsKernelDirective(DirectiveTriviaSyntax directive) =>
        directive is ReferenceDirectiveTriviaSyntax reference ? PackageReference.IsMeant(reference.File.ValueText)
        : directive.ToString() is var text && (text.StartsWith("#!", StringComparison.Ordinal) || Split(text).Name == "#i");

    private static int LineEnd(string text, int from) => text.AsSpan(from).IndexOfAny('\r', '\n') is var length and >= 0 ? from + length : text.Length;

    private static (string Name, string Argument) NameAndArgument(DirectiveTriviaSyntax directive, string text) =>
        directive is ReferenceDirectiveTriviaSyntax reference ? ("#r", reference.File.ValueText) : Split(text[directive.SpanStart..LineEnd(text, directive.SpanStart)]);

    private static string Unquoted(string argument) => argument.Trim('"');

    private static (string Name, string Argument) Split(string line)
    {
        var words = line.Trim().Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries);
        return (words.ElementAtOrDefault(0) ?? "", (words.ElementAtOrDefault(1) ?? "").Trim());
    }
}

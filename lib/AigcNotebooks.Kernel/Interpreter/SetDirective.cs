using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>`#!set --name NAME --value VALUE` as C#: a text, a question to the user (`@input`, `@password`), or another variable.</summary>
internal static partial class SetDirective
{
    private const string Expected = "expected #!set --name NAME --value VALUE, where VALUE is a text, @input:\"question\", @password:\"question\" or @csharp:variable.";

    /// <exception cref="UnsupportedDirectiveException">It is of another form, or takes its value from another language.</exception>
    internal static string ToCSharp(string arguments)
    {
        var (name, value) = (Name().Match(arguments), Value().Match(arguments));
        if (!name.Success || !value.Success)
            throw new UnsupportedDirectiveException($"#!set {arguments}: {Expected}");
        if (!SyntaxFacts.IsValidIdentifier(name.Groups[1].Value))
            throw new UnsupportedDirectiveException($"#!set: '{name.Groups[1].Value}' is no C# name.");
        return $"var {name.Groups[1].Value} = {Expression(value, arguments)};";
    }

    private static string Expression(Match value, string arguments)
    {
        var text = value.Groups["text"].Value;
        return value.Groups["source"].Value switch
        {
            "" => SymbolDisplay.FormatLiteral(text, quote: true),
            "input" => $"Microsoft.DotNet.Interactive.Kernel.input({Question(text)})",
            "password" => $"Microsoft.DotNet.Interactive.Kernel.password({Question(text)})",
            "csharp" when SyntaxFacts.IsValidIdentifier(text) => text,
            "csharp" => throw new UnsupportedDirectiveException($"#!set {arguments}: {Expected}"),
            var kernel => throw new UnsupportedDirectiveException($"#!set: there is no kernel '{kernel}' to take a value from; this one runs C# only."),
        };
    }

    /// <summary>A question is plain text, or stands in JSON beside what other front ends make of it.</summary>
    private static string Question(string text)
    {
        if (text.StartsWith('{'))
            try
            {
                using var options = JsonDocument.Parse(text);
                text = options.RootElement.TryGetProperty("prompt", out var prompt) ? prompt.ToString() : "";
            }
            catch (JsonException)
            {
                throw new UnsupportedDirectiveException($"#!set: {text} is no JSON.");
            }
        return SymbolDisplay.FormatLiteral(text, quote: true);
    }

    [GeneratedRegex(@"--name\s+(\S+)")]
    private static partial Regex Name();

    [GeneratedRegex("""--value\s+(?:@(?<source>[\w-]+):?)?(?:"(?<text>[^"]*)"|(?<text>\{.*\})|(?<text>(?!--)\S*))""")]
    private static partial Regex Value();
}

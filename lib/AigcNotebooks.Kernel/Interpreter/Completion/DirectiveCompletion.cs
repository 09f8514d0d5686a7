using System.Text.RegularExpressions;

namespace AigcNotebooks.Kernel.Interpreter.Completion;

/// <summary>Names of directives after `#` and `#!`, and the files that some of them take.</summary>
internal static partial class DirectiveCompletion
{
    private static readonly string[] CSharp =
        ["#r", "#load", "#region", "#endregion", "#if", "#else", "#elif", "#endif", "#define", "#undef", "#pragma", "#nullable", "#warning", "#error", "#line"];

    private static readonly Dictionary<string, string[]> Extensions = new()
    {
        ["#r"] = [".dll"],
        ["#load"] = [".csx", ".cs"],
        ["#!import"] = [".csx", ".cs", ".dib", ".ipynb"],
    };

    /// <summary>What may follow the C# directives that take words.</summary>
    private static readonly (Regex Before, string[] Words)[] Words =
    [
        (new Regex(@"^\s*#nullable\s+(\w*)$"), ["disable", "enable", "restore"]),
        (new Regex(@"^\s*#pragma\s+(\w*)$"), ["warning"]),
        (new Regex(@"^\s*#pragma\s+warning\s+(\w*)$"), ["disable", "restore"]),
    ];

    /// <returns>null when the cursor is in no directive.</returns>
    internal static CompletionList? Of(string code, int cursor)
    {
        var lineStart = code.LastIndexOfAny(['\r', '\n'], Math.Max(cursor - 1, 0), cursor) + 1;
        var line = code[lineStart..cursor];
        if (Name().Match(line) is { Success: true } name)
        {
            var end = CodeView.WordEnd(code, cursor);
            var typed = name.Groups[1];
            return new CompletionList([.. KnownDirectives.All.Select(directive => directive.Name).Concat(CSharp).Where(text => text.StartsWith(typed.Value, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal).Select(text => new CompletionItem(text, "magic"))], lineStart + typed.Index, end);
        }
        if (File().Match(line) is { Success: true } file)
            return Files(file.Groups[2].Value, Extensions[file.Groups[1].Value], cursor);
        if (!line.TrimStart().StartsWith('#'))
            return null;
        var words = Words.Where(entry => entry.Before.IsMatch(line)).SelectMany(entry => entry.Words).Where(word => word.StartsWith(line[CodeView.WordStart(line, line.Length)..], StringComparison.Ordinal));
        return new CompletionList([.. words.Select(word => new CompletionItem(word, "keyword"))], CodeView.WordStart(code, cursor), CodeView.WordEnd(code, cursor));
    }

    private static CompletionList Files(string typed, string[] extensions, int cursor)
    {
        var slash = typed.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1;
        var prefix = typed[slash..];
        var folder = Path.Combine(Directory.GetCurrentDirectory(), typed[..slash]);
        var start = cursor - prefix.Length;
        try
        {
            return new CompletionList([.. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                .Where(entry => entry.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (prefix.Length > 0 || !entry.Name.StartsWith('.')))
                .Where(entry => entry is DirectoryInfo || extensions.Contains(entry.Extension.ToLowerInvariant()))
                .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
                .Select(entry => new CompletionItem(entry is DirectoryInfo ? entry.Name + "/" : entry.Name, "path"))], start, cursor);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return new CompletionList([], start, cursor);
        }
    }

    [GeneratedRegex(@"^\s*(#!?\w*)$")]
    private static partial Regex Name();

    [GeneratedRegex("""^\s*(#r|#load|#!import)\s+"?((?!nuget:)[^"]*)$""")]
    private static partial Regex File();
}

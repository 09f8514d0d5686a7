using AigcNotebooks.Kernel.Display;

namespace AigcNotebooks.Kernel.Interpreter.Inspection;

/// <summary>What a directive does, when the cursor is in its line.</summary>
internal static class DirectiveHelp
{
    private static readonly (string Name, string Meaning)[] CSharp =
    [
        ("#r", "adds an assembly (#r \"file.dll\") or a package (#r \"nuget: Id, Version\")"),
        ("#i", "a place to look for packages (#i \"nuget: SOURCE\")"),
        ("#load", "runs a .csx or .cs file within this cell (#load \"file.csx\")"),
    ];

    /// <returns>null when the line is none, or one that is not known.</returns>
    internal static MimeBundle? At(string code, int cursor)
    {
        var start = cursor == 0 ? 0 : code.LastIndexOf('\n', cursor - 1) + 1;
        var end = code.AsSpan(start).IndexOfAny('\r', '\n') is var length and >= 0 ? start + length : code.Length;
        var line = code[start..end].TrimStart();
        if (!line.StartsWith('#'))
            return null;
        var name = line.Split([' ', '\t', '"'], 2)[0];
        return KnownDirectives.All.Concat(CSharp).FirstOrDefault(directive => directive.Name == name) is { Name: not null } known
            ? new MimeBundle([new(MimeBundle.PlainText, $"{Ansi.Cyan(known.Name)}\n\n{known.Meaning}"), new("text/markdown", $"`{known.Name}`\n\n{known.Meaning}")])
            : null;
    }
}

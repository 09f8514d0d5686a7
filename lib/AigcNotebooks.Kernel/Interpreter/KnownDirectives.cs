namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>The `#!` directives there are.</summary>
internal static class KnownDirectives
{
    /// <summary>What people may write; some have other spellings, too.</summary>
    internal static readonly (string Name, string Meaning)[] All =
    [
        ("#!about", "what runs here: kernel, language, runtime"),
        ("#!csharp", "C# follows (as it does at a cell's start)"),
        ("#!html", "HTML follows, to be shown"),
        ("#!import", "runs the cells of a .csx, .cs, .dib or .ipynb file"),
        ("#!javascript", "JavaScript follows, to be run in the page"),
        ("#!lsmagic", "this list"),
        ("#!markdown", "Markdown follows, to be shown"),
        ("#!reset", "forgets all variables and declarations"),
        ("#!set", "a variable from a text, or from a question to the user"),
        ("#!time", "shows how long the cell took"),
        ("#!who", "the names of all variables"),
        ("#!whos", "the names, types and values of all variables"),
    ];

    /// <summary>The MIME type that a `#!` line switches to; empty for C#; null when it names no language known here.</summary>
    internal static string? LanguageMimeType(string directive) => directive switch
    {
        "#!csharp" or "#!c#" or "#!cs" or "#!C#" => "",
        "#!markdown" or "#!md" => "text/markdown",
        "#!html" => "text/html",
        "#!javascript" or "#!js" => "text/javascript",
        _ => null,
    };
}

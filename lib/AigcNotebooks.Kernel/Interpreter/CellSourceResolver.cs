using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Finds what `#load` names, relative to the working directory or to the file that holds the `#load`.
/// A cell's name is no file's and stays as it is in stack traces.</summary>
/// <param name="texts">Texts to be taken instead of the files of these paths.</param>
internal sealed partial class CellSourceResolver(IReadOnlyDictionary<string, string>? texts = null) : SourceFileResolver([], Directory.GetCurrentDirectory())
{
    public override string? NormalizePath(string path, string? baseFilePath) =>
        Path.IsPathRooted(path) ? base.NormalizePath(path, baseFilePath) : path;

    /// <summary>A file's `#i` lines are the kernel's, which reads them before; C# does not know them.</summary>
    public override Stream OpenRead(string resolvedPath) =>
        new MemoryStream(Encoding.UTF8.GetBytes(texts?.GetValueOrDefault(resolvedPath) ?? PackageSources().Replace(File.ReadAllText(resolvedPath), "")));

    [GeneratedRegex("""^[ \t]*#i[ \t]+"[^"\r\n]*"[ \t]*\r?$""", RegexOptions.Multiline)]
    private static partial Regex PackageSources();
}

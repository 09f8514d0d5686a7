using System.Text;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Finds what `#load` names, relative to the working directory or to the file that holds the `#load`.
/// A cell's name is no file's and stays as it is in stack traces.</summary>
/// <param name="texts">Texts to be taken instead of the files of these paths.</param>
internal sealed class CellSourceResolver(IReadOnlyDictionary<string, string>? texts = null) : SourceFileResolver([], Directory.GetCurrentDirectory())
{
    public override string? NormalizePath(string path, string? baseFilePath) =>
        Path.IsPathRooted(path) ? base.NormalizePath(path, baseFilePath) : path;

    public override Stream OpenRead(string resolvedPath) =>
        texts?.GetValueOrDefault(resolvedPath) is { } text ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : base.OpenRead(resolvedPath);
}

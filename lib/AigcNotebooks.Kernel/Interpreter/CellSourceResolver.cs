using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Finds what `#load` names, relative to the working directory or to the file that holds the `#load`.
/// A cell's name is no file's and stays as it is in stack traces.</summary>
internal sealed class CellSourceResolver() : SourceFileResolver([], Directory.GetCurrentDirectory())
{
    public override string? NormalizePath(string path, string? baseFilePath) =>
        Path.IsPathRooted(path) ? base.NormalizePath(path, baseFilePath) : path;
}

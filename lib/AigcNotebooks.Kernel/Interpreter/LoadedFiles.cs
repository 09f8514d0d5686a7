using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>The packages that the files named by `#load` ask for: they must be there before the cell is compiled.</summary>
internal static class LoadedFiles
{
    /// <returns>Steps as a cell of its own would have them: sources first, then packages.</returns>
    internal static IReadOnlyList<CellStep> PackageSteps(string code)
    {
        var steps = new List<CellStep>();
        if (code.Contains("#load", StringComparison.Ordinal))
            Visit(code, null, [], steps);
        return [.. steps.OfType<PackageSourceStep>(), .. steps.OfType<PackagesStep>()];
    }

    private static void Visit(string code, string? path, HashSet<string> visited, List<CellStep> steps)
    {
        foreach (var load in CSharpScript.Parse(code).GetCompilationUnitRoot().GetLoadDirectives())
        {
            // A file that is missing is the compiler's to report, with its place.
            if (ReferenceResolver.ResolvePath(load.File.ValueText, path) is not { } file || !visited.Add(file))
                continue;
            var text = ReadText(file);
            steps.AddRange(CellParser.PackageSteps(text));
            Visit(text, file, visited, steps);
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

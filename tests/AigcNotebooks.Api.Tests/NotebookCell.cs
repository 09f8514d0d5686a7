using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AigcNotebooks.Api.Tests;

/// <summary>A code cell of a notebook; cells are numbered from 1, those of text left out.</summary>
internal sealed partial record NotebookCell(int Number, string Code, IReadOnlyList<string> Tags)
{
    internal const string Begin = "// BEGIN SOLUTION", End = "// END SOLUTION";

    internal static TheoryData<string> Notebooks => [.. Directory.GetFiles(Repository.Path("notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)).Order()];

    internal bool IsExercise => Code.Contains(Begin) || Code.Contains(End);

    internal bool IsTest => Tags.Contains("test");

    /// <summary>The cell as a teacher hands it out: without what stands between the markers.</summary>
    internal NotebookCell Stripped() => this with { Code = Solution().Replace(Code, "throw new NotImplementedException();") };

    internal static NotebookCell[] Of(string notebook) =>
        [.. JsonNode.Parse(File.ReadAllText(Repository.Path("notebooks", notebook)))!["cells"]!.AsArray()
            .Where(cell => (string?)cell!["cell_type"] == "code")
            .Select((cell, index) => new NotebookCell(index + 1, string.Concat(cell!["source"]!.AsArray().Select(line => (string?)line)),
                [.. cell["metadata"]?["tags"]?.AsArray().Select(tag => (string)tag!) ?? []]))];

    [GeneratedRegex($"{Begin}.*?{End}", RegexOptions.Singleline)]
    private static partial Regex Solution();
}

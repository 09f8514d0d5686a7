using System.Text.Json;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>One cell of an imported file.</summary>
/// <param name="Label">What diagnostics and stack traces call it; starts with the file's full path.</param>
/// <param name="Code">Its text: C# with directives.</param>
internal sealed record ImportedCell(string Label, string Code);

/// <summary>Reads what `#!import` names as a list of cells.</summary>
internal static class ImportedFile
{
    /// <exception cref="UnsupportedDirectiveException">The file is missing, cannot be read, or is of an unknown kind.</exception>
    internal static IReadOnlyList<ImportedCell> Read(string reference, string? importedFrom)
    {
        var path = ReferenceResolver.ResolvePath(reference, importedFrom)
            ?? throw new UnsupportedDirectiveException($"#!import: file '{reference}' was not found (looked in {Directory.GetCurrentDirectory()}).");
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".cs" or ".csx" => [new ImportedCell(path, File.ReadAllText(path))],
                ".dib" => Interactive(path).ToList(),
                ".ipynb" => Notebook(path).ToList(),
                var kind => throw new UnsupportedDirectiveException($"#!import: '{reference}' is a {kind} file; expected .csx, .cs, .dib or .ipynb."),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UnsupportedDirectiveException($"#!import: '{reference}' cannot be read as a {Path.GetExtension(path)} file: {exception.Message}");
        }
    }

    /// <summary>A `.dib` file is text whose sections begin with `#!language`; `#!meta` holds the tool's own data.</summary>
    private static IEnumerable<ImportedCell> Interactive(string path)
    {
        var section = new List<string>();
        var (language, number) = ("#!csharp", 0);
        foreach (var line in File.ReadLines(path).Append("#!meta"))
        {
            if (line.TrimEnd() is not ("#!meta" or "#!fsharp" or "#!pwsh" or "#!powershell" or "#!sql" or "#!kql" or "#!mermaid" or "#!value" or "#!http")
                && KnownDirectives.LanguageMimeType(line.TrimEnd()) is null)
            {
                section.Add(line);
                continue;
            }
            if (language != "#!meta" && section.Any(text => !string.IsNullOrWhiteSpace(text)))
                yield return Cell(path, ++number, language, string.Join('\n', section));
            section.Clear();
            language = line.TrimEnd();
        }
    }

    private static IEnumerable<ImportedCell> Notebook(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var language = NotebookLanguage(document.RootElement);
        var number = 0;
        foreach (var cell in document.RootElement.GetProperty("cells").EnumerateArray())
        {
            number++;
            var source = cell.GetProperty("source");
            var text = source.ValueKind == JsonValueKind.Array ? string.Concat(source.EnumerateArray().Select(line => line.GetString())) : source.GetString()!;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            switch (cell.GetProperty("cell_type").GetString())
            {
                case "code":
                    yield return Cell(path, number, "#!" + (Language(cell) ?? language), text);
                    break;
                case "markdown":
                    yield return Cell(path, number, "#!markdown", text);
                    break;
            }
        }
    }

    private static ImportedCell Cell(string path, int number, string language, string text) =>
        new($"{path} [cell {number}]", KnownDirectives.LanguageMimeType(language) == "" ? text : language + "\n" + text);

    /// <summary>The language of cells that note none; C# where the notebook notes none either.</summary>
    private static string NotebookLanguage(JsonElement notebook) =>
        notebook.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("kernelspec", out var kernel) && kernel.TryGetProperty("language", out var name)
            && name.GetString() is { Length: > 0 } language ? language.ToLowerInvariant().Replace("#", "sharp", StringComparison.Ordinal) : "csharp";

    /// <summary>A cell's language as Polyglot Notebooks (or its predecessor) notes it.</summary>
    private static string? Language(JsonElement cell)
    {
        foreach (var (tool, key) in new[] { ("polyglot_notebook", "kernelName"), ("dotnet_interactive", "language") })
            if (cell.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty(tool, out var noted)
                && noted.TryGetProperty(key, out var name) && name.GetString() is { } language)
                return language;
        return null;
    }
}

using System.Text.Json;

namespace AigcNotebooks.Browser.Tests.Jupyter;

/// <summary>Notebooks made of a few code cells.</summary>
internal static class NotebookFile
{
    internal static void Write(string path, string kernel, params string[] cells) => File.WriteAllText(path, JsonSerializer.Serialize(new
    {
        cells = cells.Select(code => new { cell_type = "code", execution_count = (int?)null, metadata = new { }, outputs = Array.Empty<object>(), source = code }),
        metadata = new
        {
            kernelspec = new { display_name = ".NET (C#)", language = "C#", name = kernel },
            language_info = new { name = "C#", file_extension = ".cs", mimetype = "text/x-csharp" },
        },
        nbformat = 4,
        nbformat_minor = 4,
    }));
}

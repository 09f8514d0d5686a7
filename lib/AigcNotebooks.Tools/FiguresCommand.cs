using System.Globalization;
using System.Text.Json.Nodes;

namespace AigcNotebooks.Tools;

/// <summary>Writes the figures in README's table of the walk from what the committed notebooks measured; nobody types them. In README, the text between
/// <c>&lt;!-- figures:NAME --&gt;</c> and <c>&lt;!-- /figures --&gt;</c> belongs to notebook NAME.</summary>
internal static class FiguresCommand
{
    private const string Close = "<!-- /figures -->";

    internal static int Run(string[] args)
    {
        bool check = args.Contains("--check");
        string path = Repository.Path("README.md"), readme = File.ReadAllText(path), written = readme;
        foreach (string notebook in Directory.GetFiles(Repository.Path("notebooks"), "*.ipynb").Order())
        {
            string name = Path.GetFileNameWithoutExtension(notebook), open = $"<!-- figures:{name} -->";
            if (Figures(notebook) is not { } figures)
                throw new InvalidDataException($"{notebook} holds no table of figures (application/json); run it in the classroom profile and commit its outputs");
            int start = written.IndexOf(open, StringComparison.Ordinal), end = start < 0 ? -1 : written.IndexOf(Close, start, StringComparison.Ordinal);
            if (end < 0)
                throw new InvalidDataException($"README.md has no place '{open} … {Close}' for the figures of {name}");
            written = written[..(start + open.Length)] + figures + written[end..];
        }
        if (written == readme)
            Console.WriteLine("README's figures are those of the notebooks");
        else if (check)
            Console.WriteLine("README's figures are not those of the notebooks; run ./aigc figures");
        else
        {
            Repository.Write(path, written);
            Console.WriteLine("wrote README.md");
        }
        return check && written != readme ? 1 : 0;
    }

    /// <summary>The figures of the notebook's last table, as README writes them; null where it has none.</summary>
    /// <exception cref="InvalidDataException">They come from a smoke run, which measures nothing.</exception>
    internal static string? Figures(string notebook)
    {
        JsonObject? table = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray()
            .SelectMany(cell => cell!["outputs"]?.AsArray() ?? [])
            .Select(output => output!["data"]?["application/json"] as JsonObject)
            .LastOrDefault(json => json?["metrics"] is not null);
        if (table?["profile"]?.GetValue<string>() == "smoke")
            throw new InvalidDataException($"the figures of {notebook} come from a smoke run, which measures nothing; run it in the classroom profile and commit its outputs");
        return table is null ? null : string.Join("; ", table["metrics"]!.AsArray().Select(Text));
    }

    private static string Text(JsonNode? metric)
    {
        string value = metric!["value"] is { } number ? number.GetValue<double>().ToString("G3", CultureInfo.InvariantCulture) : "not finite";
        string unit = metric["unit"]?.GetValue<string>() is { Length: > 0 } text ? " " + text : "";
        return $"{metric["name"]!.GetValue<string>()} {value}{unit}";
    }
}

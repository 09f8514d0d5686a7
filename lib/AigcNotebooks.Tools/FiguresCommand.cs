using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AigcNotebooks.Tools;

/// <summary>Writes the figures in README's table of the walk from what the committed notebooks measured; nobody types them. In README, the text between
/// <c>&lt;!-- figures:NAME --&gt;</c> and <c>&lt;!-- /figures --&gt;</c> belongs to notebook NAME.</summary>
internal static class FiguresCommand
{
    private const string Close = "<!-- /figures -->";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static int Run(string[] args)
    {
        if (args is ["--full", .. { Length: > 0 } notebooks])
            return KeepFull(notebooks);
        if (args is not ([] or ["--check"]))
            throw new ArgumentException($"figures takes nothing, --check, or --full with executed notebooks; found '{string.Join(' ', args)}'");
        bool check = args.Length > 0;
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

    /// <summary>The figures of the notebook's last table, as README writes them: those with a target, and times. Null where it has no table.</summary>
    /// <exception cref="InvalidDataException">They come from a smoke run, which measures nothing.</exception>
    internal static string? Figures(string notebook)
    {
        JsonObject? table = Table(Outputs(notebook));
        if (table?["profile"]?.GetValue<string>() == "smoke")
            throw new InvalidDataException($"the figures of {notebook} come from a smoke run, which measures nothing; run it in the classroom profile and commit its outputs");
        return table is null ? null : string.Join("; ", table["metrics"]!.AsArray().Where(metric => Target(metric) is not null || metric!["unit"]?.GetValue<string>() == "s").Select(Text));
    }

    /// <summary>The figures of a run in profile <c>full</c>, as <c>data/full</c> keeps them: with the command that makes them, and what the kit said of itself.</summary>
    /// <exception cref="InvalidDataException">It was no such run, or not on real data, or parameters were given to it.</exception>
    internal static JsonObject Full(string notebook)
    {
        if (JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray().Any(cell => cell!["id"]?.GetValue<string>() == "injected-parameters"))
            throw new InvalidDataException($"{notebook} was run with parameters of its own (-p); give what ./aigc run NN --profile full wrote");
        JsonNode?[] outputs = Outputs(notebook);
        JsonObject table = Table(outputs) ?? throw new InvalidDataException($"{notebook} holds no table of figures; give what ./aigc run NN --profile full wrote");
        string profile = table["profile"]!.GetValue<string>(), name = table["notebook"]!.GetValue<string>(), dataset = table["dataset"]!.GetValue<string>();
        if (profile != "full" || dataset == "StrokeDigits")
            throw new InvalidDataException($"the figures of {notebook} come from a run in profile {profile} on {dataset}; expected profile full on real data (./aigc run {name[..2]} --profile full, with AIGC_DATA)");
        string described = outputs.Select(output => output?["data"]?["text/plain"]).First(text => text is not null) is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : "";
        return new JsonObject
        {
            ["command"] = $"./aigc run {name[..2]} --profile full",
            ["conditions"] = described[(described.IndexOf(':') + 1)..].Trim(),
            ["dataset"] = dataset,
            ["seed"] = table["seed"]!.DeepClone(),
            ["metrics"] = table["metrics"]!.DeepClone(),
        };
    }

    private static int KeepFull(string[] notebooks)
    {
        foreach (string notebook in notebooks)
        {
            string path = Repository.Path("data", "full", Path.GetFileNameWithoutExtension(notebook) + ".json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Repository.Write(path, Full(notebook).ToJsonString(Indented) + "\n");
            Console.WriteLine($"wrote {path}");
        }
        return 0;
    }

    private static JsonNode?[] Outputs(string notebook) =>
        [.. JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray().SelectMany(cell => cell!["outputs"]?.AsArray() ?? [])];

    private static JsonObject? Table(JsonNode?[] outputs) =>
        outputs.Select(output => output!["data"]?["application/json"] as JsonObject).LastOrDefault(json => json?["metrics"] is not null);

    private static string Text(JsonNode? metric)
    {
        string value = metric!["value"] is { } number ? number.GetValue<double>().ToString("G3", CultureInfo.InvariantCulture) : "not finite";
        string unit = metric["unit"]?.GetValue<string>() is { Length: > 0 } text ? " " + text : "";
        return $"{metric["name"]!.GetValue<string>()} {value}{unit}{(Target(metric) is { } target ? $" ({target})" : "")}";
    }

    private static string? Target(JsonNode? metric) => metric!["target"]?.GetValue<string>();
}

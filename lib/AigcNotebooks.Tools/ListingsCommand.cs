using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AigcNotebooks.Tools;

/// <summary>Keeps listing cells equal to the library code they show. Such a cell's metadata names its origin:
/// <c>"listing": "lib/AigcNotebooks/Models/MnistGan.cs#MnistGenerator"</c>.</summary>
internal static partial class ListingsCommand
{
    private static readonly JsonSerializerOptions NotebookJson = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static int Run(string[] args)
    {
        bool check = args.Contains("--check");
        string[] named = [.. args.Where(arg => !arg.StartsWith("--"))];
        string[] notebooks = named.Length > 0 ? named : Directory.GetFiles(Repository.Path("notebooks"), "*.ipynb");
        int stale = 0, listings = 0;
        foreach (string path in notebooks.Order())
        {
            JsonNode notebook = JsonNode.Parse(File.ReadAllText(path))!;
            int before = stale;
            foreach (JsonNode? cell in notebook["cells"]!.AsArray())
            {
                if (cell!["metadata"]?["listing"]?.GetValue<string>() is not { } origin)
                    continue;
                listings++;
                string code = Extract(origin);
                if (string.Concat(cell["source"]!.AsArray().Select(line => line!.GetValue<string>())) == code)
                    continue;
                stale++;
                Console.WriteLine($"{Path.GetFileName(path)}: {origin} {(check ? "differs; run ./aigc listings" : "refreshed")}");
                cell["source"] = new JsonArray([.. SplitLines(code).Select(line => (JsonNode)line)]);
            }
            if (!check && stale > before)
                Repository.Write(path, notebook.ToJsonString(NotebookJson) + "\n");
        }
        Console.WriteLine($"{listings} listing cells, {stale} {(check ? "differ" : "refreshed")}");
        return check && stale > 0 ? 1 : 0;
    }

    /// <summary>The text of one type of a library file, from its first attribute or modifier to its closing brace, without its XML docs.</summary>
    private static string Extract(string origin)
    {
        if (origin.Split('#') is not [var file, var type])
            throw new InvalidDataException($"a listing's origin reads FILE#TYPE; this one is '{origin}'");
        string[] lines = File.ReadAllLines(Repository.Path(file.Split('/')));
        int start = Array.FindIndex(lines, line => Declaration().Match(line) is { Success: true } match && match.Groups[1].Value == type);
        if (start < 0)
            throw new InvalidDataException($"{file} declares no type {type}, which a listing cell shows");
        int end = Array.FindIndex(lines, start, line => line.StartsWith('}') || (line.EndsWith(';') && !line.StartsWith(' ')));
        return string.Join('\n', lines[start..(end + 1)].Where(line => !line.TrimStart().StartsWith("///")));
    }

    private static IEnumerable<string> SplitLines(string code)
    {
        string[] lines = code.Split('\n');
        return lines.Select((line, i) => i < lines.Length - 1 ? line + "\n" : line);
    }

    [GeneratedRegex(@"^(?:public|internal)?\s*(?:static |sealed |abstract |partial |readonly )*(?:class|record struct|record|struct|interface|enum) (\w+)")]
    private static partial Regex Declaration();
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace AigcNotebooks.Data;

/// <summary>The files of a byte-pair tokenizer, as OpenAI and as Hugging Face write them.</summary>
internal static class BytePairFiles
{
    private static readonly (string Merges, string Vocabulary)[] Pairs = [("vocab.bpe", "encoder.json"), ("merges.txt", "vocab.json")];
    private const string Whole = "tokenizer.json";

    internal static BytePairTokenizer Load(string path)
    {
        if (File.Exists(path))
            return Path.GetFileName(path).EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? TokenizerJson.Read(path)
                : throw new InvalidDataException($"{path}: expected {Whole}, or a folder that holds a tokenizer's files.");
        foreach (var (merges, vocabulary) in Pairs)
            if (Has(path, merges, vocabulary))
                return Read(Path.Combine(path, vocabulary), Path.Combine(path, merges));
        if (File.Exists(Path.Combine(path, Whole)))
            return TokenizerJson.Read(Path.Combine(path, Whole));
        string found = Directory.Exists(path) ? $"found {string.Join(", ", Directory.EnumerateFiles(path).Select(Path.GetFileName).Order().Take(8).DefaultIfEmpty("an empty folder"))}" : "there is no such folder";
        throw new FileNotFoundException($"{path}: expected {string.Join(", or ", Pairs.Select(pair => $"{pair.Merges} and {pair.Vocabulary}"))}, or {Whole}; {found}.", path);
    }

    /// <summary>Whether a folder holds a tokenizer's files, in one of the forms.</summary>
    internal static bool AreIn(string folder) => Has(folder, Whole) || Pairs.Any(pair => Has(folder, pair.Merges, pair.Vocabulary));

    private static bool Has(string folder, params string[] names) => names.All(name => File.Exists(Path.Combine(folder, name)));

    private static BytePairTokenizer Read(string vocabularyPath, string mergesPath)
    {
        var builder = new BytePairBuilder(vocabularyPath, ReadVocabulary(vocabularyPath));
        int number = 0;
        foreach (string line in File.ReadLines(mergesPath))
        {
            number++;
            if (line.Length == 0 || (number == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
                continue;
            builder.AddMerge(line.Split(' '), line, $"{mergesPath}, line {number}");
        }
        return builder.Build([BytePairTokenizer.EndOfText]);
    }

    private static Dictionary<string, int> ReadVocabulary(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllBytes(path)) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: expected tokens with their ids, {{\"the\": 1169, …}}; this is not such a file ({e.Message})", e);
        }
    }

    /// <summary>Writes <c>vocab.json</c> and <c>merges.txt</c>, each under a temporary name first.</summary>
    internal static void Save(string folder, IReadOnlyDictionary<string, int> vocabulary, IEnumerable<string> merges)
    {
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, Pairs[1].Vocabulary), JsonSerializer.Serialize(vocabulary, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Write(Path.Combine(folder, Pairs[1].Merges), string.Concat(merges.Prepend("#version: 0.2").Select(line => line + "\n")));

        static void Write(string path, string text)
        {
            string part = $"{path}.{Environment.ProcessId}.part";
            File.WriteAllText(part, text);
            File.Move(part, path, overwrite: true);
        }
    }
}

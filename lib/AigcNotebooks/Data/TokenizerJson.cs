using System.Text.Json;

namespace AigcNotebooks.Data;

/// <summary>Hugging Face's <c>tokenizer.json</c>, as far as it describes GPT-2's kind of tokenizer.</summary>
internal static class TokenizerJson
{
    /// <exception cref="InvalidDataException">It is damaged, or describes another kind.</exception>
    internal static BytePairTokenizer Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement, model = root.GetProperty("model");
            Expect(path, "model.type", "BPE", TypeOf(model) ?? "BPE");
            Expect(path, "pre_tokenizer.type", "ByteLevel", root.TryGetProperty("pre_tokenizer", out JsonElement pieces) ? TypeOf(pieces) ?? "none" : "none");
            if (pieces.TryGetProperty("add_prefix_space", out JsonElement prefix) && prefix.ValueKind == JsonValueKind.True)
                throw new InvalidDataException($"{path}: expected add_prefix_space to be false, as GPT-2 has it; found true.");
            Dictionary<string, int> ids = model.GetProperty("vocab").EnumerateObject().ToDictionary(token => token.Name, token => token.Value.GetInt32());
            var special = new List<string>();
            if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
                foreach (JsonElement token in added.EnumerateArray())
                {
                    special.Add(token.GetProperty("content").GetString()!);
                    ids.TryAdd(special[^1], token.GetProperty("id").GetInt32());
                }
            var builder = new BytePairBuilder(path, ids);
            int number = 0;
            foreach (JsonElement merge in model.GetProperty("merges").EnumerateArray())
            {
                // "a b" in older files, ["a", "b"] in newer ones.
                string[] parts = merge.ValueKind == JsonValueKind.Array ? [.. merge.EnumerateArray().Select(part => part.GetString()!)] : merge.GetString()!.Split(' ');
                builder.AddMerge(parts, merge.ToString(), $"{path}, model.merges[{number++}]");
            }
            return builder.Build(special);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: this is no tokenizer.json as Hugging Face writes it ({e.Message})", e);
        }
    }

    private static string? TypeOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out JsonElement type) ? type.GetString() : null;

    private static void Expect(string path, string what, string expected, string found)
    {
        if (found != expected)
            throw new InvalidDataException($"{path}: expected {what} to be {expected}, as GPT-2 has it; found {found}.");
    }
}

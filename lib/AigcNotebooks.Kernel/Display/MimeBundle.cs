using System.Text;
using System.Text.Json;

namespace AigcNotebooks.Kernel.Display;

/// <summary>One value in several MIME types, each as text (binary types as base64, JSON types as JSON).</summary>
internal sealed class MimeBundle(IReadOnlyList<KeyValuePair<string, string>> items)
{
    internal const string PlainText = "text/plain";

    internal MimeBundle(string mimeType, string content) : this([new(mimeType, content)])
    {
    }

    internal IReadOnlyList<KeyValuePair<string, string>> Items => items;

    internal string? this[string mimeType] => items.FirstOrDefault(item => item.Key == mimeType).Value;

    /// <summary>Writes the fields of a `data` object. JSON types go in as JSON; where the text is no JSON after all, as a string.</summary>
    internal void WriteTo(Utf8JsonWriter writer)
    {
        foreach (var (mimeType, content) in items)
        {
            writer.WritePropertyName(mimeType);
            if (!IsJson(mimeType) || !TryWriteJson(writer, content))
                writer.WriteStringValue(WellFormed(content));
        }
    }

    /// <summary>Text with unpaired surrogates replaced by U+FFFD: JSON cannot carry them.</summary>
    internal static string WellFormed(string text)
    {
        StringBuilder? repaired = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else
                (repaired ??= new StringBuilder(text))[i] = '\uFFFD';
        }
        return repaired?.ToString() ?? text;
    }

    private static bool IsJson(string mimeType) => mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    private static bool TryWriteJson(Utf8JsonWriter writer, string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            document.RootElement.WriteTo(writer);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

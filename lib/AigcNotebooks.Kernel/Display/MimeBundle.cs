using System.Text;
using System.Text.Json;

namespace AigcNotebooks.Kernel.Display;

/// <summary>One value in several MIME types, each as text (binary types as base64, JSON types as JSON).</summary>
internal sealed class MimeBundle(IReadOnlyList<KeyValuePair<string, string>> items)
{
    internal const string PlainText = "text/plain";
    private const int PieceLength = 1 << 16;

    internal MimeBundle(string mimeType, string content) : this([new(mimeType, content)])
    {
    }

    internal IReadOnlyList<KeyValuePair<string, string>> Items => items;

    /// <summary>How many bytes it takes on the wire, more or less.</summary>
    internal int Size => (int)Math.Min(items.Sum(item => (long)item.Value.Length), int.MaxValue / 2);

    internal string? this[string mimeType] => items.FirstOrDefault(item => item.Key == mimeType).Value;

    /// <summary>Writes the fields of a `data` object. JSON types go in as JSON; where the text is no JSON after all, as a string.</summary>
    internal void WriteTo(Utf8JsonWriter writer)
    {
        foreach (var (mimeType, content) in items)
        {
            writer.WritePropertyName(mimeType);
            if (!IsJson(mimeType) || !TryWriteJson(writer, content))
                WriteText(writer, WellFormed(content));
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

    /// <summary>In pieces: the writer reserves six times what it is given at once.</summary>
    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        var start = 0;
        while (text.Length - start > PieceLength)
        {
            var length = char.IsHighSurrogate(text[start + PieceLength - 1]) ? PieceLength - 1 : PieceLength;
            writer.WriteStringValueSegment(text.AsSpan(start, length), isFinalSegment: false);
            start += length;
        }
        writer.WriteStringValueSegment(text.AsSpan(start), isFinalSegment: true);
    }

    private static bool TryWriteJson(Utf8JsonWriter writer, string content)
    {
        try
        {
            writer.WriteRawValue(content);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return false;
        }
    }
}

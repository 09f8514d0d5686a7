using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace AigcNotebooks.Kernel.Wire;

/// <summary>JSON that came in, and what can be made of it.</summary>
internal static partial class JsonText
{
    /// <summary>Parses an object.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object, or no UTF-8; the message names the frame.</exception>
    internal static JsonElement ParseObject(byte[] utf8, string frame)
    {
        if (!Utf8.IsValid(utf8))
            throw new InvalidDataException($"malformed message: its {frame} is not UTF-8");
        try
        {
            var root = JsonDocument.Parse(utf8).RootElement;
            return root.ValueKind == JsonValueKind.Object ? root
                : throw new InvalidDataException($"malformed message: its {frame} is a JSON {root.ValueKind}, expected an object");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"malformed message: its {frame} is not JSON: {exception.Message}");
        }
    }

    /// <summary>Half a surrogate pair, which JavaScript writes as an escape when text was cut within an emoji, becomes U+FFFD: else no string with it can be read.</summary>
    internal static byte[] WithoutHalves(byte[] utf8) => utf8.AsSpan().IndexOf("\\ud"u8) < 0 && utf8.AsSpan().IndexOf("\\uD"u8) < 0 ? utf8
        : Encoding.UTF8.GetBytes(Escapes().Replace(Encoding.UTF8.GetString(utf8), escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value));

    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.Singleline)]
    private static partial Regex Escapes();
}

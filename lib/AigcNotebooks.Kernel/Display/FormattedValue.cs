using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>Text in a MIME type, to be shown as it is.</summary>
public sealed class FormattedValue
{
    /// <param name="mimeType">For example `text/html`.</param>
    /// <param name="value">For a binary MIME type, base64.</param>
    public FormattedValue(string mimeType, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        (MimeType, Value) = (mimeType, value);
    }

    /// <summary>What kind of text it is.</summary>
    public string MimeType { get; }

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>Formats a value in the given MIME types, or in those preferred for its type.</summary>
    public static IReadOnlyList<FormattedValue> CreateManyFromObject(object? value, params string[] mimeTypes) =>
        [.. (mimeTypes is { Length: > 0 } ? mimeTypes : Formatter.GetPreferredMimeTypesFor(value?.GetType() ?? typeof(object)))
            .Select(mimeType => new FormattedValue(mimeType, value.ToDisplayString(mimeType)))];
}

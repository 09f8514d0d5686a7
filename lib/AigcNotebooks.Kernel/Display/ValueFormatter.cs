using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Kernel.Display;

/// <summary>Formats values through Microsoft.DotNet.Interactive.Formatting.</summary>
internal static class ValueFormatter
{
    /// <summary>How much text goes along for front ends that do not show the better MIME type. Some objects' has megabytes, which a notebook would save.</summary>
    private const int LongestFallback = 50_000;

    /// <summary>A value in every MIME type preferred for its type, or in the given ones; `text/plain` is always among them.</summary>
    internal static MimeBundle Format(object? value, IReadOnlyCollection<string>? mimeTypes = null)
    {
        if (value is FormattedValue single)
            return Text(single.Value, single.MimeType);
        if (value is IReadOnlyCollection<FormattedValue> several)
            return several.Count == 1 ? Format(several.First()) : new MimeBundle([.. several.Select(formatted => KeyValuePair.Create(formatted.MimeType, formatted.Value))]);
        if (mimeTypes is not { Count: > 0 })
            mimeTypes = Formatter.GetPreferredMimeTypesFor(value?.GetType() ?? typeof(object));
        var items = mimeTypes.Distinct().Select(mimeType => KeyValuePair.Create(mimeType, value.ToDisplayString(mimeType))).ToList();
        if (!mimeTypes.Contains(MimeBundle.PlainText))
            items.Add(new(MimeBundle.PlainText, Shortened(PlainText(value))));
        return new MimeBundle(items);
    }

    /// <summary>Text that is already in a MIME type. Markdown and LaTeX are readable as they are, so plain viewers get them, too.</summary>
    internal static MimeBundle Text(string text, string mimeType) => mimeType is "text/markdown" or "text/latex"
        ? new MimeBundle([new(mimeType, text), new(MimeBundle.PlainText, text)])
        : new MimeBundle(mimeType, text);

    private static string Shortened(string text) =>
        text.Length <= LongestFallback ? text : string.Concat(text.AsSpan(0, LongestFallback), $" ... ({text.Length - LongestFallback} more characters)");

    /// <summary>The fallback must not make a value unshowable that formats well otherwise.</summary>
    private static string PlainText(object? value)
    {
        try
        {
            return value.ToDisplayString(MimeBundle.PlainText);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException or ThreadInterruptedException))
        {
            return value?.ToString() ?? "";
        }
    }
}

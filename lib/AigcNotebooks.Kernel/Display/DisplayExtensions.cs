using AigcNotebooks.Kernel.Display;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Microsoft.DotNet.Interactive;

/// <summary><see cref="Kernel.display"/> as extension methods.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value under the running cell; see <see cref="Kernel.display"/>.</summary>
    public static DisplayedValue Display<T>(this T value, params string[] mimeTypes) => Kernel.display(value, mimeTypes);

    /// <summary>Shows text that is already in a MIME type, as it is.</summary>
    /// <param name="value">For a binary MIME type, base64.</param>
    /// <param name="mimeType">For example `text/markdown`.</param>
    public static DisplayedValue DisplayAs(this string value, string mimeType)
    {
        var displayed = new DisplayedValue([mimeType], isText: true);
        CurrentCell.Output.Display(ValueFormatter.Text(value, mimeType), displayed.DisplayId);
        return displayed;
    }

    /// <summary>Shows a sequence as a table with a column for each public member, and as CSV for front ends that know what to do with it.</summary>
    /// <param name="source">The rows; null is shown as such.</param>
    /// <param name="mimeTypes">The MIME types to send instead.</param>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? source, params string[] mimeTypes)
    {
        if (source is null)
            return Kernel.display(null, mimeTypes);
        var rows = source.ToList();
        var table = rows.ToTabularDataResource();
        var displayed = new DisplayedValue(mimeTypes);
        CurrentCell.Output.Display(mimeTypes.Length > 0 ? ValueFormatter.Format(table, mimeTypes) : new MimeBundle([
            new("text/html", table.ToDisplayString("text/html")),
            new("text/csv", table.ToDisplayString("text/csv")),
            new(MimeBundle.PlainText, rows.ToDisplayString(MimeBundle.PlainText)),
        ]), displayed.DisplayId);
        return displayed;
    }
}

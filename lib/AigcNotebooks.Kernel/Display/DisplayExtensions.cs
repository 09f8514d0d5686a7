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
        var displayed = new DisplayedValue(Guid.NewGuid().ToString("N"), [mimeType]);
        CurrentCell.Output.Display(ValueFormatter.Text(value, mimeType), displayed.DisplayId);
        return displayed;
    }

    /// <summary>Shows a sequence as a table with a column for each public member.</summary>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> source)
    {
        var rows = source.ToList();
        var displayed = new DisplayedValue(Guid.NewGuid().ToString("N"), []);
        CurrentCell.Output.Display(new MimeBundle([
            new("text/html", rows.ToTabularDataResource().ToDisplayString("text/html")),
            new(MimeBundle.PlainText, rows.ToDisplayString(MimeBundle.PlainText)),
        ]), displayed.DisplayId);
        return displayed;
    }
}

using System.Net;
using AigcNotebooks.Display;

namespace AigcNotebooks.Data;

/// <summary>How <see cref="DigitData"/> shows itself in a notebook: a line of text, and its notice in a frame that is hard to miss.</summary>
internal sealed class DigitDataFormatters() : FormatterSource<DigitData>((Mime.Html, Html), (Mime.Plain, data => data.ToString()))
{
    private static string Html(DigitData data)
    {
        var lines = data.ToString().Split('\n', 2);
        var html = $"<div>{WebUtility.HtmlEncode(lines[0])}</div>";
        if (lines.Length == 1)
            return html;
        var colour = data.IsReal ? "#777" : "#d97706";
        return $"{html}<div role=\"note\" style=\"border-left:4px solid {colour};padding:.3em .8em;margin:.4em 0\">{WebUtility.HtmlEncode(lines[1])}</div>";
    }
}

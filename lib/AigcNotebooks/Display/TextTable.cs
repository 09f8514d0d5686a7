using System.Net;
using System.Text;

namespace AigcNotebooks.Display;

/// <summary>A table of texts, as HTML and as aligned plain text. Lines and colours come from the page, so it is readable in light and in dark.</summary>
internal sealed record TextTable(string? Title, string[] Header, IReadOnlyList<string[]> Rows, bool[] IsNumeric)
{
    public string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;margin:4px 0\">");
        if (Title is not null)
            html.Append($"<caption style=\"caption-side:top;text-align:left;font-size:15px;padding:4px 0;color:inherit\">{Encode(Title)}</caption>");
        html.Append("<thead>");
        AppendRow(html, "th", Header, "1px solid currentColor");
        html.Append("</thead><tbody>");
        foreach (var row in Rows)
            AppendRow(html, "td", row, "1px solid rgba(128,128,128,.3)");
        return html.Append("</tbody></table>").ToString();
    }

    public string ToPlainText()
    {
        var widths = Header.Select((name, column) => Rows.Select(row => row[column].Length).Append(name.Length).Max()).ToArray();
        var text = new StringBuilder();
        if (Title is not null)
            text.AppendLine(Title);
        AppendLine(Header);
        AppendLine([.. widths.Select(width => new string('-', width))]);
        foreach (var row in Rows)
            AppendLine(row);
        return text.ToString().TrimEnd();

        void AppendLine(string[] cells) => text.AppendLine(string.Join("  ",
            cells.Select((cell, column) => IsNumeric[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
    }

    private void AppendRow(StringBuilder html, string element, string[] cells, string line)
    {
        html.Append("<tr>");
        for (var column = 0; column < cells.Length; column++)
            html.Append($"<{element} style=\"text-align:{(IsNumeric[column] ? "right" : "left")};padding:4px 14px 4px 4px;border:0;border-bottom:{line};font-variant-numeric:tabular-nums\">{Encode(cells[column])}</{element}>");
        html.Append("</tr>");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

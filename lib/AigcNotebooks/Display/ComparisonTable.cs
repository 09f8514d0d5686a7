using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Display;

/// <summary>A table that compares: a name and some texts or numbers a row. Shows itself as HTML and as aligned text. Immutable: each
/// <see cref="Add"/> returns a new table.
/// <code>
/// new ComparisonTable("Judged by the digit classifier", "images", "Fréchet distance", "precision", "recall")
///     .Add("real test digits", 1.2, 0.98, 0.97)
///     .Add("generator", 38.4, 0.81, 0.44)
/// </code></summary>
[TypeFormatterSource(typeof(ComparisonTableFormatters), PreferredMimeTypes = [Mime.Html, Mime.Plain])]
public sealed class ComparisonTable
{
    private readonly string[] _header;
    private readonly object?[][] _rows;

    /// <summary>An empty table.</summary>
    /// <param name="title">Shown above the table; an empty text shows none.</param>
    /// <param name="header">Names of the columns; the first is that of the rows' names.</param>
    /// <exception cref="ArgumentException">There are fewer than two columns.</exception>
    public ComparisonTable(string title, params string[] header)
        : this(title, header, [])
    {
        if (header.Length < 2)
            throw new ArgumentException("A comparison has at least two columns: the rows' names, and something to compare.", nameof(header));
    }

    private ComparisonTable(string title, string[] header, object?[][] rows) => (Title, _header, _rows) = (title, header, rows);

    /// <summary>Shown above the table.</summary>
    public string Title { get; }

    /// <summary>Adds a row.</summary>
    /// <param name="name">The row's name.</param>
    /// <param name="cells">One per further column: a text, a number (shown with four significant digits; whole numbers exactly), or null for "—".</param>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    public ComparisonTable Add(string name, params object?[] cells)
    {
        if (cells.Length != _header.Length - 1)
            throw new ArgumentException($"Row \"{name}\" has {cells.Length} cells; the table has {_header.Length - 1} columns beside the name ({string.Join(", ", _header[1..])}).", nameof(cells));
        return new(Title, _header, [.. _rows, [name, .. cells]]);
    }

    /// <summary>The table as aligned plain text.</summary>
    public override string ToString() => Layout().ToPlainText();

    internal TextTable Layout()
    {
        // A column is one of numbers when nothing in it is a text.
        var isNumeric = _header.Select((_, column) => column > 0 && _rows.All(row => row[column] is not (string or bool))).ToArray();
        return new TextTable(Title.Length == 0 ? null : Title, _header, [.. _rows.Select(row => row.Select(Text).ToArray())], isNumeric);
    }

    private static string Text(object? cell) => cell switch
    {
        null => "—",
        double or float or Half or decimal => NumberText.Readable(Convert.ToDouble(cell, CultureInfo.InvariantCulture)),
        int or long or short or byte or uint or ulong => ((IFormattable)cell).ToString("N0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "—",
    };
}

internal sealed class ComparisonTableFormatters() : FormatterSource<ComparisonTable>(
    (Mime.Html, table => table.Layout().ToHtml()),
    (Mime.Plain, table => table.ToString()));

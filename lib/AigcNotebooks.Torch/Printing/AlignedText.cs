using System.Text;

namespace TorchSharp;

/// <summary>The Julia style: a matrix in right-aligned columns, as many as a line holds; of more dimensions one matrix after the other, each under its index.</summary>
internal sealed class AlignedText(ElementTexts elements, int width, string newLine)
{
    private const string Ellipsis = "...";
    private readonly long[] _shape = elements.Shape;
    private readonly StringBuilder _text = new();

    internal string Write(string metadata)
    {
        _text.Append(metadata);
        if (_shape.Length == 0)
            return _text.Append(", value = ").Append(elements[0]).ToString();
        if (_shape.Length <= 2)
        {
            _text.Append(newLine);
            Matrix(0, _shape.Length == 2 ? _shape[0] : 1);
            return _text.ToString();
        }
        long rows = _shape[^2], matrices = _shape[..^2].TotalSize();
        for (long i = 0; i < matrices; i++)
        {
            _text.Append(newLine).Append('[').Append(Index(i)).Append("..,..] =").Append(newLine);
            Matrix(i * rows * _shape[^1], rows);
        }
        return _text.ToString();
    }

    private string Index(long matrix)
    {
        string index = "";
        for (int d = _shape.Length - 3; d >= 0; d--)
        {
            (matrix, long position) = Math.DivRem(matrix, _shape[d]);
            index = $"{position},{index}";
        }
        return index;
    }

    private void Matrix(long start, long rowCount)
    {
        if (rowCount == 0)
            return;
        long columns = _shape[^1];
        List<string>[] rows = [.. Enumerable.Range(0, (int)rowCount).Select(i => Row(start + i * columns, columns))];
        int shown = rows.Min(row => row.Count);
        int[] widths = [.. Enumerable.Range(0, shown).Select(column => rows.Max(row => row[column].Length))];
        foreach (List<string> row in rows)
        {
            for (int i = 0; i < shown; i++)
                _text.Append(' ').Append(row[i].PadLeft(widths[i]));
            if (shown < columns)
                _text.Append(' ').Append(Ellipsis);
            _text.Append(newLine);
        }
    }

    /// <summary>As many elements as fit into a line, an ellipsis included.</summary>
    private List<string> Row(long start, long columns)
    {
        var row = new List<string>();
        for (int left = width, i = 0; i < columns; i++)
        {
            string text = elements[start + i];
            if (left - text.Length - Ellipsis.Length - 1 < 0)
                break;
            row.Add(text);
            left -= text.Length + 1;
        }
        return row;
    }
}

using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The Numpy and C# styles: nested brackets or braces; of long axes the first and the last elements, with an ellipsis between them.</summary>
internal sealed class NestedText
{
    private readonly ElementTexts _elements;
    private readonly long[] _shape;
    private readonly string _newLine;
    private readonly bool _braces;
    private readonly StringBuilder _text = new();
    private string _suffix = "";

    private NestedText(ElementTexts elements, string newLine, bool braces) => (_elements, _shape, _newLine, _braces) = (elements, elements.Shape, newLine, braces);

    internal static NestedText Numpy(ElementTexts elements, string newLine) => new(elements, newLine, braces: false);

    internal static NestedText CSharp(ElementTexts elements, string newLine) => new(elements, newLine, braces: true);

    internal string Write()
    {
        if (_shape.Length == 0)
            return _elements[0];
        Axis(0, 0);
        return _text.ToString();
    }

    /// <summary>With the metadata and the C# type before the elements.</summary>
    internal string WriteTyped(string metadata, ScalarType type)
    {
        _text.Append(metadata).Append(", value = ");
        if (_shape.Length == 0)
            return _text.Append(_elements[0]).ToString();
        (string name, _suffix) = type switch
        {
            ScalarType.Bool => ("bool", ""),
            ScalarType.Byte => ("byte", ""),
            ScalarType.Int8 => ("sbyte", ""),
            ScalarType.Int16 => ("short", ""),
            ScalarType.Int32 => ("int", ""),
            ScalarType.Int64 => ("long", "L"),
            ScalarType.Float16 => ("float16", "f"),
            ScalarType.BFloat16 => ("bfloat16", "f"),
            ScalarType.Float32 => ("float", "f"),
            ScalarType.Float64 => ("double", ""),
            ScalarType.ComplexFloat32 => ("complex32", ""),
            ScalarType.ComplexFloat64 => ("complex64", ""),
            _ => (type.ToString(), ""),
        };
        if (_shape.Length > 1)
            _text.Append(_newLine);
        _text.Append(name).Append(" [").Append(',', _shape.Length - 1).Append("] ");
        return Write();
    }

    private void Axis(int depth, long offset)
    {
        bool outer = _braces && depth == 0 && _shape.Length > 1;
        _text.Append(_braces ? '{' : '[');
        if (outer)
            _text.Append(_newLine).Append(' ');
        if (depth == _shape.Length - 1)
            Elements(offset);
        else
            Rows(depth, offset);
        if (outer)
            _text.Append(_newLine);
        _text.Append(_braces ? '}' : ']');
    }

    private void Elements(long offset)
    {
        long size = _shape[^1];
        int last = MaxColumns / 2, first = MaxColumns - last;
        for (long i = 0; i < size; i++)
        {
            if (size > MaxColumns && i == first)
            {
                _text.Append("... ");
                i = size - last;
            }
            if (i < size)
                _text.Append(_elements[offset + i]).Append(_suffix).Append(i < size - 1 ? ", " : "");
        }
    }

    private void Rows(int depth, long offset)
    {
        long size = _shape[depth], stride = _shape[(depth + 1)..].TotalSize();
        int last = MaxRows / 2, first = MaxRows - last;
        // Numpy sets higher dimensions apart by empty lines.
        string lineEnd = _braces ? _newLine : string.Concat(Enumerable.Repeat(_newLine, _shape.Length - depth - 1));
        for (long i = 0; i < size; i++)
        {
            if (size > MaxRows && i == first)
            {
                _text.Append(' ', depth).Append(" ...").Append(lineEnd);
                i = size - last;
            }
            if (i >= size)
                break;
            if (i > 0)
                _text.Append(' ', depth + 1);
            Axis(depth + 1, offset + i * stride);
            if (i < size - 1)
                _text.Append(_braces ? "," : "").Append(lineEnd);
        }
    }
}

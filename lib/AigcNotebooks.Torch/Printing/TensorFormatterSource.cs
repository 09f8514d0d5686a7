using System.Net;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>In a notebook a tensor shows itself as its shape, element type, device and elements, not as a table of its members.</summary>
internal sealed class TensorFormatterSource
{
    // More lines than these are a screenful that nobody reads.
    private const int AlignedLines = 20, NestedLines = 50;

    public IEnumerable<object> CreateTypeFormatters() => [new PlainTextFormatter(), new HtmlFormatter()];

    /// <summary>A small tensor in aligned columns, a larger one with the middle of its axes left out, one of many long axes without its elements.</summary>
    internal static string Show(Tensor tensor)
    {
        if (tensor.IsInvalid || tensor.device_type == DeviceType.META)
            return tensor.ToString();
        long[] rows = [.. tensor.shape.SkipLast(1)];
        if (rows.TotalSize() <= AlignedLines)
            return tensor.ToString(TensorStringStyle.Julia).TrimEnd();
        return rows.Select(size => Math.Min(size, MaxRows + 1)).TotalSize() <= NestedLines
            ? $"{tensor}{NewLine}{tensor.ToString(TensorStringStyle.Numpy)}"
            : tensor.ToString();
    }

    private sealed class PlainTextFormatter
    {
        public string MimeType => "text/plain";

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write(Show((Tensor)instance));
            return true;
        }
    }

    private sealed class HtmlFormatter
    {
        public string MimeType => "text/html";

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write($"<div><pre>{WebUtility.HtmlEncode(Show((Tensor)instance))}</pre></div>");
            return true;
        }
    }
}

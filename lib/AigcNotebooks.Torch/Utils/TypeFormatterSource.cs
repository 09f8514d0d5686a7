using System.Net;

namespace TorchSharp.Utils;

/// <summary>Names the class that tells Microsoft.DotNet.Interactive.Formatting how to show a type. Formatting finds it by its name, so that
/// nothing here refers to that package.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;
}

/// <summary>In a notebook a tensor shows itself as its shape, element type and device, not as a table of its members.</summary>
internal sealed class TensorFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() => [new PlainTextFormatter(), new HtmlFormatter()];

    private sealed class PlainTextFormatter
    {
        public string MimeType => "text/plain";

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write(instance);
            return true;
        }
    }

    private sealed class HtmlFormatter
    {
        public string MimeType => "text/html";

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write($"<div><pre>{WebUtility.HtmlEncode(instance.ToString())}</pre></div>");
            return true;
        }
    }
}

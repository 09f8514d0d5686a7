using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Display;

/// <summary>The MIME types that the kit's values show themselves in.</summary>
internal static class Mime
{
    public const string Plotly = "application/vnd.plotly.v1+json";
    public const string Json = "application/json";
    public const string Html = "text/html";
    public const string Svg = "image/svg+xml";
    public const string Png = "image/png";
    public const string Plain = "text/plain";
}

/// <summary>Tells Formatting how a <typeparamref name="T"/> is written in each MIME type. A type names its source in
/// <c>[TypeFormatterSource]</c>; the attribute's <c>PreferredMimeTypes</c> make a kernel send all of them as one bundle.</summary>
internal abstract class FormatterSource<T>(params (string MimeType, Func<T, string> Write)[] formats) : ITypeFormatterSource
{
    public IEnumerable<ITypeFormatter> CreateTypeFormatters() =>
        formats.Select(format => new MimeFormatter(format.MimeType, format.Write));

    private sealed class MimeFormatter(string mimeType, Func<T, string> write) : ITypeFormatter
    {
        public string MimeType => mimeType;

        public Type Type => typeof(T);

        public bool Format(object instance, FormatContext context)
        {
            context.Writer.Write(write((T)instance));
            return true;
        }
    }
}

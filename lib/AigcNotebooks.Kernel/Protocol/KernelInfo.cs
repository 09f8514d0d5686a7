using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Answers `kernel_info_request`.</summary>
internal sealed class KernelInfo(LanguageInfo language)
{
    internal const string Implementation = "AigcNotebooks.Kernel";

    internal static string Version { get; } = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);

    /// <summary>What front ends offer in their Help menu.</summary>
    private static readonly (string Text, string Url)[] HelpLinks =
    [
        ("C# Reference", "https://learn.microsoft.com/dotnet/csharp/"),
        (".NET API Reference", "https://learn.microsoft.com/dotnet/api/"),
    ];

    internal void AddTo(Router router) => router.Add("kernel_info_request", Answer);

    private void Answer(Request request) => request.Reply("kernel_info_reply", writer =>
    {
        writer.WriteString("status", "ok");
        writer.WriteString("protocol_version", MessageFraming.ProtocolVersion);
        writer.WriteString("implementation", Implementation);
        writer.WriteString("implementation_version", Version);
        writer.WriteString("banner", $"{Implementation} {Version}: {language.Name} {language.Version} on .NET {Environment.Version}");
        writer.WriteBoolean("debugger", false);
        writer.WriteStartArray("supported_features");
        writer.WriteEndArray();
        writer.WriteStartArray("help_links");
        foreach (var (text, url) in HelpLinks)
        {
            writer.WriteStartObject();
            writer.WriteString("text", text);
            writer.WriteString("url", url);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartObject("language_info");
        writer.WriteString("name", language.Name);
        writer.WriteString("version", language.Version);
        writer.WriteString("mimetype", language.MimeType);
        writer.WriteString("file_extension", language.FileExtension);
        writer.WriteString("pygments_lexer", language.PygmentsLexer);
        writer.WriteString("codemirror_mode", language.MimeType);
        writer.WriteEndObject();
    });
}

using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Display;

/// <summary>A text in pieces, each with a colour behind it: to see where tokens begin and end, or, with strengths, how much of something is where. Taught by notebook 06.
/// <code>
/// new TokenStrip(ids.Select(id => tokenizer.Decode([id])), title: "as GPT-2 reads it")
/// new TokenStrip(letters, surprises, title: "what surprised it")
/// </code></summary>
[TypeFormatterSource(typeof(TokenStripFormatters), PreferredMimeTypes = [Mime.Html, Mime.Plain])]
public sealed class TokenStrip
{
    private readonly string[] _tokens;
    private readonly double[]? _strengths;
    private readonly string? _title;

    /// <param name="tokens">The pieces.</param>
    /// <param name="strengths">One a piece, 0 or more: the highest is the darkest; null: neighbours differ, and nothing is meant by it.</param>
    /// <param name="title">Shown above.</param>
    /// <exception cref="ArgumentException">There are not as many strengths as pieces, or one is negative or no number.</exception>
    public TokenStrip(IEnumerable<string> tokens, IEnumerable<double>? strengths = null, string? title = null)
    {
        (_tokens, _strengths, _title) = ([.. tokens], strengths?.ToArray(), title);
        if (_strengths is not null && (_strengths.Length != _tokens.Length || _strengths.Any(strength => !(strength >= 0 && double.IsFinite(strength)))))
            throw new ArgumentException($"Expected {_tokens.Length} strengths, one a token, each 0 or more; found {_strengths.Length}, from {_strengths.DefaultIfEmpty().Min()} on.", nameof(strengths));
    }

    /// <summary>The pieces with bars between them.</summary>
    public override string ToString() => (_title is null ? "" : _title + "\n") + string.Join('|', _tokens);

    internal string ToHtml()
    {
        var html = new StringBuilder();
        if (_title is not null)
            html.Append("<div style=\"font-size:12px;color:#777\">").Append(WebUtility.HtmlEncode(_title)).Append("</div>");
        html.Append("<div style=\"font-family:monospace;line-height:1.7;text-align:left;white-space:pre-wrap;overflow-wrap:anywhere\">");
        double most = Math.Max(_strengths?.DefaultIfEmpty().Max() ?? 0, double.Epsilon);
        for (int i = 0; i < _tokens.Length; i++)
        {
            // Five colours in turn, or one by strength. Both are seen on light and on dark pages.
            string colour = _strengths is null ? Turns[i % Turns.Length] : string.Create(CultureInfo.InvariantCulture, $"rgba(217,119,6,{0.85 * _strengths[i] / most:0.##})");
            string tip = _strengths is null ? "" : string.Create(CultureInfo.InvariantCulture, $" title=\"{_strengths[i]:0.###}\"");
            html.Append("<span style=\"background:").Append(colour).Append(";border-radius:3px\"").Append(tip).Append('>')
                .Append(WebUtility.HtmlEncode(_tokens[i].Replace("\n", "⏎\n"))).Append("</span>");
        }
        return html.Append("</div>").ToString();
    }

    private static readonly string[] Turns = ["rgba(37,99,235,.25)", "rgba(217,119,6,.28)", "rgba(5,150,105,.25)", "rgba(219,39,119,.22)", "rgba(124,58,237,.25)"];
}

internal sealed class TokenStripFormatters() : FormatterSource<TokenStrip>((Mime.Html, strip => strip.ToHtml()), (Mime.Plain, strip => strip.ToString()));

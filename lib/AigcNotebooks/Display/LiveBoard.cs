using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Display;

/// <summary>Several values under one display, so that a running loop updates one output in place: a plot, a grid and the progress, say.
/// <code>
/// var shown = display(new LiveBoard(progress));
/// …
/// if (progress.IsDue(step))
///     shown.Update(new LiveBoard(progress, losses.ToPlot("Losses"), new ImageGrid(samples)));
/// </code></summary>
/// <remarks>Parts stand side by side while they fit and below each other where not; progress takes a line of its own. While a
/// progress among the parts is unfinished, plots are still pictures: an update then only replaces an image, so nothing flickers and no script
/// piles up in the page. A <see cref="Clip"/> plays meanwhile, each update going on at the frame where a steady clock says it should be, so that it does not start over twice a second.
/// The last update, with the progress complete, brings the plots alive. A board is <c>text/html</c> and
/// <c>text/plain</c> only: as an image it could hold but one of its parts, and a viewer that prefers images would hide the others.</remarks>
/// <param name="parts">Anything that shows itself as HTML; values of other libraries too.</param>
[TypeFormatterSource(typeof(LiveBoardFormatters), PreferredMimeTypes = [Mime.Html, Mime.Plain])]
public sealed class LiveBoard(params object[] parts)
{
    /// <summary>The parts' own plain texts, below each other.</summary>
    public override string ToString() => string.Join(Environment.NewLine, parts.Select(part => Formatter.ToDisplayString(part, Mime.Plain)));

    internal string ToHtml()
    {
        var isRunning = parts.OfType<ILiveProgress>().Any(progress => !progress.IsComplete);
        var html = new StringBuilder("<div style=\"display:flex;flex-wrap:wrap;gap:8px 24px;align-items:flex-start\">");
        foreach (var part in parts)
        {
            var figure = part is IPlottable plottable ? plottable.ToPlot() : part;
            var room = figure switch
            {
                ILiveProgress => "1 1 100%",
                Plot => "3 1 420px",
                ImageGrid or Clip => "2 1 260px",
                _ => "0 1 auto",
            };
            html.Append($"<div style=\"flex:{room};min-width:0\">")
                .Append(figure switch
                {
                    Plot plot => PlotHtml.Write(plot, isAlive: !isRunning),
                    Clip clip when isRunning => ClipHtml.WriteRunning(clip),
                    _ => Formatter.ToDisplayString(figure, Mime.Html),
                })
                .Append("</div>");
        }
        return html.Append("</div>").ToString();
    }
}

/// <summary>Something that has a <see cref="Plot"/> for a picture.</summary>
internal interface IPlottable
{
    Plot ToPlot();
}

/// <summary>Something whose end a <see cref="LiveBoard"/> waits for before it brings its plots alive.</summary>
internal interface ILiveProgress
{
    bool IsComplete { get; }
}

internal sealed class LiveBoardFormatters() : FormatterSource<LiveBoard>(
    (Mime.Html, board => board.ToHtml()),
    (Mime.Plain, board => board.ToString()));

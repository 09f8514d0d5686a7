using System.Numerics;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Display;

/// <summary>A figure: lines, markers or bars. It shows itself in a notebook as Plotly's JSON (JupyterLab, VS Code), as HTML that is alive
/// where the page has plotly.js and a still picture where not, as SVG, and as one line of text. Immutable: each call returns a new plot.
/// <code>
/// Plot.Lines("Losses", xTitle: "step", yTitle: "binary cross-entropy")
///     .Add("discriminator", steps, dLosses)
///     .Add("generator", steps, gLosses)
/// </code></summary>
/// <remarks>Values that are NaN or infinite (or not positive, on a logarithmic axis) are gaps. A line of more than 1,000 points is
/// shown by the lowest and highest point of each of 250 equal stretches, so spikes survive; of markers, 1,000 evenly chosen ones are shown.
/// Numbers are rounded to four significant digits, or to a ten-thousandth of the series' range where that is finer.</remarks>
[TypeFormatterSource(typeof(PlotFormatters), PreferredMimeTypes = [Mime.Plotly, Mime.Html, Mime.Svg, Mime.Plain])]
public sealed partial class Plot
{
    private Plot(PlotKind kind, string title, string xTitle, string yTitle)
    {
        ArgumentNullException.ThrowIfNull(title);
        (Kind, Title, XTitle, YTitle) = (kind, title, xTitle, yTitle);
    }

    private Plot(Plot other)
    {
        (Kind, Title, XTitle, YTitle) = (other.Kind, other.Title, other.XTitle, other.YTitle);
        (Categories, Series, IsLogX, IsLogY) = (other.Categories, other.Series, other.IsLogX, other.IsLogY);
    }

    /// <summary>Shown above the figure.</summary>
    public string Title { get; }

    /// <summary>Title of the horizontal axis.</summary>
    public string XTitle { get; }

    /// <summary>Title of the vertical axis.</summary>
    public string YTitle { get; }

    internal PlotKind Kind { get; }

    internal string[] Categories { get; private init; } = [];

    internal PlotSeries[] Series { get; private init; } = [];

    internal bool IsLogX { get; private init; }

    internal bool IsLogY { get; private init; }

    /// <summary>A plot of lines through points, in the order given.</summary>
    public static Plot Lines(string title, string xTitle = "", string yTitle = "") => new(PlotKind.Lines, title, xTitle, yTitle);

    /// <summary>A plot of markers.</summary>
    public static Plot Scatter(string title, string xTitle = "", string yTitle = "") => new(PlotKind.Scatter, title, xTitle, yTitle);

    /// <summary>A bar chart; several series stand side by side in each category.</summary>
    /// <param name="title">Shown above the figure.</param>
    /// <param name="categories">One per group of bars, for example the digits 0 to 9.</param>
    /// <param name="xTitle">Title of the horizontal axis.</param>
    /// <param name="yTitle">Title of the vertical axis.</param>
    public static Plot Bars<T>(string title, IEnumerable<T> categories, string xTitle = "", string yTitle = "") =>
        new(PlotKind.Bars, title, xTitle, yTitle) { Categories = [.. categories.Select(category => category?.ToString() ?? "")] };

    /// <summary>Adds a series of points to lines or markers.</summary>
    /// <param name="name">Its name in the legend; no other series of this plot may have it.</param>
    /// <param name="x">Horizontal coordinates.</param>
    /// <param name="y">Vertical coordinates, as many.</param>
    /// <param name="hover">Texts, as many, shown when the mouse is on a point.</param>
    /// <exception cref="ArgumentException">The counts differ, the name is taken, or this is a bar chart.</exception>
    public Plot Add<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y, IEnumerable<string>? hover = null)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY>
    {
        if (Kind == PlotKind.Bars)
            throw new ArgumentException($"Series \"{name}\": a bar chart's x are its categories; use Add(name, values).", nameof(x));
        return Add(name, Doubles(x), Doubles(y), hover?.ToArray());
    }

    /// <summary>Adds a series: the heights of the bars, one per category, or points at x = 0, 1, 2, …</summary>
    /// <param name="name">Its name in the legend; no other series of this plot may have it.</param>
    /// <param name="values">The values.</param>
    /// <param name="hover">Texts, as many, shown when the mouse is on a point or bar.</param>
    /// <exception cref="ArgumentException">The counts differ, or the name is taken.</exception>
    public Plot Add<T>(string name, IEnumerable<T> values, IEnumerable<string>? hover = null)
        where T : INumberBase<T>
    {
        var y = Doubles(values);
        if (Kind == PlotKind.Bars && y.Length != Categories.Length)
            throw new ArgumentException($"Series \"{name}\" has {y.Length} values for {Categories.Length} categories; give one per category.", nameof(values));
        return Add(name, Doubles(Enumerable.Range(0, y.Length)), y, hover?.ToArray());
    }

    /// <summary>The same plot with a logarithmic horizontal axis.</summary>
    /// <exception cref="InvalidOperationException">This is a bar chart: its horizontal axis has categories.</exception>
    public Plot WithLogX() => Kind == PlotKind.Bars
        ? throw new InvalidOperationException("A bar chart's horizontal axis has categories and cannot be logarithmic.")
        : new(this) { IsLogX = true };

    /// <summary>The same plot with a logarithmic vertical axis.</summary>
    public Plot WithLogY() => new(this) { IsLogY = true };

    /// <summary>One line: title, series, how many points each has and its last value.</summary>
    public override string ToString()
    {
        var series = Series.Where(each => !each.IsFaint).Select(each => Kind == PlotKind.Bars
            ? $"{each.Name} ({string.Join(", ", Categories.Zip(each.Y, (category, value) => $"{category}: {NumberText.Readable(value)}"))})"
            : $"{each.Name} ({each.PointCount:N0} points, last {NumberText.Readable(each.Last)})").ToArray();
        return $"{Title}: {(series.Length == 0 ? "no data yet" : string.Join("; ", series))}";
    }

    internal Plot Add(string name, double[] x, double[] y, string[]? hover, int buckets = Thinning.Buckets, int? color = null, bool faint = false, PixelBatch? pictures = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (x.Length != y.Length || (hover is not null && hover.Length != y.Length))
            throw new ArgumentException($"Series \"{name}\" has {x.Length} x, {y.Length} y" + (hover is null ? "" : $", {hover.Length} hover texts") + "; give as many of each.", nameof(x));
        if (Series.Any(other => other.Name == name))
            throw new ArgumentException($"This plot has a series \"{name}\" already; give each its own name.", nameof(name));
        var kept = y.Length <= Thinning.Limit || Kind == PlotKind.Bars ? null
            : Kind == PlotKind.Lines ? Thinning.Extremes(y, buckets) : Thinning.Evenly(y.Length);
        var series = new PlotSeries(name, Pick(x, kept), Pick(y, kept), hover is null ? null : Pick(hover, kept))
        {
            PointCount = y.Length,
            Last = y.Length > 0 ? y[^1] : double.NaN,
            Color = color ?? Series.Length,
            IsFaint = faint,
            Pictures = kept is null ? pictures : pictures?.Pick(kept),
        };
        return new(this) { Series = [.. Series, series] };
    }

    private static T[] Pick<T>(T[] all, int[]? kept) => kept is null ? all : Array.ConvertAll(kept, index => all[index]);

    private static double[] Doubles<T>(IEnumerable<T> values) where T : INumberBase<T> =>
        [.. values.Select(double.CreateChecked)];
}

internal enum PlotKind
{
    Lines,
    Scatter,
    Bars,
}

internal sealed class PlotFormatters() : FormatterSource<Plot>(
    (Mime.Plotly, PlotlyJson.Write),
    (Mime.Html, plot => PlotHtml.Write(plot, isAlive: true)),
    (Mime.Svg, SvgChart.Write),
    (Mime.Plain, plot => plot.ToString()));

using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Training;

/// <summary>Losses (or any figures) of a training loop by name and step. Adding one costs no allocation beyond the lists' growth. Shows itself as its plot.
/// Not for several threads at once.
/// <code>
/// var losses = new LossHistory();
/// losses.Add("discriminator", step, dLoss);
/// losses.ThrowIfNonFinite();
/// losses.ToPlot("Losses", yTitle: "binary cross-entropy", window: 50)
/// </code></summary>
[TypeFormatterSource(typeof(LossHistoryFormatters), PreferredMimeTypes = [Mime.Plotly, Mime.Html, Mime.Svg, Mime.Plain])]
public sealed partial class LossHistory : IPlottable, ICheckpointed
{
    private const int FaintBuckets = 180;
    private const int AverageBuckets = 100;

    private readonly OrderedDictionary<string, Series> _series = [];

    /// <summary>Names of the series, in the order of their first values.</summary>
    public IReadOnlyList<string> Names => _series.Keys;

    /// <summary>The first value that was NaN or infinite, or null while all are finite.</summary>
    public NonFiniteLoss? FirstNonFinite { get; private set; }

    /// <summary>Keeps a value; one that is not finite too, see <see cref="FirstNonFinite"/>.</summary>
    /// <param name="name">Name of the series; the first value of a new name starts one.</param>
    /// <param name="step">The training step.</param>
    /// <param name="value">The loss.</param>
    public void Add(string name, long step, double value)
    {
        if (!_series.TryGetValue(name, out var series))
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            _series[name] = series = new Series();
        }
        if (!double.IsFinite(value) && FirstNonFinite is null)
            FirstNonFinite = new NonFiniteLoss(name, step, value, series.Values.Count > 0 ? series.Values[^1] : null);
        series.Steps.Add(step);
        series.Values.Add(value);
    }

    /// <summary>The steps of a series.</summary>
    /// <exception cref="KeyNotFoundException">There is no series of this name.</exception>
    public IReadOnlyList<long> Steps(string name) => Find(name).Steps;

    /// <summary>The values of a series.</summary>
    /// <exception cref="KeyNotFoundException">There is no series of this name.</exception>
    public IReadOnlyList<double> Values(string name) => Find(name).Values;

    /// <summary>Mean of the finite ones among a series' last <paramref name="count"/> values; NaN where there is none.</summary>
    /// <exception cref="KeyNotFoundException">There is no series of this name.</exception>
    public double Mean(string name, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Find(name).Values.TakeLast(count).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>The moving average of a series: for each value the mean of it and up to <paramref name="window"/> − 1 before it. Values that are not
    /// finite are left out of the means, and stay gaps (NaN) themselves.</summary>
    /// <exception cref="KeyNotFoundException">There is no series of this name.</exception>
    public double[] MovingAverage(string name, int window) => Training.MovingAverage.Trailing(Find(name).Values, window);

    /// <summary>Stops a training loop whose loss went NaN or infinite.</summary>
    /// <exception cref="NonFiniteLossException">A value was not finite; the message names the series, the step and the value before.</exception>
    public void ThrowIfNonFinite()
    {
        if (FirstNonFinite is { } loss)
            throw new NonFiniteLossException(loss);
    }

    /// <summary>The losses as lines over the steps.</summary>
    /// <param name="title">Shown above the plot.</param>
    /// <param name="xTitle">Title of the horizontal axis.</param>
    /// <param name="yTitle">Title of the vertical axis.</param>
    /// <param name="window">Above 1: the moving average over so many values is drawn, with the values themselves pale behind it.</param>
    public Plot ToPlot(string title = "Losses", string xTitle = "step", string yTitle = "loss", int window = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var plot = Plot.Lines(title, xTitle, yTitle);
        var color = 0;
        foreach (var (name, series) in _series)
        {
            double[] steps = [.. series.Steps], values = [.. series.Values];
            if (window == 1)
                plot = plot.Add(name, steps, values, hover: null, color: color);
            else
                // Two lines each, of fewer points, so that the plot weighs no more than the plain one; an average is smooth anyway.
                plot = plot.Add(name + " (each step)", steps, values, hover: null, buckets: FaintBuckets, color: color, faint: true)
                    .Add(name, steps, Training.MovingAverage.Trailing(values, window), hover: null, buckets: AverageBuckets, color: color);
            color++;
        }
        return plot;
    }

    Plot IPlottable.ToPlot() => ToPlot();

    private Series Find(string name) => _series.TryGetValue(name, out var series) ? series
        : throw new KeyNotFoundException($"No losses named \"{name}\" were added; there are: {(_series.Count == 0 ? "none" : string.Join(", ", _series.Keys))}.");

    private sealed class Series
    {
        public List<long> Steps { get; } = [];

        public List<double> Values { get; } = [];
    }
}

internal sealed class LossHistoryFormatters() : FormatterSource<LossHistory>(
    (Mime.Plotly, losses => PlotlyJson.Write(losses.ToPlot())),
    (Mime.Html, losses => PlotHtml.Write(losses.ToPlot(), isAlive: true)),
    (Mime.Svg, losses => SvgChart.Write(losses.ToPlot())),
    (Mime.Plain, losses => losses.ToPlot().ToString()));

using System.Text;
using static AigcNotebooks.Display.NumberText;

namespace AigcNotebooks.Display;

/// <summary>Draws a <see cref="Plot"/> as a small SVG picture, for viewers that run no script: title, legend, axes with round ticks,
/// grid, and the marks. Its colours are readable on light and on dark pages.</summary>
internal sealed class SvgChart
{
    public const int Width = 720;
    public const int Height = PlotlyJson.Height;
    public const string Font = "system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif";
    private const double FontSize = 12;

    private readonly Plot _plot;
    private readonly StringBuilder _svg = new();
    private readonly double _left, _right, _top, _bottom;
    private readonly AxisScale _x, _y;
    private readonly List<(double X, double Y, PlotSeries Series)> _legend = [];

    private SvgChart(Plot plot)
    {
        _plot = plot;
        _right = Width - 14;
        _top = LayOutLegend(plot.Title.Length > 0 ? 36 : 14) + 12;
        _bottom = Height - (plot.XTitle.Length > 0 ? 46 : 28);
        var drawn = plot.Series.SelectMany(series => Enumerable.Range(0, series.Y.Length)
            .Where(i => series.IsDrawn(i, plot.IsLogX, plot.IsLogY)).Select(i => (X: series.X[i], Y: series.Y[i]))).ToArray();
        var heights = drawn.Select(point => point.Y);
        var fromZero = plot.Kind == PlotKind.Bars && !plot.IsLogY;
        _y = new AxisScale(fromZero ? heights.Append(0) : heights, plot.IsLogY, 0.05, fromZero, _bottom, _top);
        _left = _y.Ticks.Max(tick => TextWidth(tick.Label)) + (plot.YTitle.Length > 0 ? 32 : 14);
        _x = new AxisScale(drawn.Select(point => point.X), plot.IsLogX, plot.Kind == PlotKind.Scatter ? 0.05 : 0, fromZero: false, _left, _right);
    }

    /// <summary>The picture: an <c>svg</c> element of 720 × 400 CSS pixels.</summary>
    public static string Write(Plot plot) => new SvgChart(plot).Draw();

    private string Draw()
    {
        _svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" ")
            .Append($"font-family=\"{Font}\" font-size=\"{Pixel(FontSize)}\" fill=\"{Palette.Ink}\"><title>{Escape(_plot.ToString())}</title>");
        if (_plot.Title.Length > 0)
            Text(10, 23, _plot.Title, "font-size=\"15\"");
        DrawAxes();
        var marks = new SvgMarks(_svg, _plot, _x, _y, _left, _right, _bottom);
        foreach (var series in _plot.Series)
            marks.Draw(series);
        if (_plot.Series.Length == 0)
            Text((_left + _right) / 2, (_top + _bottom) / 2, "no data yet", "text-anchor=\"middle\"");
        foreach (var (x, y, series) in _legend)
        {
            marks.DrawKey(series, x, y - 4);
            Text(x + 26, y, series.Name);
        }
        return _svg.Append("</svg>").ToString();
    }

    private void DrawAxes()
    {
        var grid = new StringBuilder();
        foreach (var (pixel, label) in _y.Ticks)
        {
            grid.Append($"M{Pixel(_left)} {Pixel(pixel)}H{Pixel(_right)}");
            Text(_left - 6, pixel + 4, label, "text-anchor=\"end\"");
        }
        if (_plot.Kind == PlotKind.Bars)
            DrawCategories();
        else
            foreach (var (pixel, label) in _x.Ticks)
            {
                grid.Append($"M{Pixel(pixel)} {Pixel(_top)}V{Pixel(_bottom)}");
                // A label at the very edge moves in rather than out of the picture.
                var half = TextWidth(label) / 2;
                Text(Math.Min(pixel, Width - half - 2), _bottom + 17, label, "text-anchor=\"middle\"");
            }
        _svg.Append($"<path d=\"{grid}\" stroke=\"#808080\" stroke-opacity=\".25\" fill=\"none\"/>")
            .Append($"<path d=\"M{Pixel(_left)} {Pixel(_top)}V{Pixel(_bottom)}H{Pixel(_right)}\" stroke=\"{Palette.Ink}\" fill=\"none\"/>");
        if (_plot.XTitle.Length > 0)
            Text((_left + _right) / 2, Height - 9, _plot.XTitle, "text-anchor=\"middle\" font-size=\"13\"");
        if (_plot.YTitle.Length > 0)
            _svg.Append($"<g transform=\"translate(15 {Pixel((_top + _bottom) / 2)})rotate(-90)\"><text text-anchor=\"middle\" font-size=\"13\">{Escape(_plot.YTitle)}</text></g>");
    }

    private void DrawCategories()
    {
        var slot = (_right - _left) / Math.Max(1, _plot.Categories.Length);
        // Long names of many categories would run into each other: then every second, third, … is named.
        var widest = _plot.Categories.Select(TextWidth).DefaultIfEmpty().Max() + 6;
        var every = Math.Max(1, (int)Math.Ceiling(widest / slot));
        for (var i = 0; i < _plot.Categories.Length; i += every)
            Text(_left + (i + 0.5) * slot, _bottom + 17, _plot.Categories[i], "text-anchor=\"middle\"");
    }

    /// <summary>Places the names of the series in lines that fit; returns the baseline of the last line.</summary>
    private double LayOutLegend(double baseline)
    {
        var named = _plot.Series.Where(series => !series.IsFaint).ToArray();
        if (named.Length == 0)
            return baseline - 14;
        var (x, y) = (10.0, baseline + 8);
        foreach (var series in named)
        {
            var width = TextWidth(series.Name) + 44;
            if (x > 10 && x + width > _right)
                (x, y) = (10, y + 18);
            _legend.Add((x, y, series));
            x += width;
        }
        return y;
    }

    private void Text(double x, double y, string text, string attributes = "") =>
        _svg.Append($"<text x=\"{Pixel(x)}\" y=\"{Pixel(y)}\"{(attributes.Length > 0 ? " " : "")}{attributes}>{Escape(text)}</text>");

    // Nothing here measures fonts; this is wide enough for common ones.
    private static double TextWidth(string text) => text.Length * FontSize * 0.58;

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);
}

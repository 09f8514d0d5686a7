using System.Text;
using static AigcNotebooks.Display.NumberText;

namespace AigcNotebooks.Display;

/// <summary>Draws the marks of an <see cref="SvgChart"/>: lines, circles, bars, and their keys in the legend.</summary>
internal sealed class SvgMarks(StringBuilder svg, Plot plot, AxisScale x, AxisScale y, double left, double right, double bottom)
{
    public void Draw(PlotSeries series)
    {
        if (plot.Kind == PlotKind.Lines)
            DrawLine(series);
        else if (plot.Kind == PlotKind.Scatter)
            DrawMarkers(series);
        else
            DrawBars(series);
    }

    public void DrawKey(PlotSeries series, double keyX, double keyY)
    {
        if (plot.Kind == PlotKind.Lines)
            svg.Append($"<path d=\"M{Pixel(keyX)} {Pixel(keyY)}h20\" {Stroke(series, 2.5)}/>");
        else if (plot.Kind == PlotKind.Scatter)
            svg.Append($"<circle cx=\"{Pixel(keyX + 12)}\" cy=\"{Pixel(keyY)}\" r=\"4\" ")
                .Append(IsHollow(series) ? $"fill=\"none\" stroke=\"{Palette.Color(series.Color)}\"/>" : $"fill=\"{Palette.Color(series.Color)}\"/>");
        else
            svg.Append($"<path d=\"M{Pixel(keyX + 8)} {Pixel(keyY - 5)}h10v10h-10z\" fill=\"{Palette.Color(series.Color)}\"/>");
    }

    private void DrawLine(PlotSeries series)
    {
        var (path, dots) = (new StringBuilder(), new StringBuilder());
        // Whole tenths of a pixel: relative steps are short, and adding them up does not drift.
        var (lastX, lastY) = (0L, 0L);
        var isPenDown = false;
        for (var i = 0; i < series.Y.Length; i++)
        {
            if (!IsDrawn(series, i))
            {
                isPenDown = false;
                continue;
            }
            var (atX, atY) = ((long)Math.Round(x.Pixel(series.X[i]) * 10), (long)Math.Round(y.Pixel(series.Y[i]) * 10));
            if (isPenDown)
                path.Append('l').Append(Pixel((atX - lastX) / 10.0)).Append(atY >= lastY ? " " : "").Append(Pixel((atY - lastY) / 10.0));
            else
                path.Append('M').Append(Pixel(atX / 10.0)).Append(' ').Append(Pixel(atY / 10.0));
            // A point alone between two gaps has no line to be seen by.
            if (series.HasMarkers || (!isPenDown && !IsDrawn(series, i + 1)))
                AppendDot(dots, series, i);
            (lastX, lastY, isPenDown) = (atX, atY, true);
        }
        if (path.Length > 0)
            svg.Append($"<path d=\"{path}\" {Stroke(series, 1.5)}/>");
        AppendDots(dots, series);
    }

    private void DrawMarkers(PlotSeries series)
    {
        var dots = new StringBuilder();
        for (var i = 0; i < series.Y.Length; i++)
            if (IsDrawn(series, i))
                AppendDot(dots, series, i);
        AppendDots(dots, series);
    }

    // A round line of no length is a dot: one path for all of them is a third of the size of circles.
    private void AppendDot(StringBuilder dots, PlotSeries series, int point) => dots.Append(IsHollow(series)
        ? $"M{Pixel(x.Pixel(series.X[point]) - 2.5)} {Pixel(y.Pixel(series.Y[point]))}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0"
        : $"M{Pixel(x.Pixel(series.X[point]))} {Pixel(y.Pixel(series.Y[point]))}h0");

    private void AppendDots(StringBuilder dots, PlotSeries series)
    {
        if (dots.Length > 0 && IsHollow(series))
            svg.Append($"<path d=\"{dots}\" fill=\"none\" stroke=\"{Palette.Color(series.Color)}\" stroke-width=\"1.2\"/>");
        else if (dots.Length > 0)
            svg.Append($"<path d=\"{dots}\" stroke=\"{Palette.Color(series.Color)}\" stroke-width=\"6\" stroke-linecap=\"round\" stroke-opacity=\".8\"/>");
    }

    private bool IsHollow(PlotSeries series) => plot.Kind == PlotKind.Scatter && Palette.IsDashed(series.Color);

    private bool IsDrawn(PlotSeries series, int point) => point < series.Y.Length && series.IsDrawn(point, plot.IsLogX, plot.IsLogY);

    private void DrawBars(PlotSeries series)
    {
        var slot = (right - left) / Math.Max(1, plot.Categories.Length);
        var width = slot * 0.8 / plot.Series.Length;
        var first = slot * 0.1 + width * Array.IndexOf(plot.Series, series);
        var zero = plot.IsLogY ? bottom : y.Pixel(0);
        var path = new StringBuilder();
        for (var i = 0; i < series.Y.Length; i++)
            if (series.IsDrawn(i, logX: false, plot.IsLogY))
                path.Append($"M{Pixel(left + i * slot + first)} {Pixel(zero)}V{Pixel(y.Pixel(series.Y[i]))}h{Pixel(width)}V{Pixel(zero)}z");
        svg.Append($"<path d=\"{path}\" fill=\"{Palette.Color(series.Color)}\"/>");
    }

    private static string Stroke(PlotSeries series, double width) =>
        $"fill=\"none\" stroke=\"{Palette.Color(series.Color)}\" stroke-width=\"{Pixel(width)}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"" +
        (series.IsFaint ? " stroke-opacity=\".3\"" : "") + (Palette.IsDashed(series.Color) ? " stroke-dasharray=\"6 4\"" : "");
}

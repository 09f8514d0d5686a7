using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AigcNotebooks.Display;

/// <summary>Writes a <see cref="Plot"/> as Plotly's figure: <c>{"data": […], "layout": {…}}</c> (plotly.com/javascript/reference).</summary>
internal static class PlotlyJson
{
    /// <summary>Height of a figure in CSS pixels, alive or still.</summary>
    public const int Height = 400;

    // `<`, `>` and `&` are written as \u003C and so on: the text may stand inside a <script> element.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(Plot plot)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var series in plot.Series)
                WriteTrace(json, plot, series);
            json.WriteEndArray();
            WriteLayout(json, plot);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteTrace(Utf8JsonWriter json, Plot plot, PlotSeries series)
    {
        json.WriteStartObject();
        json.WriteString("type", plot.Kind == PlotKind.Bars ? "bar" : "scatter");
        json.WriteString("name", Escape(series.Name));
        if (plot.Kind != PlotKind.Bars)
            json.WriteString("mode", plot.Kind == PlotKind.Scatter ? "markers" : series.HasMarkers ? "lines+markers" : "lines");
        json.WritePropertyName(plot.Kind == PlotKind.Lines ? "line" : "marker");
        json.WriteStartObject();
        json.WriteString("color", Palette.Color(series.Color));
        if (plot.Kind == PlotKind.Lines)
            json.WriteNumber("width", 1.5);
        if (plot.Kind == PlotKind.Lines && Palette.IsDashed(series.Color))
            json.WriteString("dash", "dash");
        if (plot.Kind == PlotKind.Scatter && Palette.IsDashed(series.Color))
            json.WriteString("symbol", "circle-open");
        json.WriteEndObject();
        if (series.IsFaint)
        {
            json.WriteNumber("opacity", 0.3);
            json.WriteBoolean("showlegend", false);
            json.WriteString("hoverinfo", "skip");
        }
        json.WritePropertyName("x");
        if (plot.Kind == PlotKind.Bars)
            WriteStrings(json, plot.Categories);
        else
            WriteNumbers(json, series.X, plot.IsLogX);
        json.WritePropertyName("y");
        WriteNumbers(json, series.Y, plot.IsLogY);
        if (series.Hover is not null)
        {
            json.WritePropertyName("hovertext");
            WriteStrings(json, series.Hover);
            json.WriteString("hoverinfo", "text+name");
        }
        json.WriteEndObject();
    }

    private static void WriteLayout(Utf8JsonWriter json, Plot plot)
    {
        json.WriteStartObject("layout");
        json.WriteNumber("height", Height);
        WriteText(json, "title", plot.Title, 15);
        json.WriteString("paper_bgcolor", "rgba(0,0,0,0)");
        json.WriteString("plot_bgcolor", "rgba(0,0,0,0)");
        json.WriteStartObject("font");
        json.WriteString("color", Palette.Ink);
        json.WriteString("family", SvgChart.Font);
        json.WriteEndObject();
        json.WriteStartObject("margin");
        foreach (var (side, pixels) in new[] { ("l", 60), ("r", 20), ("t", 70), ("b", 50) })
            json.WriteNumber(side, pixels);
        json.WriteEndObject();
        json.WriteStartObject("legend");
        json.WriteString("orientation", "h");
        json.WriteNumber("x", 0);
        json.WriteNumber("y", 1.01);
        json.WriteString("yanchor", "bottom");
        json.WriteEndObject();
        json.WriteStartObject("modebar");
        json.WriteString("bgcolor", "rgba(0,0,0,0)");
        json.WriteEndObject();
        json.WriteBoolean("showlegend", plot.Series.Length > 0);
        if (plot.Series.Length == 0)
            WriteNoData(json);
        json.WriteString("hovermode", plot.Kind == PlotKind.Lines ? "x" : "closest");
        if (plot.Kind == PlotKind.Bars)
            json.WriteString("barmode", "group");
        WriteAxis(json, "xaxis", plot.XTitle, plot.Kind == PlotKind.Bars ? "category" : plot.IsLogX ? "log" : "linear");
        WriteAxis(json, "yaxis", plot.YTitle, plot.IsLogY ? "log" : "linear");
        json.WriteEndObject();
    }

    private static void WriteAxis(Utf8JsonWriter json, string name, string title, string type)
    {
        json.WriteStartObject(name);
        WriteText(json, "title", title, 13);
        json.WriteString("type", type);
        json.WriteString("gridcolor", Palette.Grid);
        json.WriteBoolean("zeroline", false);
        json.WriteBoolean("automargin", true);
        json.WriteBoolean("separatethousands", true);
        json.WriteString("exponentformat", type == "log" ? "power" : "e");
        json.WriteNumber("minexponent", type == "log" ? 3 : 6);
        json.WriteEndObject();
    }

    private static void WriteNoData(Utf8JsonWriter json)
    {
        json.WriteStartArray("annotations");
        json.WriteStartObject();
        json.WriteString("text", "no data yet");
        json.WriteString("xref", "paper");
        json.WriteString("yref", "paper");
        json.WriteNumber("x", 0.5);
        json.WriteNumber("y", 0.5);
        json.WriteBoolean("showarrow", false);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text, int size)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Escape(text));
        json.WriteStartObject("font");
        json.WriteNumber("size", size);
        json.WriteEndObject();
        if (name == "title" && size > 13)
        {
            json.WriteNumber("x", 0.01);
            json.WriteNumber("y", 0.97);
        }
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, double[] values, bool isLog)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty();
        var range = isLog ? 0 : finite.Max() - finite.Min();
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteRawValue(isLog && value <= 0 ? "null" : NumberText.Json(value, range));
        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string[] values)
    {
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteStringValue(Escape(value));
        json.WriteEndArray();
    }

    // Plotly reads a little HTML in every text: a name such as "p < 0.5" must not open a tag.
    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\n", "<br>");
}

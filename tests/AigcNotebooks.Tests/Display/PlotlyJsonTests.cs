using System.Text.Json;
using AigcNotebooks.Display;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class PlotlyJsonTests
{
    [Fact]
    public void Lines_become_scatter_traces_with_titles()
    {
        var figure = Parse(Plot.Lines("Losses", "step", "BCE").Add("D", [1, 2], [0.5, 0.25]).Add("G", [1, 2], [1.5, 1.25]));

        var traces = figure.GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal(["D", "G"], traces.Select(trace => trace.GetProperty("name").GetString()));
        Assert.All(traces, trace => Assert.Equal("scatter", trace.GetProperty("type").GetString()));
        Assert.NotEqual(traces[0].GetProperty("line").GetProperty("color").GetString(), traces[1].GetProperty("line").GetProperty("color").GetString());
        Assert.Equal([1.0, 2.0], Numbers(traces[1], "x"));
        Assert.Equal([1.5, 1.25], Numbers(traces[1], "y"));
        var layout = figure.GetProperty("layout");
        Assert.Equal("Losses", Text(layout, "title"));
        Assert.Equal("step", Text(layout.GetProperty("xaxis"), "title"));
        Assert.Equal("BCE", Text(layout.GetProperty("yaxis"), "title"));
    }

    [Fact]
    public void What_is_not_finite_is_null()
    {
        var trace = Parse(Plot.Lines("").Add("a", [1, 2, 3, 4, 5], [0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1])).GetProperty("data")[0];

        Assert.Equal([0.5, null, null, null, 1.0], Numbers(trace, "y"));
    }

    [Fact]
    public void On_a_logarithmic_axis_what_is_not_positive_is_null()
    {
        var figure = Parse(Plot.Lines("").Add("a", [-1.0, 0, 1, 10], [0, 1e-5, -3, 100.0]).WithLogX().WithLogY());

        Assert.Equal([null, null, 1.0, 10.0], Numbers(figure.GetProperty("data")[0], "x"));
        Assert.Equal([null, 1e-5, null, 100.0], Numbers(figure.GetProperty("data")[0], "y"));
        Assert.Equal("log", figure.GetProperty("layout").GetProperty("xaxis").GetProperty("type").GetString());
        Assert.Equal("log", figure.GetProperty("layout").GetProperty("yaxis").GetProperty("type").GetString());
    }

    [Fact]
    public void Bars_are_grouped_by_category()
    {
        var figure = Parse(Plot.Bars("Digits", [0, 1]).Add("real", [980, 1135]).Add("generator", [700, 2000]));

        Assert.Equal("group", figure.GetProperty("layout").GetProperty("barmode").GetString());
        Assert.All(figure.GetProperty("data").EnumerateArray(), trace =>
        {
            Assert.Equal("bar", trace.GetProperty("type").GetString());
            Assert.Equal(["0", "1"], trace.GetProperty("x").EnumerateArray().Select(x => x.GetString()));
        });
    }

    [Theory]
    [InlineData(0.693147, 1, "0.6931")]
    [InlineData(12345, 0, "12345")]
    [InlineData(9379.6, 9380, "9380")]
    [InlineData(1.5e-7, 1, "1.5E-07")]
    [InlineData(100000.1234, 1, "100000.123")]
    [InlineData(0, 1, "0")]
    [InlineData(double.NaN, 1, "null")]
    public void Numbers_are_as_short_as_the_axis_allows(double value, double range, string expected) =>
        Assert.Equal(expected, NumberText.Json(value, range));

    [Fact]
    public void Texts_open_no_tag_neither_in_the_page_nor_in_Plotly()
    {
        var json = PlotlyJson.Write(Plot.Lines("</script><b>").Add("p < 0.5 & \"q\"", [1]));

        Assert.DoesNotContain('<', json);
        var figure = JsonDocument.Parse(json).RootElement;
        Assert.Equal("&lt;/script&gt;&lt;b&gt;", Text(figure.GetProperty("layout"), "title"));
        Assert.Equal("p &lt; 0.5 &amp; \"q\"", figure.GetProperty("data")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Hover_texts_come_with_their_points() =>
        Assert.Equal(["a seven", "a two"], Parse(Plot.Scatter("").Add("a", [1, 2], [3, 4], ["a seven", "a two"])).GetProperty("data")[0]
            .GetProperty("hovertext").EnumerateArray().Select(text => text.GetString()));

    private static JsonElement Parse(Plot plot) => JsonDocument.Parse(PlotlyJson.Write(plot)).RootElement;

    private static string? Text(JsonElement parent, string name) => parent.GetProperty(name).GetProperty("text").GetString();

    private static IEnumerable<double?> Numbers(JsonElement trace, string name) =>
        trace.GetProperty(name).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble());
}

using System.Globalization;
using System.Xml.Linq;
using AigcNotebooks.Display;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class SvgChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Draws_titles_legend_and_ticks_as_text()
    {
        var texts = Texts(Plot.Lines("Losses <of D & G>", "step", "BCE").Add("D's", [0, 5, 10], [0.0, 1, 2]).Add("G", [0, 5, 10], [2.0, 1, 0]));

        Assert.Superset(new HashSet<string> { "Losses <of D & G>", "step", "BCE", "D's", "G", "0", "2", "4", "10", "1.0", "2.0" }, texts);
    }

    [Fact]
    public void A_line_goes_through_its_points()
    {
        // Two points across the whole plot: the line ends where the axes do.
        var path = LinePath(Plot.Lines("").Add("a", [0, 1], [0.0, 1]));

        Assert.StartsWith("M", path);
        Assert.Equal(1, path.Count(c => c == 'l'));
        var step = path[(path.IndexOf('l') + 1)..].Split(['-', ' ']).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(step[0], 600, 710);
        Assert.InRange(step[1], 250, 400);
    }

    [Fact]
    public void A_NaN_interrupts_the_line() =>
        Assert.Equal(2, LinePath(Plot.Lines("").Add("a", [1, 2, double.NaN, 3, 4])).Count(c => c == 'M'));

    [Fact]
    public void A_point_alone_between_gaps_is_a_dot_even_on_a_long_line()
    {
        var values = Enumerable.Repeat(1.0, 100).ToArray();
        (values[49], values[50], values[51]) = (double.NaN, 5, double.NaN);

        Assert.Single(Document(Plot.Lines("").Add("a", values)).Descendants(Svg + "path"), path => path.Attribute("stroke-width")?.Value == "6");
    }

    [Fact]
    public void Bars_stand_on_zero()
    {
        var drawing = Document(Plot.Bars("", ["a", "b"]).Add("real", [1.0, 4.0]));
        var bars = drawing.Descendants(Svg + "path").Last(path => path.Attribute("fill")?.Value.StartsWith('#') == true && path.Attribute("d")!.Value.Contains('V')).Attribute("d")!.Value;
        var numbers = bars.Split(['M', ' ', 'V', 'h', 'z'], StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();

        // M x zero V top h width V zero z, twice.
        Assert.Equal(numbers[1], numbers[6]);
        Assert.Equal(4, (numbers[6] - numbers[7]) / (numbers[1] - numbers[2]), 0.02);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 3.0 })]
    [InlineData(new[] { 7.0, 7.0, 7.0 })]
    [InlineData(new[] { double.NaN, double.NaN })]
    [InlineData(new[] { 1e300, -1e300 })]
    [InlineData(new[] { 1e-300, 2e-300 })]
    [InlineData(new[] { 1e12, 1e12 + 1 })]
    [InlineData(new[] { -5.0, 0, double.PositiveInfinity })]
    public void Any_values_give_a_picture_of_finite_coordinates(double[] values)
    {
        foreach (var plot in new[] { Plot.Lines("t"), Plot.Lines("t").WithLogX().WithLogY(), Plot.Scatter("t"), Plot.Bars("t", values), Plot.Bars("t", values).WithLogY() })
        {
            var coordinates = Document(plot.Add("a", values)).Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "d" or "x" or "y");
            Assert.All(coordinates, attribute => Assert.DoesNotMatch("NaN|∞|Infinity|E", attribute.Value));
        }
    }

    [Fact]
    public void Without_data_it_says_so() => Assert.Contains("no data yet", Texts(Plot.Lines("Losses")));

    [Theory]
    [InlineData(0.21, 0.5)]
    [InlineData(0.5, 0.5)]
    [InlineData(1234, 2000)]
    [InlineData(0.00081, 0.001)]
    public void Steps_between_ticks_are_round(double rough, double step) => Assert.Equal(step, AxisScale.NiceStep(rough), step * 1e-9);

    [Fact]
    public void Logarithmic_ticks_are_powers_of_ten()
    {
        var labels = new AxisScale([1e-5, 1], isLog: true, 0, fromZero: false, 0, 600).Ticks.Select(tick => tick.Label);

        Assert.Equal(["1e-5", "0.0001", "0.001", "0.01", "0.1", "1"], labels);
    }

    private static XDocument Document(Plot plot) => XDocument.Parse(SvgChart.Write(plot));

    private static HashSet<string> Texts(Plot plot) => [.. Document(plot).Descendants(Svg + "text").Select(text => text.Value)];

    // The key in the legend is drawn last, the line itself just before its markers.
    private static string LinePath(Plot plot) =>
        Document(plot).Descendants(Svg + "path").Single(path => path.Attribute("stroke-width")?.Value == "1.5").Attribute("d")!.Value;
}

using System.Text.Json;
using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class TableTests
{
    private static readonly FigureTable Figures = new FigureTable("01-gan-mnist", "smoke", "MNIST", 7)
        .Add("Fréchet distance", 38.4123, n: 10_000, target: "≤ 60")
        .Add("training time", double.NaN, unit: "s");

    [Fact]
    public void Figures_carry_exactly_the_agreed_json() => Assert.Equal(
        """{"notebook":"01-gan-mnist","profile":"smoke","dataset":"MNIST","seed":7,"metrics":[{"name":"Fréchet distance","value":38.4123,"unit":"","n":10000,"target":"≤ 60"},{"name":"training time","value":null,"unit":"s","n":null,"target":null}]}""",
        JsonSerializer.Serialize(JsonDocument.Parse(Formatter.ToDisplayString(Figures, "application/json")).RootElement,
            new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    [Fact]
    public void Figures_as_text_are_aligned()
    {
        string[] expected =
        [
            "01-gan-mnist · smoke · MNIST · seed 7",
            "figure                 value  unit       n  target",
            "----------------  ----------  ----  ------  ------",
            "Fréchet distance       38.41        10,000  ≤ 60",
            "training time     not finite  s",
        ];

        Assert.Equal(expected, Figures.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void A_figure_of_a_taken_name_is_an_error() =>
        Assert.Contains("\"training time\" already", Assert.Throws<ArgumentException>(() => Figures.Add("training time", 1)).Message);

    [Fact]
    public void A_comparison_shows_texts_numbers_and_nothing()
    {
        var table = new ComparisonTable("Judged", "images", "distance", "n", "remark")
            .Add("real", 1.23456, 10_000, "the floor")
            .Add("noise", float.PositiveInfinity, null, null);

        string[] expected =
        [
            "Judged",
            "images  distance       n  remark",
            "------  --------  ------  ---------",
            "real       1.235  10,000  the floor",
            "noise          ∞       —  —",
        ];
        Assert.Equal(expected, table.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void Html_escapes_what_it_shows()
    {
        var html = Formatter.ToDisplayString(new ComparisonTable("a < b", "x", "<i>").Add("p & q", "</td>"), "text/html");

        Assert.All(new[] { "a &lt; b", "&lt;i&gt;", "p &amp; q", "&lt;/td&gt;" }, text => Assert.Contains(text, html));
        Assert.DoesNotContain("<i>", html);
    }

    [Fact]
    public void A_cell_too_many_is_an_error_that_names_the_columns() =>
        Assert.Contains("has 2 cells; the table has 1 columns beside the name (distance)",
            Assert.Throws<ArgumentException>(() => new ComparisonTable("", "images", "distance").Add("real", 1, 2)).Message);

    [Theory]
    [InlineData(0.00001234, "1.234e-5")]
    [InlineData(0.12345, "0.1235")]
    [InlineData(99.999, "100")]
    [InlineData(1234567.8, "1,234,568")]
    [InlineData(-3.5, "-3.5")]
    [InlineData(double.NegativeInfinity, "-∞")]
    public void Numbers_for_people(double value, string expected) => Assert.Equal(expected, NumberText.Readable(value));
}

using AigcNotebooks.Display;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class PlotTests
{
    [Fact]
    public void Adding_a_series_leaves_the_plot_before_as_it_was()
    {
        var empty = Plot.Lines("Losses");
        var one = empty.Add("loss", [1.0, 2.0]);

        Assert.Empty(empty.Series);
        Assert.Single(one.Series);
    }

    [Fact]
    public void Takes_any_numbers()
    {
        long[] steps = [10, 20];
        float[] losses = [0.5f, 0.25f];

        var series = Plot.Lines("Losses").Add("loss", steps, losses).Series[0];

        Assert.Equal([10.0, 20.0], series.X);
        Assert.Equal([0.5, 0.25], series.Y);
    }

    [Fact]
    public void Without_x_counts_from_zero() =>
        Assert.Equal([0.0, 1.0, 2.0], Plot.Lines("Losses").Add("loss", [5, 6, 7]).Series[0].X);

    [Fact]
    public void Counts_that_differ_are_an_error_that_names_the_series()
    {
        var error = Assert.Throws<ArgumentException>(() => Plot.Lines("Losses").Add("generator", [1, 2, 3], [0.5, 0.6]));

        Assert.Contains("\"generator\" has 3 x, 2 y", error.Message);
    }

    [Fact]
    public void A_hover_text_too_few_is_an_error() =>
        Assert.Contains("1 hover texts", Assert.Throws<ArgumentException>(() => Plot.Scatter("Means").Add("a", [1, 2], [1, 2], ["one"])).Message);

    [Fact]
    public void Two_series_of_one_name_are_an_error() =>
        Assert.Contains("\"a\" already", Assert.Throws<ArgumentException>(() => Plot.Lines("Losses").Add("a", [1]).Add("a", [2])).Message);

    [Fact]
    public void A_bar_chart_wants_one_value_per_category()
    {
        var bars = Plot.Bars("Digits", Enumerable.Range(0, 10));

        Assert.Contains("3 values for 10 categories", Assert.Throws<ArgumentException>(() => bars.Add("real", [1, 2, 3])).Message);
        Assert.Throws<ArgumentException>(() => bars.Add("real", [1, 2], [1, 2]));
        Assert.Throws<InvalidOperationException>(() => bars.WithLogX());
    }

    [Fact]
    public void Says_in_one_line_what_it_shows()
    {
        Assert.Equal("Losses: no data yet", Plot.Lines("Losses").ToString());
        Assert.Equal("Losses: generator (3 points, last 0.6931)", Plot.Lines("Losses").Add("generator", [2, 1, Math.Log(2)]).ToString());
        Assert.Equal("Digits: real (zero: 980, one: 1,135)", Plot.Bars("Digits", ["zero", "one"]).Add("real", [980, 1135]).ToString());
    }

    [Fact]
    public void A_long_series_still_says_how_long_it_was_and_how_it_ended()
    {
        var values = Enumerable.Range(0, 9380).Select(i => (double)i).ToArray();

        Assert.Equal("Losses: loss (9,380 points, last 9,379)", Plot.Lines("Losses").Add("loss", values).ToString());
    }
}

using AigcNotebooks.Training;
using Xunit;

namespace AigcNotebooks.Tests.Training;

public sealed class LossHistoryTests
{
    [Fact]
    public void Keeps_series_apart_in_the_order_of_their_first_values()
    {
        var losses = new LossHistory();
        losses.Add("generator", 1, 0.7);
        losses.Add("discriminator", 1, 1.4);
        losses.Add("generator", 2, 0.8);

        Assert.Equal(["generator", "discriminator"], losses.Names);
        Assert.Equal([1L, 2], losses.Steps("generator"));
        Assert.Equal([0.7, 0.8], losses.Values("generator"));
        Assert.Equal([1.4], losses.Values("discriminator"));
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_known() =>
        Assert.Contains("there are: loss", Assert.Throws<KeyNotFoundException>(() => OneLoss().Values("lose")).Message);

    [Fact]
    public void The_first_value_that_is_not_finite_is_kept_and_reported()
    {
        var losses = OneLoss();
        Assert.Null(losses.FirstNonFinite);
        losses.ThrowIfNonFinite();

        losses.Add("loss", 412, double.NaN);
        losses.Add("loss", 413, double.PositiveInfinity);

        Assert.Equal([0.5, double.NaN, double.PositiveInfinity], losses.Values("loss"));
        Assert.Equal(new NonFiniteLoss("loss", 412, double.NaN, 0.5), losses.FirstNonFinite);
        var error = Assert.Throws<NonFiniteLossException>(losses.ThrowIfNonFinite);
        Assert.Contains("The loss \"loss\" is NaN at step 412, after 0.5.", error.Message);
        Assert.Equal(412, error.Loss.Step);
    }

    [Fact]
    public void Means_are_of_the_last_finite_values()
    {
        var losses = new LossHistory();
        foreach (var (step, value) in new[] { 9.0, 1, double.NaN, 3 }.Index())
            losses.Add("loss", step, value);

        Assert.Equal(2, losses.Mean("loss", 3));
        Assert.Equal(13.0 / 3, losses.Mean("loss", 100), 1e-12);
    }

    [Fact]
    public void Adding_allocates_nothing_but_the_lists_growth()
    {
        var losses = OneLoss();
        for (var step = 0; step < 5000; step++)
            losses.Add("loss", step, 0.5);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 3000; step++)
            losses.Add("loss", step, 0.5);

        // From 5,001 values to 8,001: the lists have room for 8,192 since they passed 4,096.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2999);
    }

    [Fact]
    public void The_plot_has_a_line_for_each_series()
    {
        var plot = OneLoss().ToPlot("Losses", yTitle: "BCE");

        Assert.Equal(("Losses", "step", "BCE"), (plot.Title, plot.XTitle, plot.YTitle));
        Assert.Equal([(1.0, 0.5)], plot.Series[0].X.Zip(plot.Series[0].Y));
    }

    [Fact]
    public void Smoothed_the_plot_has_the_average_before_the_pale_values()
    {
        var losses = new LossHistory();
        losses.Add("loss", 1, 1);
        losses.Add("loss", 2, 3);

        var plot = losses.ToPlot(window: 2);

        Assert.Equal([("loss (each step)", true), ("loss", false)], plot.Series.Select(series => (series.Name, series.IsFaint)));
        Assert.Equal([1.0, 3], plot.Series[0].Y);
        Assert.Equal([1.0, 2], plot.Series[1].Y);
        Assert.Equal(plot.Series[0].Color, plot.Series[1].Color);
    }

    [Fact]
    public void A_moving_average_equals_the_plain_mean_of_each_window()
    {
        var random = new Random(3);
        var losses = new LossHistory();
        var values = Enumerable.Range(0, 1000).Select(i => i % 97 == 0 ? double.NaN : Math.Exp(20 * random.NextDouble() - 10)).ToArray();
        foreach (var (step, value) in values.Index())
            losses.Add("loss", step, value);

        var averages = losses.MovingAverage("loss", 50);

        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                Assert.Equal(double.NaN, averages[i]);
                continue;
            }
            var expected = values[Math.Max(0, i - 49)..(i + 1)].Where(double.IsFinite).Average();
            Assert.Equal(expected, averages[i], expected * 1e-9);
        }
    }

    private static LossHistory OneLoss()
    {
        var losses = new LossHistory();
        losses.Add("loss", 1, 0.5);
        return losses;
    }
}

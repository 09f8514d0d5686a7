using AigcNotebooks.Display;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class ThinningTests
{
    private static readonly double[] Noise = [.. Enumerable.Range(0, 9380).Select(i => Math.Sin(i * 12.9898) / 10)];

    [Fact]
    public void A_thousand_points_are_all_shown_one_more_is_thinned()
    {
        Assert.Equal(1000, Plot.Lines("").Add("a", Noise[..1000]).Series[0].Y.Length);
        Assert.InRange(Plot.Lines("").Add("a", Noise[..1001]).Series[0].Y.Length, 250, 502);
        Assert.InRange(Plot.Lines("").Add("a", Noise).Series[0].Y.Length, 250, 502);
    }

    [Fact]
    public void Spikes_first_and_last_survive()
    {
        var values = Noise.ToArray();
        (values[4321], values[7000]) = (9, -9);

        var series = Plot.Lines("").Add("a", values).Series[0];

        Assert.Equal(9, series.Y[Array.IndexOf(series.X, 4321.0)]);
        Assert.Equal(-9, series.Y[Array.IndexOf(series.X, 7000.0)]);
        Assert.Equal((0, 9379), (series.X[0], series.X[^1]));
        Assert.Equal(values[^1], series.Y[^1]);
    }

    [Fact]
    public void Indices_ascend_and_none_comes_twice()
    {
        var kept = Thinning.Extremes(Noise);

        Assert.Equal(kept.Distinct().Order(), kept);
        Assert.All(kept, index => Assert.InRange(index, 0, Noise.Length - 1));
    }

    [Fact]
    public void A_gap_of_one_value_stays_a_gap()
    {
        var values = Noise.ToArray();
        values[5000] = double.NaN;

        Assert.Contains(5000, Thinning.Extremes(values));
    }

    [Fact]
    public void A_series_of_nothing_but_NaN_is_thinned_too() =>
        Assert.InRange(Thinning.Extremes([.. Enumerable.Repeat(double.NaN, 5000)]).Length, 250, 252);

    [Fact]
    public void Markers_are_chosen_evenly_with_their_hover_texts()
    {
        var numbers = Enumerable.Range(0, 5000).ToArray();

        var series = Plot.Scatter("").Add("a", numbers, numbers, numbers.Select(i => $"image {i}")).Series[0];

        Assert.Equal(1000, series.X.Length);
        Assert.Equal((0, 4995), (series.X[0], series.X[^1]));
        Assert.Equal("image 4995", series.Hover![^1]);
    }
}

using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class FrechetDistanceTests
{
    [Fact]
    public void A_shift_costs_its_squared_length()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var x = randn(500, 8);
        Assert.Equal(0, FrechetDistance.Between(x, x), 1e-6);
        Assert.Equal(8 * 9, FrechetDistance.Between(x, x + 3), 1e-3);
    }

    [Fact]
    public void A_scaling_costs_what_the_closed_form_says()
    {
        // Σ₂ = 4 Σ₁ commutes with Σ₁: tr(Σ₁ + 4Σ₁ − 2·2Σ₁) = tr Σ₁; the features have mean 0.
        using var scope = NewDisposeScope();
        manual_seed(0);
        var raw = randn(500, 8).to_type(ScalarType.Float64);
        var x = raw - raw.mean([0]);
        Assert.Equal(x.t().cov().trace().ToDouble(), FrechetDistance.Between(x, x * 2), 1e-6);
    }

    [Fact]
    public void Fewer_points_than_dimensions_still_have_a_distance()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        double distance = FrechetDistance.Between(randn(5, 32), randn(6, 32));
        Assert.True(double.IsFinite(distance) && distance > 0);
        Assert.Throws<ArgumentException>(() => FrechetDistance.Between(randn(1, 4), randn(5, 4)));
    }
}

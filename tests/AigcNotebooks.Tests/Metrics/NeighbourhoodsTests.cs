using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class NeighbourhoodsTests
{
    [Fact]
    public void Equal_sets_score_one_and_far_ones_zero()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var x = randn(1500, 4);
        Assert.Equal((1.0, 1.0), Neighbourhoods.PrecisionRecall(x, x));
        Assert.Equal((0.0, 0.0), Neighbourhoods.PrecisionRecall(x, x + 100));
        Assert.Equal((0.0, 0.0), Neighbourhoods.DensityCoverage(x, x + 100));
        Assert.Equal(1.0, Neighbourhoods.DensityCoverage(x, x).Coverage);
    }

    [Fact]
    public void One_repeated_point_is_faithful_and_not_varied()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var real = randn(400, 4);
        var fake = real[..1].repeat(400, 1) + randn(400, 4) * 1e-4;
        (double precision, double recall) = Neighbourhoods.PrecisionRecall(real, fake);
        Assert.Equal(1.0, precision);
        Assert.True(recall < 0.02, $"recall {recall}");
        Assert.True(Neighbourhoods.DensityCoverage(real, fake).Coverage < 0.1);
    }

    [Fact]
    public void They_agree_with_the_definitions_counted_by_hand()
    {
        // On a line: reals at 0, 1, 2, 3; with k = 1 every neighbourhood has radius 1. Fakes at 0.5, 2, 9.
        using var scope = NewDisposeScope();
        var real = tensor(new float[,] { { 0 }, { 1 }, { 2 }, { 3 } });
        var fake = tensor(new float[,] { { 0.5f }, { 2 }, { 9 } });
        Assert.Equal(2.0 / 3, Neighbourhoods.PrecisionRecall(real, fake, k: 1).Precision, 1e-12);
        // 0.5 lies in the balls around 0 and 1; 2 in those around 1, 2 and 3; 9 in none: 5 memberships over k·M = 3.
        Assert.Equal(5.0 / 3, Neighbourhoods.DensityCoverage(real, fake, k: 1).Density, 1e-12);
        Assert.Equal(1.0, Neighbourhoods.DensityCoverage(real, fake, k: 1).Coverage, 1e-12);
    }

    [Fact]
    public void Too_few_points_for_k_are_refused()
    {
        using var scope = NewDisposeScope();
        var e = Assert.Throws<ArgumentException>(() => Neighbourhoods.PrecisionRecall(randn(3, 2), randn(10, 2)));
        Assert.Contains("more than 3", e.Message);
    }
}

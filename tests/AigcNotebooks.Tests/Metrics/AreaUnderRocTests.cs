using AigcNotebooks.Metrics;
using Xunit;

namespace AigcNotebooks.Tests.Metrics;

public sealed class AreaUnderRocTests
{
    [Theory]
    [InlineData(new[] { 1f, 2 }, new[] { 3f, 4, 5 }, 1)]
    [InlineData(new[] { 3f, 4 }, new[] { 1f, 2, 0 }, 0)]
    [InlineData(new[] { 1f, 1 }, new[] { 1f }, 0.5)]
    [InlineData(new[] { 1f, 3 }, new[] { 2f, 3 }, 0.625)] // 2 > 1, 3 > 1, half for 3 and 3, of four pairs
    [InlineData(new[] { 0f }, new[] { float.PositiveInfinity, float.NegativeInfinity }, 0.5)]
    public void It_is_the_part_of_the_pairs_in_which_the_positive_scores_higher(float[] negatives, float[] positives, double expected) =>
        Assert.Equal(expected, AreaUnderRoc.Of(negatives, positives), 1e-12);

    [Fact]
    public void Nothing_to_compare_is_refused()
    {
        Assert.Throws<ArgumentException>(() => AreaUnderRoc.Of([], [1]));
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => AreaUnderRoc.Of([1], [float.NaN, 2])).Message);
    }
}

using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class FeatureMetricsTests
{
    [Fact]
    public void A_probe_reads_off_what_lies_on_one_side_of_a_plane()
    {
        using var scope = NewDisposeScope();
        (Tensor x, Tensor y) = Clouds(400, apart: 3);
        (Tensor test, Tensor testLabels) = Clouds(900, apart: 3);
        using var probe = LinearProbe.Fit(x, y);
        Assert.InRange(probe.Accuracy(test, testLabels), 0.97, 1);
        // A shift and another unit change nothing.
        using var moved = LinearProbe.Fit(1000 * x + 7, y);
        Assert.Equal(probe.Accuracy(test, testLabels), moved.Accuracy(1000 * test + 7, testLabels), 0.005);
    }

    [Fact]
    public void Where_nothing_is_to_be_learned_the_strongest_penalty_is_chosen()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var strong = LinearProbe.Fit(randn(300, 50), randint(3, [300], ScalarType.Int64));
        Assert.Equal(1, strong.Strength);
        (Tensor x, Tensor y) = Clouds(300, apart: 3);
        using var weak = LinearProbe.Fit(x, y);
        Assert.True(weak.Strength < 0.1);
    }

    [Fact]
    public void Neighbours_are_found_by_angle_and_vote()
    {
        using var scope = NewDisposeScope();
        Tensor features = tensor(new float[] { 1, 0, 2, 0.1f, 0, 1, 0.1f, 3, -1, 0 }, [5, 2]);
        Tensor queries = tensor(new float[] { 5, 0.1f, 0.01f, 0.2f }, [2, 2]);
        Tensor nearest = NearestNeighbours.Find(queries, features, 2);
        Assert.Equal([2L, 2L], nearest.shape);
        Assert.Equal([0L, 1L, 3L, 2L], nearest.data<long>().ToArray());
        Tensor labels = tensor(new[] { 0L, 0, 1, 1, 2 });
        Assert.Equal(1, NearestNeighbours.Accuracy(features, labels, queries, tensor(new[] { 0L, 1 }), k: 2));
        Assert.Equal(0.5, NearestNeighbours.Accuracy(features, labels, queries, tensor(new[] { 2L, 1 }), k: 2));
        Assert.Throws<ArgumentException>(() => NearestNeighbours.Find(queries, features, 6));
        Assert.Throws<ArgumentException>(() => NearestNeighbours.Find(queries[.., ..1], features, 1));
        Assert.Throws<ArgumentException>(() => NearestNeighbours.Accuracy(features, labels[..4], queries, labels[..2]));
    }

    [Fact]
    public void Principal_components_are_the_axes_of_a_stretched_cloud()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        Tensor turn = linalg.qr(randn(5, 5)).Q, cloud = randn(2000, 5) * tensor(new float[] { 10, 3, 0.1f, 0.1f, 0.1f });
        Tensor data = cloud.matmul(turn.t()) + 4;
        using var components = PrincipalComponents.Fit(data, 2);
        Assert.InRange(components.Explained, 0.999, 1);
        Tensor map = components.Project(data), deviations = map.std(0);
        Assert.Equal(10, deviations[0].ToDouble(), 0.5);
        Assert.Equal(3, deviations[1].ToDouble(), 0.2);
        Assert.Equal(0, (map[.., 0] * map[.., 1]).mean().ToDouble(), 1e-2);
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(data, 6));
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(data[..1], 2));
    }

    [Fact]
    public void What_cannot_be_probed_is_refused_with_what_was_expected()
    {
        using var scope = NewDisposeScope();
        Tensor labels = zeros([20], ScalarType.Int64);
        Assert.Contains("labels int64 (N)", Assert.Throws<ArgumentException>(() => LinearProbe.Fit(rand(21, 3), labels)).Message);
        Assert.Contains("all equal", Assert.Throws<ArgumentException>(() => LinearProbe.Fit(ones(20, 3), labels)).Message);
        Assert.Throws<ArgumentException>(() => LinearProbe.Fit(rand(9, 3), labels[..9]));
    }

    /// <summary>Three round clouds in the plane, the second with the half of the points.</summary>
    private static (Tensor X, Tensor Y) Clouds(long count, double apart)
    {
        manual_seed(count);
        Tensor y = tensor(Enumerable.Range(0, (int)count).Select(i => i % 4 is 0 ? 0L : i % 4 is 1 ? 2L : 1L).ToArray());
        Tensor centres = tensor(new float[] { 0, 0, 1, 0, 0, 1 }, [3, 2]) * (2 * apart);
        return (centres.index_select(0, y) + randn(count, 2), y);
    }
}

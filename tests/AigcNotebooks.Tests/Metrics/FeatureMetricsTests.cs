using AigcNotebooks.Metrics;
using AigcNotebooks.Tests.Models;
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
    public void The_lowest_loss_is_the_one_that_LBFGS_finds_in_PyTorch()
    {
        using var expected = new PyTorchLosses("self_supervised.json");
        using var scope = NewDisposeScope();
        manual_seed(0);
        Tensor labels = arange(300).remainder(10), features = randn(10, 12).index_select(0, labels) + randn(300, 12);
        Tensor rows = cat([features, ones(300, 1)], 1), targets = nn.functional.one_hot(labels).to_type(ScalarType.Float32);
        Tensor weights = LinearProbe.Minimum(rows, targets, 0.01, null);
        double loss = nn.functional.cross_entropy(rows.matmul(weights), labels).ToDouble() + 0.005 * weights[..12].square().sum().ToDouble();
        double lowest = expected.Get<double>("probe", "loss");
        Assert.InRange(loss, lowest - 1e-5, lowest + 5e-4);   // after half the iterations it is 2e-3 above
        Tensor best = tensor(expected.Get<float[]>("probe", "weights"), [13, 10]);
        Assert.InRange((weights - best).norm().ToDouble() / best.norm().ToDouble(), 0, 0.1);
    }

    [Fact]
    public void The_steps_of_a_fit_know_the_largest_eigenvalue_of_features_that_add_up_to_nothing_too()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        Tensor half = randn(200, 20), x = cat([half, -half], 1);   // at a right angle to a row of ones
        double largest = linalg.eigvalsh(x.t().matmul(x) / 200).max().ToDouble();
        Assert.InRange(LinearProbe.LargestEigenvalue(x) / largest, 0.99, 1.11);
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

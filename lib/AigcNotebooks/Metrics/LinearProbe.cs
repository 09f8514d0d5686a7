using AigcNotebooks.Data;
using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>What can be read off features by straight lines: a multinomial logistic regression on them, the usual measure of what was learned without labels. Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>One closed recipe for all features, so that figures compare. Features are centred and divided by one common number. The loss is the cross-entropy plus strength / 2 · |W|²; it has one minimum, which
/// Nesterov's method approaches by steps that the largest eigenvalue of the features' covariance allows (B. O'Donoghue and E. Candès, arXiv 1204.3982, with restarts by the gradient). The strength is the one with the lowest
/// cross-entropy on a fifth of the labelled examples, held out; where there are few, on each fifth in turn. Of more than 2,000 labelled examples 2,000 are used for that, 400 of them held out; since the penalty
/// stands beside a mean, it then falls with the number of examples. Then it is fitted on all,
/// from where the fit ended that was chosen; each of these began where the one with the next stronger penalty had ended.
/// <code>
/// using var probe = LinearProbe.Fit(features, labels);
/// double accuracy = probe.Accuracy(testFeatures, testLabels);
/// </code></remarks>
public sealed class LinearProbe : IDisposable
{
    private const int Folds = 5, Few = 200, ChosenOn = 2000, MaxIterations = 100;
    private const double Enough = 5e-4;
    private readonly Tensor _mean, _weights;
    private readonly double _scale;

    private LinearProbe(Tensor mean, double scale, Tensor weights, double strength) =>
        (_mean, _scale, _weights, Strength) = (mean, scale, weights, strength);

    /// <summary>From which the strength is chosen.</summary>
    public static IReadOnlyList<double> Strengths { get; } = [1, 0.1, 0.01, 0.001, 0.0001];

    /// <summary>The penalty on the weights that was chosen.</summary>
    public double Strength { get; }

    /// <param name="features">(N, D), floating point; at least two examples of each class that occurs.</param>
    /// <param name="labels">int64 (N), from 0 on.</param>
    /// <param name="seed">Which examples are held out while the strength is chosen.</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">There is not a label for each row of features, or there are fewer than ten rows.</exception>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public static LinearProbe Fit(Tensor features, Tensor labels, long seed = 0)
    {
        if (features.shape is not [>= 2 * Folds, _] || !features.is_floating_point() || labels.dtype != ScalarType.Int64 || labels.ndim != 1 || labels.shape[0] != features.shape[0])
            throw new ArgumentException($"Expected features (N, D) in floating point, at least {2 * Folds}, and labels int64 (N); found {features.dtype} ({string.Join(", ", features.shape)}) and {labels.dtype} ({string.Join(", ", labels.shape)}).", nameof(features));
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor mean = features.mean([0L]);
        double scale = Deviation(features, mean);
        if (!(scale > 0 && double.IsFinite(scale)))
            throw new ArgumentException($"The features are all equal or not finite (their deviation is {scale}): there is nothing to read off.", nameof(features));
        Tensor rows = Extended(features, mean, scale);
        Tensor targets = nn.functional.one_hot(labels).to_type(ScalarType.Float32);
        using var generator = new Generator(SplitMix64.ForItem((ulong)seed, 0).NextUInt64());
        Tensor order = randperm(rows.shape[0], dtype: ScalarType.Int64, generator: generator).narrow(0, 0, Math.Min(rows.shape[0], ChosenOn)).to(rows.device);
        (double strength, Tensor start) = Choose(rows[order], targets[order]);
        double fewer = (double)(ChosenOn - ChosenOn / Folds) / rows.shape[0];
        Tensor weights = Minimum(rows, targets, strength * Math.Min(1, fewer), start);
        return new LinearProbe(mean.DetachFromDisposeScope(), scale, weights.DetachFromDisposeScope(), strength);
    }

    /// <param name="features">(N, D)</param>
    /// <returns>int64 (N): the likeliest class of each; the caller's to dispose.</returns>
    public Tensor Classify(Tensor features)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return Extended(features, _mean, _scale).matmul(_weights).argmax(1).MoveToOuterDisposeScope();
    }

    /// <param name="features">(N, D)</param>
    /// <param name="labels">int64 (N)</param>
    /// <returns>The part, 0–1, that it classifies rightly.</returns>
    public double Accuracy(Tensor features, Tensor labels)
    {
        using Tensor found = Classify(features), right = found.eq(labels), count = right.sum();
        return count.ToDouble() / labels.shape[0];
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        _mean.Dispose();
        _weights.Dispose();
    }

    private static double Deviation(Tensor features, Tensor mean)
    {
        using DisposeScope scope = NewDisposeScope();
        return (features - mean).square().mean().sqrt().ToDouble();
    }

    /// <summary>Scaled features, and a 1 for the bias.</summary>
    private static Tensor Extended(Tensor features, Tensor mean, double scale)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scaled = (features - mean).div_(scale);
        return cat([scaled, ones_like(scaled[.., ..1])], 1).MoveToOuterDisposeScope();
    }

    /// <summary>The strength that does best on rows (in any order but a sorted one) that are held out, and the weights that it gave on the others.</summary>
    private static (double Strength, Tensor Weights) Choose(Tensor rows, Tensor targets)
    {
        using DisposeScope scope = NewDisposeScope();
        long count = rows.shape[0], part = count / Folds;
        var losses = new double[Strengths.Count];
        var found = new Tensor[Strengths.Count];
        for (long fold = 0; fold < (count <= Few ? Folds : 1); fold++)
        {
            Tensor Kept(Tensor all) => cat([all[..(int)(fold * part)], all[(int)((fold + 1) * part)..]]);
            (Tensor x, Tensor y) = (Kept(rows), Kept(targets));
            (Tensor heldX, Tensor heldY) = (rows.narrow(0, fold * part, part), targets.narrow(0, fold * part, part));
            for (int i = 0; i < losses.Length; i++)
            {
                found[i] = Minimum(x, y, Strengths[i], i > 0 ? found[i - 1] : null);
                losses[i] -= (heldX.matmul(found[i]).log_softmax(1) * heldY).sum().ToDouble();
            }
        }
        int best = Array.IndexOf(losses, losses.Min());
        return (Strengths[best], found[best].MoveToOuterDisposeScope());
    }

    /// <summary>The weights (D + 1, classes) with the lowest loss.</summary>
    internal static Tensor Minimum(Tensor x, Tensor y, double strength, Tensor? start)
    {
        using DisposeScope scope = NewDisposeScope();
        double step = 1 / (0.5 * LargestEigenvalue(x) + strength);
        Tensor penalty = cat([full(x.shape[1] - 1, 1, strength, dtype: ScalarType.Float32, device: x.device), zeros(1, 1, device: x.device)]);
        Tensor weights = start?.clone() ?? zeros(x.shape[1], y.shape[1], device: x.device), ahead = weights;
        double momentum = 1;
        for (int i = 0; i < MaxIterations; i++)
        {
            Stop.ThrowIfRequested();
            using DisposeScope inner = NewDisposeScope();
            Tensor gradient = x.t().matmul(x.matmul(ahead).softmax(1) - y) / x.shape[0] + penalty * ahead;
            Tensor next = ahead - step * gradient, change = next - weights;
            if ((gradient * change).sum().ToDouble() > 0)
                momentum = 1;   // it went too far
            double grown = (1 + Math.Sqrt(1 + 4 * momentum * momentum)) / 2;
            ahead = (next + (momentum - 1) / grown * change).MoveToOuterDisposeScope();
            (weights, momentum) = (next.MoveToOuterDisposeScope(), grown);
            if (gradient.abs().max().ToDouble() < Enough)
                break;
        }
        return weights.MoveToOuterDisposeScope();
    }

    /// <summary>Of xᵀx / N, a little above rather than below, by powers of it.</summary>
    internal static double LargestEigenvalue(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(1UL);
        Tensor vector = randn(x.shape[1], generator: generator).to(x.device);   // equal numbers could stand at a right angle to the direction
        vector /= vector.norm();
        double value = 0;
        for (int i = 0; i < 15; i++)
        {
            Tensor next = x.t().mv(x.mv(vector)) / x.shape[0];
            value = next.norm().ToDouble();
            vector = next / value;
        }
        return 1.1 * value;
    }
}

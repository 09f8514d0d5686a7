using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>The Fréchet distance between two normal distributions that have the features' means and covariances:
/// |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½). In the features of an Inception network it is called FID; here they are a <see cref="DigitJudge"/>'s, or of clips a <see cref="VideoJudge"/>'s.</summary>
/// <remarks>Heusel and others, arXiv 1706.08500, equation 6.</remarks>
public static class FrechetDistance
{
    /// <param name="real">(N, D)</param>
    /// <param name="fake">(M, D). The distance depends on N and M: compare figures of the same counts only, beside a floor.</param>
    /// <returns>0 or more; 0 for equal means and covariances.</returns>
    public static double Between(Tensor real, Tensor fake)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor realMean, Tensor realCovariance) = Moments(real);
        (Tensor fakeMean, Tensor fakeCovariance) = Moments(fake);

        // tr((Σ₁Σ₂)^½) = tr((Σ₁^½ Σ₂ Σ₁^½)^½), whose inside is symmetric: eigenvalues suffice, and none is complex.
        Tensor root = SquareRoot(realCovariance);
        Tensor eigenvalues = linalg.eigvalsh(root.mm(fakeCovariance).mm(root));
        double cross = eigenvalues.clamp_min(0).sqrt().sum().ToDouble();
        double means = (realMean - fakeMean).square().sum().ToDouble();
        return Math.Max(0, means + realCovariance.trace().ToDouble() + fakeCovariance.trace().ToDouble() - 2 * cross);
    }

    private static (Tensor Mean, Tensor Covariance) Moments(Tensor features)
    {
        if (features.ndim != 2 || features.shape[0] < 2)
            throw new ArgumentException($"Features must have shape (N, D) with N of at least 2; these have shape ({string.Join(", ", features.shape)}).", nameof(features));
        Tensor exact = features.to_type(ScalarType.Float64);
        return (exact.mean([0]), exact.t().cov());
    }

    private static Tensor SquareRoot(Tensor symmetric)
    {
        (Tensor values, Tensor vectors) = linalg.eigh(symmetric);
        return (vectors * values.clamp_min(0).sqrt()).mm(vectors.t());
    }
}

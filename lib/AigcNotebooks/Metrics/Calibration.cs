using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>Whether a classifier's probabilities mean what they say: of all answers given with 80 % confidence, 80 % should be right. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Guo and others, "On calibration of modern neural networks", arXiv 1706.04599, equations 2 to 5 and §4.2.</remarks>
/// <param name="Accuracy">Share of right answers, 0–1.</param>
/// <param name="Confidence">Mean probability of the answer given, 0–1.</param>
/// <param name="ExpectedError">Expected calibration error, 0–1: by how much accuracy and confidence differ within a bin of confidence, the mean over the answers.</param>
/// <param name="NegativeLogLikelihood">−log of the right answer's probability, in nats, the mean.</param>
/// <param name="Bins">Equally wide bins of confidence, from 0 to 1; those without an answer too.</param>
public sealed record Calibration(double Accuracy, double Confidence, double ExpectedError, double NegativeLogLikelihood, IReadOnlyList<CalibrationBin> Bins)
{
    /// <param name="logits">(N, classes); their softmax is what the classifier says.</param>
    /// <param name="labels">int64 (N)</param>
    /// <param name="bins">How many bins, at least 1. The error depends on it: quote both.</param>
    /// <param name="temperature">The logits are divided by it first.</param>
    /// <exception cref="ArgumentException">The shapes do not fit together, or a logit is not finite.</exception>
    public static Calibration Of(Tensor logits, Tensor labels, int bins = 15, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (!(temperature > 0))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a temperature above 0.");
        Check(logits, labels);
        using DisposeScope scope = NewDisposeScope();
        using var noGrad = no_grad();
        Tensor logProbabilities = (logits.to_type(ScalarType.Float64) / temperature).log_softmax(1);
        (Tensor best, Tensor answers) = logProbabilities.max(1);
        double[] confidences = best.exp().cpu().data<double>().ToArray();
        bool[] right = answers.eq(labels).cpu().data<bool>().ToArray();
        double likelihood = -logProbabilities.gather(1, labels.unsqueeze(1)).mean().ToDouble();
        ILookup<int, int> byBin = Enumerable.Range(0, right.Length).ToLookup(i => Math.Min(bins - 1, (int)(confidences[i] * bins)));
        CalibrationBin[] filled = [.. Enumerable.Range(0, bins).Select(bin => new CalibrationBin(byBin[bin].Count(),
            byBin[bin].Select(i => confidences[i]).DefaultIfEmpty(double.NaN).Average(), byBin[bin].Select(i => right[i] ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average()))];
        double error = filled.Where(bin => bin.Count > 0).Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / right.Length;
        return new Calibration(right.Count(isRight => isRight) / (double)right.Length, confidences.Average(), error, likelihood, filled);
    }

    /// <summary>The temperature by which logits are divided so that the right answers get the highest likelihood; above 1 the classifier was too sure of itself. Fit it on samples that it was neither trained nor is tested on.</summary>
    /// <param name="logits">(N, classes)</param>
    /// <param name="labels">int64 (N)</param>
    /// <returns>0.05 to 20; which answers are given stays as it is.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together, or a logit is not finite.</exception>
    public static double Temperature(Tensor logits, Tensor labels)
    {
        Check(logits, labels);
        using DisposeScope scope = NewDisposeScope();
        using var noGrad = no_grad();
        Tensor own = logits.to_type(ScalarType.Float64);
        // The loss is convex in 1 / T: golden sections of an interval close in on its lowest point.
        double ratio = (Math.Sqrt(5) - 1) / 2, low = 1 / 20.0, high = 20;
        while (high - low > 1e-4 * low)
        {
            double left = high - ratio * (high - low), right = low + ratio * (high - low);
            (low, high) = Loss(left) < Loss(right) ? (low, right) : (left, high);
        }
        return 2 / (low + high);

        double Loss(double inverse)
        {
            using DisposeScope trial = NewDisposeScope();
            return nn.functional.cross_entropy(own * inverse, labels).ToDouble();
        }
    }

    private static void Check(Tensor logits, Tensor labels)
    {
        if (logits.ndim != 2 || logits.shape[0] == 0 || labels.ndim != 1 || labels.shape[0] != logits.shape[0])
            throw new ArgumentException($"Expected logits (N, classes) and labels (N), at least one; found ({string.Join(", ", logits.shape)}) and ({string.Join(", ", labels.shape)}).", nameof(logits));
        if (!logits.isfinite().all().ToBoolean())
            throw new ArgumentException("Expected finite logits; found NaN or infinity.", nameof(logits));
    }
}

/// <summary>The answers given with a confidence within some bounds.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Confidence">Their mean probability; NaN where there is none.</param>
/// <param name="Accuracy">Share of them that are right; NaN where there is none.</param>
public sealed record CalibrationBin(int Count, double Confidence, double Accuracy);

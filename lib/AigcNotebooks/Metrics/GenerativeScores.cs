using TorchSharp;

namespace AigcNotebooks.Metrics;

/// <summary>How generated digits compare with real ones in a <see cref="DigitJudge"/>'s features.</summary>
/// <param name="Frechet"><see cref="FrechetDistance"/>: 0 is best, and the floor is what real training images score.</param>
/// <param name="Precision">0–1: fidelity.</param>
/// <param name="Recall">0–1: variety.</param>
/// <param name="Density">About 1 where fakes lie as densely among the reals as reals do.</param>
/// <param name="Coverage">0–1: the part of the reals that have a fake nearby.</param>
/// <param name="ClassHistogram">How many images the judge takes for each digit.</param>
public sealed record GenerativeScores(double Frechet, double Precision, double Recall, double Density, double Coverage, long[] ClassHistogram)
{
    /// <summary>The largest part, 0–1, that one digit takes; 0.1 where all ten are equally frequent, 1 at full mode collapse.</summary>
    public double LargestClass => (double)ClassHistogram.Max() / ClassHistogram.Sum();

    /// <summary>Compares two judged sets. For figures that compare, both should hold the same number of images everywhere (the kit: 10,000).</summary>
    public static GenerativeScores Compare(JudgedImages real, JudgedImages fake)
    {
        (double precision, double recall) = Neighbourhoods.PrecisionRecall(real.Features, fake.Features);
        (double density, double coverage) = Neighbourhoods.DensityCoverage(real.Features, fake.Features);
        return new GenerativeScores(FrechetDistance.Between(real.Features, fake.Features), precision, recall, density, coverage, fake.ClassHistogram());
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>How generated clips of a bouncing digit compare with real ones. No figure says enough alone: a frozen clip is best in stability and warping error, and shows itself in
/// coverage, flicker (0, where 1 is as real), speed, straightness and Fréchet distance. Taught in notebook 08.</summary>
/// <param name="Frechet"><see cref="FrechetDistance"/> in a <see cref="VideoJudge"/>'s features: 0 is best, the floor is what other real clips score. It depends on the number of clips.</param>
/// <param name="Coverage">0–1: the part of the real clips that have a generated one nearby (variety).</param>
/// <param name="Stability">0–1: <see cref="JudgedFrames.Stability"/>, the part of a clip's frames that show the same digit.</param>
/// <param name="Flicker"><see cref="TemporalConsistency.Flicker"/> as a ratio to the real clips': 1 is as real.</param>
/// <param name="WarpingError"><see cref="TemporalConsistency.WarpingError"/>: 0 is best.</param>
/// <param name="Speed">Mean speed as a ratio to the real clips': 1 is as real, 0 stands still.</param>
/// <param name="Straightness">0–1: mean of <see cref="ClipMotion.Straightness"/>; real clips have 1.</param>
/// <param name="DigitHistogram">How many clips the judge of frames takes for each digit; ten numbers.</param>
public sealed record VideoScores(double Frechet, double Coverage, double Stability, double Flicker, double WarpingError, double Speed, double Straightness, long[] DigitHistogram)
{
    /// <summary>The largest part, 0–1, that one digit takes; 0.1 where all ten are equally frequent.</summary>
    public double LargestDigit => (double)DigitHistogram.Max() / Math.Max(1, DigitHistogram.Sum());

    /// <summary>Compares two measured sets. For figures that compare, both should hold the same number of clips everywhere (the kit: 2,000).</summary>
    /// <exception cref="ArgumentException">There are too few clips for neighbourhoods (fewer than 6), or the real clips stand still.</exception>
    public static VideoScores Compare(MeasuredClips real, MeasuredClips fake)
    {
        double realSpeed = real.Motion.MeanSpeed();
        if (real.Flicker == 0 || realSpeed == 0)
            throw new ArgumentException("The real clips stand still: flicker and speed cannot be compared with theirs.", nameof(real));
        using DisposeScope scope = NewDisposeScope();
        Tensor digits = fake.Frames.Digits();
        return new VideoScores(
            FrechetDistance.Between(real.Video.Features, fake.Video.Features),
            Neighbourhoods.DensityCoverage(real.Video.Features, fake.Video.Features).Coverage,
            fake.Frames.Stability(), fake.Flicker / real.Flicker, fake.WarpingError, fake.Motion.MeanSpeed() / realSpeed, fake.Motion.MeanStraightness(),
            digits[digits.ge(0)].bincount(null, minlength: 10).data<long>().ToArray());
    }
}

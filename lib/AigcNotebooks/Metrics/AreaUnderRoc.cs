namespace AigcNotebooks.Metrics;

/// <summary>How well a score tells two kinds apart, without a threshold: the probability that a positive scores higher than a negative.
/// 1 is perfect, 0.5 is guessing, below that the score points the wrong way. Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC) curve", Radiology 143, 1982.</remarks>
public static class AreaUnderRoc
{
    /// <param name="negatives">Scores of what should score low, at least one.</param>
    /// <param name="positives">Scores of what should score high, at least one.</param>
    /// <returns>0–1; equal scores count half.</returns>
    /// <exception cref="ArgumentException">One of them is empty or holds a NaN.</exception>
    public static double Of(IReadOnlyCollection<float> negatives, IReadOnlyCollection<float> positives)
    {
        Check(negatives, nameof(negatives));
        Check(positives, nameof(positives));
        // Ranks from 1 upwards, equal scores sharing the mean of theirs: the sum of the positives' ranks counts the pairs (Mann and Whitney, 1947).
        var sorted = negatives.Select(score => (Score: score, IsPositive: false)).Concat(positives.Select(score => (Score: score, IsPositive: true)))
            .OrderBy(item => item.Score).ToArray();
        double ranks = 0;
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            next = first + 1;
            while (next < sorted.Length && sorted[next].Score == sorted[first].Score)
                next++;
            ranks += sorted[first..next].Count(item => item.IsPositive) * (first + 1 + next) / 2.0;
        }
        double count = positives.Count;
        return (ranks - count * (count + 1) / 2) / (count * negatives.Count);
    }

    private static void Check(IReadOnlyCollection<float> scores, string name)
    {
        if (scores.Count == 0)
            throw new ArgumentException("Expected at least one score; found none.", name);
        if (scores.Any(float.IsNaN))
            throw new ArgumentException($"Expected scores that can be ordered; {scores.Count(float.IsNaN)} of {scores.Count} are NaN.", name);
    }
}

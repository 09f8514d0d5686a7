namespace AigcNotebooks.Display;

/// <summary>Chooses which points of a long series are displayed, so that a notebook stays small and a plot quick.</summary>
internal static class Thinning
{
    /// <summary>Series of more points than this are thinned.</summary>
    public const int Limit = 1000;

    /// <summary>Into how many buckets a long line is cut; each keeps its lowest and its highest point.</summary>
    public const int Buckets = 250;

    /// <summary>Indices, ascending, of the points that a line shows: the first, the last, and from each bucket the lowest and
    /// the highest, so that spikes survive. A bucket that holds a value that is not finite keeps one of those, too: the gap stays.</summary>
    public static int[] Extremes(ReadOnlySpan<double> y, int buckets = Buckets)
    {
        var kept = new List<int>(3 * buckets + 2);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var start = (int)((long)y.Length * bucket / buckets);
            var end = (int)((long)y.Length * (bucket + 1) / buckets);
            int low = -1, high = -1, gap = -1;
            for (var i = start; i < end; i++)
            {
                if (!double.IsFinite(y[i]))
                    gap = gap < 0 ? i : gap;
                else
                {
                    low = low < 0 || y[i] < y[low] ? i : low;
                    high = high < 0 || y[i] > y[high] ? i : high;
                }
            }
            int[] candidates = [bucket == 0 ? 0 : -1, low, high, gap, bucket == buckets - 1 ? y.Length - 1 : -1];
            kept.AddRange(candidates.Where(index => index >= 0).Distinct().Order());
        }
        return [.. kept];
    }

    /// <summary>Indices, ascending, of at most <see cref="Limit"/> markers, evenly spread: neighbours in a scatter plot's data are no
    /// neighbours in the picture, so extremes of buckets would mean nothing.</summary>
    public static int[] Evenly(int count)
    {
        var kept = new int[Math.Min(count, Limit)];
        for (var i = 0; i < kept.Length; i++)
            kept[i] = (int)((long)i * count / kept.Length);
        return kept;
    }
}

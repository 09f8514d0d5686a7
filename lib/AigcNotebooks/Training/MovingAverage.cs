namespace AigcNotebooks.Training;

/// <summary>Smooths noisy losses.</summary>
internal static class MovingAverage
{
    /// <summary>For each value the mean of the finite ones among it and up to <paramref name="window"/> − 1 before it; NaN where it is not finite itself.</summary>
    public static double[] Trailing(IReadOnlyList<double> values, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var averages = new double[values.Count];
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < values.Count; i++)
        {
            if (i % window == 0)
                (sum, count) = SumOf(values, Math.Max(0, i - window + 1), i); // afresh now and then: adding and taking away lets errors pile up
            else
            {
                Count(values[i], +1);
                if (i >= window)
                    Count(values[i - window], -1);
            }
            averages[i] = double.IsFinite(values[i]) ? sum / count : double.NaN;
        }
        return averages;

        void Count(double value, int sign)
        {
            if (double.IsFinite(value))
                (sum, count) = (sum + sign * value, count + sign);
        }
    }

    private static (double Sum, int Count) SumOf(IReadOnlyList<double> values, int first, int last)
    {
        var (sum, count) = (0.0, 0);
        for (var i = first; i <= last; i++)
            if (double.IsFinite(values[i]))
                (sum, count) = (sum + values[i], count + 1);
        return (sum, count);
    }
}

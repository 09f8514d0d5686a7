namespace AigcNotebooks.Display;

/// <summary>PNG's row filters (specification, chapter 9), chosen per row by the smallest sum of absolute differences, as the
/// specification recommends. An enlarged image repeats its rows: those become zeros, and cost next to nothing.</summary>
internal static class PngFilter
{
    private const int FilterCount = 5;

    /// <summary>Writes the filter's number and the filtered row into <paramref name="output"/>, which is one byte longer than the row.</summary>
    public static void Apply(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel, Span<byte> output)
    {
        var (best, bestSum) = (0, long.MaxValue);
        for (var filter = 0; filter < FilterCount; filter++)
        {
            var sum = 0L;
            for (var i = 0; i < row.Length; i++)
                sum += Math.Abs((int)(sbyte)Difference(filter, row, above, bytesPerPixel, i));
            if (sum < bestSum)
                (best, bestSum) = (filter, sum);
        }
        output[0] = (byte)best;
        for (var i = 0; i < row.Length; i++)
            output[i + 1] = Difference(best, row, above, bytesPerPixel, i);
    }

    private static byte Difference(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel, int i)
    {
        var left = i >= bytesPerPixel ? row[i - bytesPerPixel] : 0;
        var aboveLeft = i >= bytesPerPixel ? above[i - bytesPerPixel] : 0;
        return (byte)(row[i] - filter switch
        {
            0 => 0,
            1 => left,
            2 => above[i],
            3 => (left + above[i]) / 2,
            _ => Paeth(left, above[i], aboveLeft),
        });
    }

    private static int Paeth(int left, int above, int aboveLeft)
    {
        var estimate = left + above - aboveLeft;
        var (toLeft, toAbove, toAboveLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - aboveLeft));
        return toLeft <= toAbove && toLeft <= toAboveLeft ? left : toAbove <= toAboveLeft ? above : aboveLeft;
    }
}

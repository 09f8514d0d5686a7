namespace AigcNotebooks.Data;

/// <summary>What a modality shows of the digit that is meant: a known noise, p(symbol | digit). Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>A channel in the sense of Shannon, "A mathematical theory of communication", 1948, §11. The symbols of an image or a tone are the ten digits, those of a caption are <see cref="PairedCaption.Symbols"/>.
/// <code>
/// var channel = DigitChannel.LookAlikes(right: 0.2, anywhere: 0.3);
/// Console.WriteLine(channel[4, 9]);    // how often a nine is shown where a four is meant: 0.53
/// </code></remarks>
public sealed class DigitChannel
{
    // Digits whose pictures are mistaken for each other most easily.
    private static readonly int[][] Groups = [[0, 6], [1, 2, 7], [3, 5, 8], [4, 9]];

    private readonly double[,] _probabilities;

    /// <param name="probabilities">(10, symbols): a row for each digit, not negative, of sum 1.</param>
    /// <exception cref="ArgumentException">There are not ten rows, or one is no distribution; the message says which.</exception>
    public DigitChannel(double[,] probabilities)
    {
        if (probabilities.GetLength(0) != 10 || probabilities.GetLength(1) == 0)
            throw new ArgumentException($"Expected a row of probabilities for each of 10 digits; found {probabilities.GetLength(0)} × {probabilities.GetLength(1)}.", nameof(probabilities));
        _probabilities = (double[,])probabilities.Clone();
        for (int digit = 0; digit < 10; digit++)
        {
            double[] row = Row(digit);
            if (row.Any(p => !(p >= 0)) || Math.Abs(row.Sum() - 1) > 1e-9)
                throw new ArgumentException($"Expected probabilities, not negative and of sum 1; those of digit {digit} are {string.Join(", ", row)}, of sum {row.Sum()}.", nameof(probabilities));
        }
    }

    /// <summary>How many symbols it may show.</summary>
    public int Symbols => _probabilities.GetLength(1);

    /// <summary>The probability that a symbol is shown where a digit is meant.</summary>
    public double this[int digit, int symbol] => _probabilities[digit, symbol];

    /// <summary>Shows the digit itself, one that looks like it (0 and 6; 1, 2 and 7; 3, 5 and 8; 4 and 9), or any.</summary>
    /// <param name="right">Probability of the digit itself.</param>
    /// <param name="anywhere">Probability of any digit, all ten alike; the rest is for those that look alike.</param>
    /// <exception cref="ArgumentOutOfRangeException">A probability is negative, or both are more than 1.</exception>
    public static DigitChannel LookAlikes(double right, double anywhere = 0) =>
        Near(right, anywhere, (digit, other) => Array.Exists(Groups, group => group.Contains(digit) && group.Contains(other)));

    /// <summary>Shows the digit itself, one near by on the number line, or any.</summary>
    /// <param name="right">Probability of the digit itself.</param>
    /// <param name="anywhere">Probability of any digit, all ten alike; the rest is for those near by.</param>
    /// <param name="reach">How far away a digit may be to be near by, 1 to 9.</param>
    /// <exception cref="ArgumentOutOfRangeException">A probability is negative, both are more than 1, or <paramref name="reach"/> is out of its range.</exception>
    public static DigitChannel Neighbours(double right, double anywhere = 0, int reach = 1)
    {
        if (reach is < 1 or > 9)
            throw new ArgumentOutOfRangeException(nameof(reach), reach, "Expected 1 to 9 steps.");
        return Near(right, anywhere, (digit, other) => Math.Abs(digit - other) <= reach);
    }

    /// <summary>One channel in some of the cases, another in the rest.</summary>
    /// <param name="first">Of as many symbols as <paramref name="second"/>.</param>
    /// <param name="second">The other one.</param>
    /// <param name="share">Probability of the first.</param>
    internal static DigitChannel Mixed(DigitChannel first, DigitChannel second, double share)
    {
        var mixed = new double[10, first.Symbols];
        for (int digit = 0; digit < 10; digit++)
            for (int symbol = 0; symbol < first.Symbols; symbol++)
                mixed[digit, symbol] = share * first[digit, symbol] + (1 - share) * second[digit, symbol];
        return new DigitChannel(mixed);
    }

    internal int Draw(int digit, ref SplitMix64 random)
    {
        double left = random.Uniform(0, 1);
        for (int symbol = 0; symbol < Symbols; symbol++)
            if ((left -= _probabilities[digit, symbol]) < 0)
                return symbol;
        // Rounding has left a little: the last symbol that can be.
        return Array.FindLastIndex(Row(digit), p => p > 0);
    }

    private static DigitChannel Near(double right, double anywhere, Func<int, int, bool> isNear)
    {
        if (!(right >= 0 && anywhere >= 0 && right + anywhere <= 1 + 1e-12))
            throw new ArgumentOutOfRangeException(nameof(right), right, $"Expected probabilities of 0 or more, together at most 1; found right = {right} and anywhere = {anywhere}.");
        var rows = new double[10, 10];
        for (int digit = 0; digit < 10; digit++)
        {
            int near = Enumerable.Range(0, 10).Count(other => other != digit && isNear(digit, other));
            for (int other = 0; other < 10; other++)
                rows[digit, other] = anywhere / 10 + (other == digit ? right : isNear(digit, other) ? Math.Max(0, 1 - right - anywhere) / near : 0);
        }
        return new DigitChannel(rows);
    }

    private double[] Row(int digit) => [.. Enumerable.Range(0, Symbols).Select(symbol => _probabilities[digit, symbol])];
}

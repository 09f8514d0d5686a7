namespace AigcNotebooks.Data;

/// <summary>What the clips of <see cref="BouncingDigits"/> are like. Used in notebooks 08 and 11.</summary>
public sealed record BouncingDigitsOptions
{
    /// <summary>Frames a clip, 1 to 1024.</summary>
    public int Frames { get; init; } = 8;

    /// <summary>Height and width of a frame in pixels, from 16, the digits' own size, to 1024.</summary>
    public int Size { get; init; } = 32;

    /// <summary>Digits in a clip, 1 or 2. Where two overlap, the brighter pixel is seen.</summary>
    public int Digits { get; init; } = 1;

    /// <summary>Speeds to choose from, in pixels a frame along each axis that the digit moves in (a diagonal one is √2 faster). Those are left out
    /// at which a digit would meet the wall before half of the clip; at least one must remain.</summary>
    public IReadOnlyList<int> Speeds { get; init; } = [2, 3];

    /// <summary>Which digit may move which way; null: any. A training set without the pairs that are held out for the test is made with it.</summary>
    public Func<int, Direction, bool>? Allows { get; init; }

    /// <summary>Steps in the first direction before a digit may turn back: at least half of the clip's.</summary>
    internal int HeldSteps => Frames / 2;

    /// <summary>Checks them, and returns the speeds that fit.</summary>
    /// <exception cref="ArgumentException">An option makes no sense, or the options together leave a digit no room.</exception>
    internal int[] Check()
    {
        if (Frames is < 1 or > 1024)
            throw new ArgumentException($"{nameof(Frames)} must be from 1 to 1024; it is {Frames}.");
        if (Size is < DigitPatches.Size or > 1024)
            throw new ArgumentException($"{nameof(Size)} must be from {DigitPatches.Size}, the size of a digit, to 1024; it is {Size}.");
        if (Digits is not (1 or 2))
            throw new ArgumentException($"{nameof(Digits)} must be 1 or 2; it is {Digits}.");
        if (Speeds.Count == 0 || Speeds.Any(speed => speed < 1))
            throw new ArgumentException($"{nameof(Speeds)} must hold at least one speed, each of at least 1 pixel a frame; it holds [{string.Join(", ", Speeds)}].");
        int room = Size - DigitPatches.Size;
        int[] fitting = [.. Speeds.Where(speed => speed * HeldSteps <= room)];
        return fitting.Length > 0 ? fitting : throw new ArgumentException(
            $"In {Frames} frames a digit keeps its direction for {HeldSteps} steps, which at {Speeds.Min()} pixels a frame takes {Speeds.Min() * HeldSteps} pixels; " +
            $"frames of {Size}×{Size} leave a digit of {DigitPatches.Size}×{DigitPatches.Size} only {room}. Take fewer {nameof(Frames)}, a larger {nameof(Size)} or slower {nameof(Speeds)}.");
    }
}

namespace AigcNotebooks.Data;

/// <summary>Where a digit goes in a clip, and how fast: one direction, in which it turns back at the walls, or one and then another. Taught in notebook 09.</summary>
/// <param name="First">Where it sets out to.</param>
/// <param name="Then">Where it goes in the second half of the clip; null: on as before.</param>
/// <param name="Speed">Pixels a frame along each axis that it moves in: 1 slowly, 2, or 3 quickly.</param>
public sealed record Route(Direction First, Direction? Then = null, int Speed = 2)
{
    private static readonly MotionCaptions Eight = new(CaptionStyle.EightDirections);

    /// <summary>All that captions have words for: eight directions, and each pair of two of the directions up, down, left and right; at three speeds. 60 routes.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        .. from speed in new[] { 1, 2, 3 }
           from first in Enum.GetValues<Direction>()
           from then in new Direction?[] { null, Direction.Up, Direction.Right, Direction.Down, Direction.Left }
           where then is null || ((int)first % 2 == 0 && then != first)
           select new Route(first, then, speed),
    ];

    /// <summary>The same two directions the other way round, at the same speed.</summary>
    /// <exception cref="InvalidOperationException">The route has one direction.</exception>
    public Route Swap() => Then is { } then ? this with { First = then, Then = First } : throw new InvalidOperationException($"A route of one direction, {First}, cannot be swapped.");

    /// <summary>Whether the pair of digit and route is held out of training, at every speed. Of one direction: as in <see cref="MotionCaptions"/>, of each digit one axis.
    /// Of two: of each digit one pair of directions, in both orders.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such digit.</exception>
    public bool IsHeldOut(int digit)
    {
        if (Then is not { } then)
            return Eight.IsHeldOut(digit, First);
        ArgumentOutOfRangeException.ThrowIfNegative(digit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digit, 9);
        // Up 0, right 1, down 2, left 3; six pairs of two of them, which the digits take in turn.
        int one = Math.Min((int)First, (int)then) / 2, other = Math.Max((int)First, (int)then) / 2;
        return (one == 0 ? other - 1 : one + other) == digit % 6;
    }
}

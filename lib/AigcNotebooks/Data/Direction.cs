namespace AigcNotebooks.Data;

/// <summary>Where a digit moves to, clockwise from up. Opposite directions are four apart, so <c>(int)direction % 4</c> is the axis
/// (0 up–down, 1 rising diagonal, 2 right–left, 3 falling diagonal). Used in notebooks 08 and 11.</summary>
public enum Direction
{
    /// <summary>(0, −1): rows are counted from the top.</summary>
    Up,

    /// <summary>(1, −1)</summary>
    UpRight,

    /// <summary>(1, 0)</summary>
    Right,

    /// <summary>(1, 1)</summary>
    DownRight,

    /// <summary>(0, 1)</summary>
    Down,

    /// <summary>(−1, 1)</summary>
    DownLeft,

    /// <summary>(−1, 0)</summary>
    Left,

    /// <summary>(−1, −1)</summary>
    UpLeft,
}

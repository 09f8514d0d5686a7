namespace AigcNotebooks.Data;

/// <summary>A digit's way through a clip: where the top left corner of its 16×16 picture is. The ink stays inside of the frame; the picture's empty margin need not.</summary>
internal struct BouncingPath
{
    private static readonly (int X, int Y)[] Vectors = [(0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)];

    private readonly int _minLeft, _maxLeft, _minTop, _maxTop;
    private int _dx, _dy;

    internal BouncingPath((byte Left, byte Top, byte Right, byte Bottom) ink, Direction direction, int speed, BouncingDigitsOptions options, ref SplitMix64 random)
    {
        (_minLeft, _maxLeft) = (-ink.Left, options.Size - ink.Right);
        (_minTop, _maxTop) = (-ink.Top, options.Size - ink.Bottom);
        (int x, int y) = Vectors[(int)direction];
        (_dx, _dy) = (x * speed, y * speed);
        Left = Start(_minLeft, _maxLeft, _dx * options.HeldSteps, ref random);
        Top = Start(_minTop, _maxTop, _dy * options.HeldSteps, ref random);
    }

    internal int Left { get; private set; }

    internal int Top { get; private set; }

    /// <summary>One frame on; the whole motion turns back at a wall, so that a diagonal stays the diagonal it was.</summary>
    internal void Step()
    {
        if (Left + _dx < _minLeft || Left + _dx > _maxLeft || Top + _dy < _minTop || Top + _dy > _maxTop)
            (_dx, _dy) = (-_dx, -_dy);
        Left += _dx;
        Top += _dy;
    }

    /// <summary>A place from which the way held does not leave the frame.</summary>
    private static int Start(int min, int max, int way, ref SplitMix64 random)
    {
        (min, max) = way < 0 ? (min - way, max) : (min, max - way);
        return min + random.Next(max - min + 1);
    }
}

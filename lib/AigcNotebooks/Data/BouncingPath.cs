namespace AigcNotebooks.Data;

/// <summary>A digit's way through a clip: where the top left corner of its 16×16 picture is. The ink stays inside of the frame; the picture's empty margin need not.</summary>
internal struct BouncingPath
{
    private static readonly (int X, int Y)[] Vectors = [(0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)];

    private readonly int _minLeft, _maxLeft, _minTop, _maxTop, _turnsAfter;
    private readonly (int X, int Y) _then;
    private int _dx, _dy, _steps;

    /// <param name="then">Where it goes after half of the clip, and then far enough from the walls for the whole of it; null: on as before.</param>
    internal BouncingPath((byte Left, byte Top, byte Right, byte Bottom) ink, Direction direction, int speed, BouncingDigitsOptions options, ref SplitMix64 random, Direction? then = null)
    {
        (_minLeft, _maxLeft) = (-ink.Left, options.Size - ink.Right);
        (_minTop, _maxTop) = (-ink.Top, options.Size - ink.Bottom);
        (int x, int y) = Vectors[(int)direction];
        (_dx, _dy) = (x * speed, y * speed);
        (x, y) = then is { } next ? Vectors[(int)next] : (0, 0);
        (_then, _turnsAfter) = ((x * speed, y * speed), then is null ? int.MaxValue : options.HeldSteps);
        int rest = options.Frames - 1 - options.HeldSteps;
        Left = Start(_minLeft, _maxLeft, _dx * options.HeldSteps, _then.X * rest, ref random);
        Top = Start(_minTop, _maxTop, _dy * options.HeldSteps, _then.Y * rest, ref random);
    }

    internal int Left { get; private set; }

    internal int Top { get; private set; }

    /// <summary>One frame on; the whole motion turns back at a wall, so that a diagonal stays the diagonal it was.</summary>
    internal void Step()
    {
        if (_steps++ == _turnsAfter)
            (_dx, _dy) = _then;
        if (Left + _dx < _minLeft || Left + _dx > _maxLeft || Top + _dy < _minTop || Top + _dy > _maxTop)
            (_dx, _dy) = (-_dx, -_dy);
        Left += _dx;
        Top += _dy;
    }

    /// <summary>A place from which the way held, and the one after it, do not leave the frame.</summary>
    private static int Start(int min, int max, int way, int thenWay, ref SplitMix64 random)
    {
        (int least, int most) = (Math.Min(0, Math.Min(way, way + thenWay)), Math.Max(0, Math.Max(way, way + thenWay)));
        (min, max) = (min - least, max - most);
        return min + random.Next(max - min + 1);
    }
}

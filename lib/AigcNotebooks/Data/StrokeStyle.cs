namespace AigcNotebooks.Data;

/// <summary>One writer's hand for one digit: bends a skeleton the way a wrist would, before it is inked.</summary>
internal ref struct StrokeStyle
{
    private const int Grid = 4;

    private readonly float _shear, _aspect, _cos, _sin, _taper, _lift, _sag, _squeeze;
    private readonly Span<float> _warp;

    /// <summary>Draws a hand.</summary>
    /// <param name="random">Where the hand comes from.</param>
    /// <param name="warp">Room for the elastic field: <see cref="WarpLength"/> numbers, kept for as long as the hand is used.</param>
    /// <param name="slant">Mean slant, in widths per height, to the right.</param>
    /// <param name="shake">How much of the jitter and elastic noise there is, 1 for all.</param>
    public StrokeStyle(ref SplitMix64 random, Span<float> warp, float slant, float shake)
    {
        Jitter = shake * random.Uniform(0.8f, 3.6f);
        _shear = slant + 0.24f * random.Normal();
        _aspect = random.Uniform(0.6f, 1.2f);
        // The half-angle formulas turn by a small angle without sine and cosine, whose last bits differ between machines.
        var half = 0.055f * random.Normal();
        _cos = (1 - half * half) / (1 + half * half);
        _sin = 2 * half / (1 + half * half);
        _taper = 0.22f * random.Normal();
        _lift = 0.16f * random.Normal();
        _sag = 5f * random.Normal();
        _squeeze = 5f * random.Normal();
        _warp = warp;
        var elastic = shake * random.Uniform(2f, 6.5f);
        for (var i = 0; i < warp.Length; i++)
            warp[i] = elastic * random.Normal();
    }

    /// <summary>How many numbers the elastic field takes: two at each node of a 4 by 4 grid.</summary>
    public const int WarpLength = 2 * Grid * Grid;

    /// <summary>Deviation of the control points, in hundredths of the height.</summary>
    public float Jitter { get; }

    /// <summary>Bends one point of the skeleton's box of 100 by 100.</summary>
    public readonly (float X, float Y) Apply(float x, float y)
    {
        var (dx, dy) = Elastic(x, y);
        x += dx - 50;
        y += dy - 50;
        var v = y * 0.02f;
        // Where the waist is, how the width changes with height, and how level lines sag: a hand's habits that act on the whole digit.
        y += 50 * _lift * (1 - v * v) + _sag * (x * x * 0.0004f - 0.5f);
        x = x * (1 + _taper * v) + _squeeze * (v * v - 0.5f);
        x = x * _aspect - _shear * y;
        return (x * _cos - y * _sin, x * _sin + y * _cos);
    }

    private readonly (float X, float Y) Elastic(float x, float y)
    {
        var (column, u) = Cell(x);
        var (row, v) = Cell(y);
        var at = 2 * (row * Grid + column);
        return (Blend(at, u, v), Blend(at + 1, u, v));
    }

    private readonly float Blend(int at, float u, float v)
    {
        var top = _warp[at] + (_warp[at + 2] - _warp[at]) * u;
        at += 2 * Grid;
        var bottom = _warp[at] + (_warp[at + 2] - _warp[at]) * u;
        return top + (bottom - top) * v;
    }

    private static (int Cell, float Offset) Cell(float coordinate)
    {
        var scaled = Math.Clamp(coordinate * ((Grid - 1) / 100f), 0, Grid - 1.001f);
        var cell = (int)scaled;
        var t = scaled - cell;
        return (cell, t * t * (3 - 2 * t));
    }
}

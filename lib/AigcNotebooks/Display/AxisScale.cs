namespace AigcNotebooks.Display;

/// <summary>Maps an axis' values to pixels and chooses its ticks.</summary>
internal sealed class AxisScale
{
    private readonly double _low, _high, _start, _end;
    private readonly bool _isLog;

    /// <param name="values">What must fit; nothing that is not finite, on a logarithmic axis nothing that is not positive.</param>
    /// <param name="isLog">Whether the axis is logarithmic.</param>
    /// <param name="padding">Room beyond the values at both ends, as a fraction of their range.</param>
    /// <param name="fromZero">Whether the axis ends at zero when no value lies beyond it: bars stand on it.</param>
    /// <param name="start">Pixel of the lowest value.</param>
    /// <param name="end">Pixel of the highest value.</param>
    public AxisScale(IEnumerable<double> values, bool isLog, double padding, bool fromZero, double start, double end)
    {
        (_isLog, _start, _end) = (isLog, start, end);
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high)
            (low, high) = isLog ? (1, 10) : (0, 1);
        (low, high) = isLog ? (Math.Log10(low), Math.Log10(high)) : (low, high);
        // One value alone, or several that differ by rounding only, still get an axis around them.
        var smallest = Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9;
        var room = high - low > smallest ? (high - low) * padding : low == 0 || isLog ? 0.5 : Math.Abs(low) / 2;
        if (fromZero && low == 0 && high == 0)
            high = 1;
        (_low, _high) = (fromZero && low == 0 ? 0 : low - room, fromZero && high == 0 ? 0 : high + room);
        Ticks = isLog ? LogTicks() : LinearTicks();
    }

    /// <summary>Where ticks stand, and what they say.</summary>
    public (double Pixel, string Label)[] Ticks { get; }

    public double Pixel(double value) => PixelOf(_isLog ? Math.Log10(value) : value);

    private double PixelOf(double position) => _start + (position - _low) / (_high - _low) * (_end - _start);

    private (double, string)[] LinearTicks()
    {
        // A tick about every 45 pixels upwards and 90 sideways, at 1, 2 or 5 times a power of ten.
        var wanted = Math.Max(2, Math.Abs(_end - _start) / (_end < _start ? 45 : 90));
        var step = NiceStep((_high - _low) / wanted);
        var ticks = new List<(double, string)>();
        for (var n = Math.Ceiling(_low / step - 1e-9); n * step <= _high + step * 1e-9; n++)
            ticks.Add((PixelOf(n * step), NumberText.Tick(n * step, step)));
        return [.. ticks];
    }

    private (double, string)[] LogTicks()
    {
        var decades = _high - _low;
        var every = Math.Max(1, (int)Math.Ceiling(decades / 8));
        double[] within = decades < 1.5 ? [1, 2, 3, 5] : decades < 3 ? [1, 3] : [1];
        var ticks = new List<(double, string)>();
        for (var decade = Math.Floor(_low / every) * every; decade <= _high; decade += every)
            foreach (var factor in within)
            {
                var value = factor * Math.Pow(10, decade);
                var position = Math.Log10(value);
                if (position >= _low - 1e-9 && position <= _high + 1e-9)
                    ticks.Add((PixelOf(position), NumberText.Tick(value, Math.Pow(10, decade))));
            }
        // Less than the gap between two such ticks: say the ends.
        if (ticks.Count < 2)
            ticks = [(_start, NumberText.Readable(Math.Pow(10, _low))), (_end, NumberText.Readable(Math.Pow(10, _high)))];
        return [.. ticks];
    }

    /// <summary>The smallest of 1, 2, 5, 10, 20, … (or 0.5, 0.2, …) that is not below <paramref name="rough"/>.</summary>
    internal static double NiceStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { <= 1.0000001 => 1, <= 2.0000001 => 2, <= 5.0000001 => 5, _ => 10 };
    }
}

using System.Globalization;

namespace AigcNotebooks.Display;

/// <summary>Numbers as short text: for JSON and SVG, and for people.</summary>
internal static class NumberText
{
    private const int Digits = 4;

    /// <summary>A JSON number of four significant digits, or more where the axis needs them: whole numbers below ten million
    /// stay exact, and two values of a series differ in text when they differ by a ten-thousandth of <paramref name="range"/>.
    /// JSON knows no NaN and no infinity: those are <c>null</c>.</summary>
    public static string Json(double value, double range)
    {
        if (!double.IsFinite(value))
            return "null";
        if (value == 0)
            return "0";
        var exponent = Exponent(value);
        var digits = Digits;
        if (exponent < 7)
            digits = Math.Max(digits, exponent + 1);
        if (range > 0 && double.IsFinite(range))
            digits = Math.Max(digits, exponent - Exponent(range) + Digits);
        return value.ToString("G" + Math.Clamp(digits, Digits, 15), CultureInfo.InvariantCulture);
    }

    /// <summary>For tables and sentences: four significant digits, thousands separated, <c>NaN</c> and <c>∞</c> by name.</summary>
    public static string Readable(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : "-∞";
        if (value == 0)
            return "0";
        var exponent = Exponent(value);
        if (exponent is < -4 or >= 12)
            return value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        var rounded = double.Parse(value.ToString("G" + Math.Max(Digits, exponent + 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded.ToString("#,0.########", CultureInfo.InvariantCulture);
    }

    /// <summary>A tick's label, with as many decimals as <paramref name="step"/> between ticks asks for.</summary>
    public static string Tick(double value, double step)
    {
        if (value == 0)
            return "0";
        if (Math.Abs(value) is >= 1e7 or < 1e-4)
            return value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        var decimals = Math.Clamp(-Exponent(step), 0, 8);
        return value.ToString("N" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>A coordinate of a picture: a tenth of a pixel is enough.</summary>
    public static string Pixel(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static int Exponent(double value) => (int)Math.Floor(Math.Log10(Math.Abs(value)));
}

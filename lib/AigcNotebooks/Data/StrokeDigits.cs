using AigcNotebooks.Training;

namespace AigcNotebooks.Data;

/// <summary>
/// Handwritten-like digits that the library draws itself: 28×28, as many as wanted, from a seed. They stand in for MNIST where it cannot be had.
/// </summary>
/// <remarks>
/// A skeleton of strokes is bent as a hand would (jitter, elastic noise, slant, width), inked with a round pen of changing pressure and
/// placed as MNIST's digits are: fitted to 20×20 pixels, then the centre of mass moved to the middle of 28×28. The arithmetic is limited to
/// operations that IEEE 754 defines to the last bit, so a seed gives the same bytes on every machine.
/// </remarks>
public static partial class StrokeDigits
{
    private const int MaxPoints = 160;
    private const int StepsPerSpan = 6;

    /// <summary>Draws one digit.</summary>
    /// <param name="digit">Which digit, 0 to 9.</param>
    /// <param name="seed">Which of its pictures; the same seed gives the same bytes.</param>
    /// <returns>28 × 28 grey levels, row by row: 0 is paper, 254 is ink.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digit"/> is not 0 to 9.</exception>
    public static byte[] Draw(int digit, ulong seed)
    {
        if (digit is < 0 or > 9)
            throw new ArgumentOutOfRangeException(nameof(digit), digit, "Expected a digit from 0 to 9.");
        var image = new byte[StrokeRaster.Size * StrokeRaster.Size];
        var random = new SplitMix64(seed);
        Draw(digit, ref random, image);
        return image;
    }

    /// <summary>Draws <paramref name="count"/> digits; the first n are the same whatever the count and however many threads draw.</summary>
    /// <remarks>Each ten in a row are the ten digits in a random order, so the classes are balanced.</remarks>
    internal static (byte[] Images, byte[] Labels) GenerateBytes(int count, ulong seed, int maxThreads = -1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        const int pixels = StrokeRaster.Size * StrokeRaster.Size;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / pixels);
        var images = new byte[count * pixels];
        var labels = new byte[count];
        Parallel.For(0, (count + 9) / 10, new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = Stop.Token }, ten =>
        {
            var order = SplitMix64.ForItem(~seed, (ulong)ten);
            Span<byte> digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
            for (var i = 9; i > 0; i--)
            {
                var j = order.Next(i + 1);
                (digits[i], digits[j]) = (digits[j], digits[i]);
            }
            for (var i = ten * 10; i < Math.Min(count, ten * 10 + 10); i++)
            {
                labels[i] = digits[i - ten * 10];
                var random = SplitMix64.ForItem(seed, (ulong)i);
                Draw(labels[i], ref random, images.AsSpan(i * pixels, pixels));
            }
        });
        return (images, labels);
    }

    private static void Draw(int digit, ref SplitMix64 random, Span<byte> image)
    {
        var glyph = Choose(StrokeGlyphs.ByDigit[digit], ref random);
        // An oval shows every knock, where a digit with corners hides them.
        var style = new StrokeStyle(ref random, stackalloc float[StrokeStyle.WarpLength], slant: digit == 1 ? 0.24f : 0.12f, shake: digit == 0 ? 0.55f : 1);

        Span<(float X, float Y)> controls = stackalloc (float, float)[glyph.Points.Length];
        for (var i = 0; i < controls.Length; i++)
            controls[i] = (glyph.Points[i].X + style.Jitter * random.Normal(), glyph.Points[i].Y + style.Jitter * random.Normal());

        Span<(float X, float Y)> way = stackalloc (float, float)[MaxPoints];
        Span<bool> lifted = stackalloc bool[MaxPoints];
        lifted.Clear();
        var length = 0;
        foreach (var piece in glyph.Pieces)
        {
            lifted[length] = true;
            for (var span = 0; span + 1 < piece.Length; span++)
            {
                var (p1, p2) = (controls[piece[span]], controls[piece[span + 1]]);
                var p0 = span > 0 ? controls[piece[span - 1]] : p1;
                var p3 = span + 2 < piece.Length ? controls[piece[span + 2]] : p2;
                for (var step = span == 0 ? 0 : 1; step <= StepsPerSpan; step++)
                {
                    var (x, y) = CatmullRom(p0, p1, p2, p3, step * (1f / StepsPerSpan));
                    way[length++] = style.Apply(x, y);
                }
            }
        }
        way = way[..length];

        var pen = MathF.Max(0.8f, 1.25f + 0.36f * random.Normal());
        if (random.Next(12) == 0)
            pen *= 1.3f;
        StrokeRaster.Fit(way, pen);
        Span<float> distance = stackalloc float[StrokeRaster.Size * StrokeRaster.Size];
        distance.Fill(float.MaxValue);
        // Pressure swells and fades along the way: a slow random walk around the pen's radius.
        float pressure = 0.12f * random.Normal(), drift = 0;
        for (var i = 1; i < length; i++)
        {
            drift = 0.8f * drift + 0.025f * random.Normal();
            pressure = 0.97f * pressure + drift;
            if (!lifted[i])
                StrokeRaster.Segment(distance, way[i - 1], way[i], pen * Math.Clamp(1 + pressure, 0.65f, 1.3f));
        }
        StrokeRaster.Ink(distance, image, ref random);
    }

    private static StrokeGlyph Choose(StrokeGlyph[] glyphs, ref SplitMix64 random)
    {
        var total = 0f;
        foreach (var glyph in glyphs)
            total += glyph.Weight;
        var left = random.Uniform(0, total);
        foreach (var glyph in glyphs)
        {
            left -= glyph.Weight;
            if (left < 0)
                return glyph;
        }
        return glyphs[^1];
    }

    /// <summary>A point of the curve that passes through p1 (t = 0) and p2 (t = 1) and leans on their neighbours (Catmull and Rom, 1974).</summary>
    private static (float X, float Y) CatmullRom((float X, float Y) p0, (float X, float Y) p1, (float X, float Y) p2, (float X, float Y) p3, float t)
    {
        return (Blend(p0.X, p1.X, p2.X, p3.X, t), Blend(p0.Y, p1.Y, p2.Y, p3.Y, t));

        static float Blend(float a, float b, float c, float d, float t) =>
            b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }
}

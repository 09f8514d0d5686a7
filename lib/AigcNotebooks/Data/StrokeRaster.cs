namespace AigcNotebooks.Data;

/// <summary>Inks a bent skeleton as MNIST's pictures are made: fitted to 20 by 20 pixels, then centred by mass in 28 by 28.</summary>
internal static class StrokeRaster
{
    public const int Size = 28;
    private const int Box = 20;
    // The soft edge reaches past the pen: without this the ink would stand in 21 pixels.
    private const float Edge = 0.6f;

    /// <summary>Fits points to MNIST's box of 20 by 20, leaving room for the pen, in the middle of the 28 by 28 sheet.</summary>
    /// <param name="points">The points of all strokes; changed in place from any unit to pixels.</param>
    /// <param name="radius">The pen's radius in pixels.</param>
    public static void Fit(Span<(float X, float Y)> points, float radius)
    {
        float left = float.MaxValue, right = float.MinValue, top = float.MaxValue, bottom = float.MinValue;
        foreach (var (x, y) in points)
        {
            left = MathF.Min(left, x);
            right = MathF.Max(right, x);
            top = MathF.Min(top, y);
            bottom = MathF.Max(bottom, y);
        }
        var scale = (Box - Edge - 2 * radius) / MathF.Max(right - left, bottom - top);
        var (middleX, middleY) = (0.5f * (left + right), 0.5f * (top + bottom));
        for (var i = 0; i < points.Length; i++)
            points[i] = (0.5f * Size + (points[i].X - middleX) * scale, 0.5f * Size + (points[i].Y - middleY) * scale);
    }

    /// <summary>Lowers each pixel's distance to the ink's edge by one segment of the pen's way.</summary>
    /// <param name="distance">28 × 28 distances to the edge of the ink in pixels, negative inside.</param>
    /// <param name="from">Where the segment starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="radius">The pen's radius on this segment.</param>
    public static void Segment(Span<float> distance, (float X, float Y) from, (float X, float Y) to, float radius)
    {
        var reach = radius + 1;
        var x0 = Math.Max(0, (int)(MathF.Min(from.X, to.X) - reach));
        var x1 = Math.Min(Size - 1, (int)(MathF.Max(from.X, to.X) + reach));
        var y0 = Math.Max(0, (int)(MathF.Min(from.Y, to.Y) - reach));
        var y1 = Math.Min(Size - 1, (int)(MathF.Max(from.Y, to.Y) + reach));
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var inverse = 1 / MathF.Max(dx * dx + dy * dy, 1e-6f);
        for (var y = y0; y <= y1; y++)
        {
            var py = y + 0.5f - from.Y;
            for (var x = x0; x <= x1; x++)
            {
                var px = x + 0.5f - from.X;
                var t = MathF.Min(1, MathF.Max(0, (px * dx + py * dy) * inverse));
                var (ex, ey) = (px - t * dx, py - t * dy);
                var d = MathF.Sqrt(ex * ex + ey * ey) - radius;
                ref var pixel = ref distance[y * Size + x];
                pixel = MathF.Min(pixel, d);
            }
        }
    }

    /// <summary>Turns distances into grey levels (0 paper, 255 ink) with a rough edge, and moves the centre of mass to pixel (14, 14).</summary>
    public static void Ink(ReadOnlySpan<float> distance, Span<byte> image, ref SplitMix64 random)
    {
        // However thin the stroke, MNIST's darkest pixel is at 254 or more: the edge must not reach its middle.
        var deepest = 0f;
        foreach (var d in distance)
            deepest = MathF.Min(deepest, d);
        var softness = MathF.Min(random.Uniform(0.9f, 1.7f), -2 * deepest);
        var roughness = random.Uniform(0.02f, 0.14f);
        Span<byte> sheet = stackalloc byte[Size * Size];
        sheet.Clear();
        float mass = 0, massX = 0, massY = 0;
        for (var i = 0; i < sheet.Length; i++)
        {
            if (distance[i] > 0.9f)
                continue;
            var noise = random.Normal();
            // MNIST's ink is 253, 254 or 255, in about 57, 30 and 12 of 100 pixels.
            var ink = noise < 0.2f ? 253 : noise < 1.2f ? 254 : 255;
            var grey = (int)(ink * MathF.Min(1, 0.5f - (distance[i] + roughness * noise) / softness));
            if (grey <= 0)
                continue;
            sheet[i] = (byte)grey;
            mass += grey;
            massX += grey * (i % Size);
            massY += grey * (i / Size);
        }
        var shiftX = (int)MathF.Floor(0.5f * Size - massX / mass + 0.5f);
        var shiftY = (int)MathF.Floor(0.5f * Size - massY / mass + 0.5f);
        image.Clear();
        for (var y = Math.Max(0, -shiftY); y < Math.Min(Size, Size - shiftY); y++)
            for (var x = Math.Max(0, -shiftX); x < Math.Min(Size, Size - shiftX); x++)
                image[(y + shiftY) * Size + x + shiftX] = sheet[y * Size + x];
    }
}

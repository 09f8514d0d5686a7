namespace AigcNotebooks.Display;

/// <summary>A batch of images as bytes, laid out as PyTorch lays out (N, C, H, W), and what the reader should know about how they became bytes.</summary>
internal sealed record PixelBatch(byte[] Bytes, int Count, int Channels, int Height, int Width, string? Note = null)
{
    /// <summary>Maps values from [<paramref name="low"/>, <paramref name="high"/>] to 0 … 255. Values outside are clipped; pixels
    /// that are NaN or infinite become magenta; the note says how many of each.</summary>
    public static PixelBatch FromFloats(ReadOnlySpan<float> values, int count, int channels, int height, int width, double low, double high)
    {
        if (!(low < high) || !double.IsFinite(low) || !double.IsFinite(high))
            throw new ArgumentException($"range: ({low}, {high}) is no range; give the values of black and of white, such as (-1, 1).");
        var bytes = new byte[values.Length];
        var (clipped, broken) = (0L, 0L);
        var scale = 255 / (high - low);
        // Rounding in float32 may leave a value a hair outside; half a grey level is not worth a word.
        var (lowest, highest) = (low - 0.5 / scale, high + 0.5 / scale);
        for (var i = 0; i < values.Length; i++)
        {
            var value = (double)values[i];
            if (!double.IsFinite(value))
                broken++;
            else
            {
                clipped += value < lowest || value > highest ? 1 : 0;
                bytes[i] = (byte)Math.Clamp(Math.Round((value - low) * scale), 0, 255);
            }
        }
        var notes = new List<string>();
        if (broken > 0)
            notes.Add($"{broken:N0} of {values.Length:N0} values are NaN or infinite (magenta)");
        if (clipped > 0)
            notes.Add($"{clipped:N0} of {values.Length:N0} values lie outside [{low:0.###}, {high:0.###}] and are clipped; does range: say the images' own range?");
        if (broken == 0 && bytes.Length > 0 && !bytes.AsSpan().ContainsAnyExcept(bytes[0]))
            notes.Add($"every pixel has the same value ({NumberText.Readable(values[0])})");
        var batch = new PixelBatch(bytes, count, channels, height, width, notes.Count == 0 ? null : string.Join("; ", notes));
        return broken == 0 ? batch : batch.WithMagenta(values);
    }

    /// <summary>The value of a pixel's channel; a grey image has the same in all of them.</summary>
    public byte this[int image, int channel, int row, int column] =>
        Bytes[((image * Channels + (Channels == 1 ? 0 : channel)) * Height + row) * Width + column];

    /// <summary>The images of those indices.</summary>
    public PixelBatch Pick(int[] indices)
    {
        var size = Channels * Height * Width;
        return this with { Bytes = [.. indices.SelectMany(index => Bytes.AsSpan(index * size, size).ToArray())], Count = indices.Length };
    }

    /// <summary>Some of the images, without the note, which is about all.</summary>
    public PixelBatch Slice(int first, int count)
    {
        var size = Channels * Height * Width;
        return this with { Bytes = Bytes.AsSpan(first * size, count * size).ToArray(), Count = count, Note = null };
    }

    private PixelBatch WithMagenta(ReadOnlySpan<float> values)
    {
        var plane = Height * Width;
        var colored = new byte[Count * 3 * plane];
        for (var image = 0; image < Count; image++)
            for (var pixel = 0; pixel < plane; pixel++)
            {
                var isBroken = false;
                for (var channel = 0; channel < Channels; channel++)
                    isBroken |= !float.IsFinite(values[(image * Channels + channel) * plane + pixel]);
                for (var channel = 0; channel < 3; channel++)
                    colored[(image * 3 + channel) * plane + pixel] = isBroken ? (byte)(channel == 1 ? 0 : 255)
                        : Bytes[(image * Channels + (Channels == 1 ? 0 : channel)) * plane + pixel];
            }
        return this with { Bytes = colored, Channels = 3 };
    }
}

using System.Buffers.Binary;

namespace AigcNotebooks.Display;

/// <summary>Writes animated PNG files, which every browser plays: in both package sets by the kit's own encoder, after the W3C's Portable Network Graphics specification, third edition, chapter 11.3.4. Viewers
/// that know no animation show the first frame.</summary>
/// <remarks>A frame holds only the rectangle in which it differs from the one before; what does not move costs nothing.</remarks>
public static class Apng
{
    /// <summary>Encodes frames as one animation that repeats for ever; one frame alone as a plain PNG.</summary>
    /// <param name="frames">At least one; each row after row from the top, <paramref name="channels"/> bytes a pixel.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 (grey, 0 is black) or 3 (red, green, blue).</param>
    /// <param name="framesPerSecond">How fast; more than 0 and at most 100, since browsers slow down what is faster.</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">A size is out of range, or a frame has another length than they ask for.</exception>
    public static byte[] Encode(IReadOnlyList<byte[]> frames, int width, int height, int channels, double framesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count, nameof(frames));
        foreach (var frame in frames)
            Png.CheckSize(frame, width, height, channels);
        CheckSpeed(framesPerSecond);
        if (frames.Count == 1)
            return Png.Write(frames[0], width, height, channels);
        using var file = new MemoryStream();
        Png.WriteHeader(file, width, height, channels);
        Span<byte> numbers = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(numbers, frames.Count);
        BinaryPrimitives.WriteInt32BigEndian(numbers[4..], 0); // for ever
        Png.WriteChunk(file, "acTL"u8, numbers);
        var sequence = 0;
        for (var i = 0; i < frames.Count; i++)
        {
            var area = i == 0 ? new(0, 0, width, height) : Changed(frames[i - 1], frames[i], width, height, channels);
            WriteControl(file, sequence++, area, framesPerSecond);
            var data = Png.Compress(Cut(frames[i], width, channels, area), area.Width * channels, channels);
            if (i == 0)
                Png.WriteChunk(file, "IDAT"u8, data);
            else
            {
                var numbered = new byte[data.Length + 4];
                BinaryPrimitives.WriteInt32BigEndian(numbered, sequence++);
                data.CopyTo(numbered, 4);
                Png.WriteChunk(file, "fdAT"u8, numbered);
            }
        }
        Png.WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    internal static void CheckSpeed(double framesPerSecond)
    {
        if (framesPerSecond is not (> 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(framesPerSecond), framesPerSecond, "An animation shows more than 0 and at most 100 frames a second.");
    }

    private static void WriteControl(MemoryStream file, int sequence, Area area, double framesPerSecond)
    {
        Span<byte> control = stackalloc byte[26];
        int[] numbers = [sequence, area.Width, area.Height, area.Left, area.Top];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(control[(4 * i)..], numbers[i]);
        // A fraction of a second in two 16-bit numbers: exact where the speed is a whole number.
        var isWhole = framesPerSecond == Math.Floor(framesPerSecond);
        var delay = isWhole ? 1 : Math.Clamp((int)Math.Round(1000 / framesPerSecond), 1, ushort.MaxValue);
        BinaryPrimitives.WriteUInt16BigEndian(control[20..], (ushort)delay);
        BinaryPrimitives.WriteUInt16BigEndian(control[22..], (ushort)(isWhole ? framesPerSecond : 1000));
        control[24] = 0; // afterwards the frame stays
        control[25] = 0; // it replaces what was there
        Png.WriteChunk(file, "fcTL"u8, control);
    }

    /// <summary>The smallest rectangle outside of which both are equal; a pixel where they are equal everywhere, since an area cannot be empty.</summary>
    private static Area Changed(byte[] before, byte[] after, int width, int height, int channels)
    {
        var (left, top, right, bottom) = (width, height, -1, -1);
        var stride = width * channels;
        for (var row = 0; row < height; row++)
        {
            var old = before.AsSpan(row * stride, stride);
            var now = after.AsSpan(row * stride, stride);
            var equal = old.CommonPrefixLength(now);
            if (equal == stride)
                continue;
            var last = stride - 1;
            while (old[last] == now[last])
                last--;
            (left, right) = (Math.Min(left, equal / channels), Math.Max(right, last / channels));
            (top, bottom) = (Math.Min(top, row), row);
        }
        return right < 0 ? new(0, 0, 1, 1) : new(left, top, right - left + 1, bottom - top + 1);
    }

    private static byte[] Cut(byte[] frame, int width, int channels, Area area)
    {
        var cut = new byte[area.Width * area.Height * channels];
        var length = area.Width * channels;
        for (var row = 0; row < area.Height; row++)
            frame.AsSpan(((area.Top + row) * width + area.Left) * channels, length).CopyTo(cut.AsSpan(row * length));
        return cut;
    }

    private readonly record struct Area(int Left, int Top, int Width, int Height);
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace AigcNotebooks.Display;

/// <summary>Writes PNG files, 8 bits a channel, grey or RGB: by SixLabors.ImageSharp in the <c>nuget</c> package set; in <c>system</c> by the
/// specification (W3C Portable Network Graphics, third edition) over the framework's own zlib.</summary>
public static class Png
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = CreateCrcTable();

    /// <summary>Encodes an image.</summary>
    /// <param name="pixels">Row after row from the top, pixel after pixel, <paramref name="channels"/> bytes each.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 (grey, 0 is black) or 3 (red, green, blue).</param>
    /// <returns>The bytes of a PNG file.</returns>
    /// <exception cref="ArgumentException">A size is out of range, or <paramref name="pixels"/> has another length than they ask for.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        CheckSize(pixels, width, height, channels);
        return ImageFiles.Png(pixels, width, height, channels);
    }

    internal static void CheckSize(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image of this kit has 1 channel (grey) or 3 (red, green, blue).");
        if (pixels.Length != (long)width * height * channels)
            throw new ArgumentException($"An image of {width} × {height} pixels with {channels} channels has {(long)width * height * channels} bytes; got {pixels.Length}.", nameof(pixels));
    }

    /// <summary>The kit's own writer.</summary>
    internal static byte[] Write(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        using var file = new MemoryStream();
        WriteHeader(file, width, height, channels);
        WriteChunk(file, "IDAT"u8, Compress(pixels, width * channels, channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The signature and the first chunk.</summary>
    internal static void WriteHeader(MemoryStream file, int width, int height, int channels)
    {
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits a channel
        header[9] = (byte)(channels == 1 ? 0 : 2); // colour type: grey, or RGB
        WriteChunk(file, "IHDR"u8, header);
    }

    /// <summary>The CRC-32 of PNG's chunks (also zlib's and Ethernet's).</summary>
    internal static uint Crc32(ReadOnlySpan<byte> bytes, uint previous = 0)
    {
        var crc = ~previous;
        foreach (var value in bytes)
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>Filters and compresses the rows: what the data chunks hold.</summary>
    internal static byte[] Compress(ReadOnlySpan<byte> pixels, int stride, int bytesPerPixel)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            var filtered = new byte[stride + 1];
            ReadOnlySpan<byte> above = new byte[stride];
            for (var start = 0; start < pixels.Length; start += stride)
            {
                var row = pixels.Slice(start, stride);
                PngFilter.Apply(row, above, bytesPerPixel, filtered);
                zlib.Write(filtered);
                above = row;
            }
        }
        return compressed.ToArray();
    }

    internal static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(data, Crc32(type)));
        file.Write(number);
    }

    private static uint[] CreateCrcTable()
    {
        var table = new uint[256];
        for (var n = 0u; n < 256; n++)
        {
            table[n] = n;
            for (var bit = 0; bit < 8; bit++)
                table[n] = (table[n] & 1) != 0 ? 0xEDB88320 ^ (table[n] >> 1) : table[n] >> 1;
        }
        return table;
    }
}

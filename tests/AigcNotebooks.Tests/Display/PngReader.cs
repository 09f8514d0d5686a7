using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AigcNotebooks.Display;
using Xunit;

namespace AigcNotebooks.Tests.Display;

/// <summary>Reads back what the kit's PNG encoder wrote, by the specification and with none of its code but the checksum, which has a test of its own.</summary>
internal static class PngReader
{
    public static (byte[] Pixels, int Width, int Height, int Channels) Read(byte[] file)
    {
        var chunks = Chunks(file);
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type).Distinct());
        var header = chunks[0].Data;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        var channels = header[9] == 0 ? 1 : 3;
        Assert.Equal([8, (byte)(channels == 1 ? 0 : 2), 0, 0, 0], header[8..]);

        return (Rows([.. chunks[1..^1].SelectMany(chunk => chunk.Data)], width, height, channels), width, height, channels);
    }

    /// <summary>The chunks of a file, whose checksums fit.</summary>
    public static List<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        Assert.Equal("89-50-4E-47-0D-0A-1A-0A", BitConverter.ToString(file, 0, 8));
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            Assert.Equal(Png.Crc32(file.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }
        return chunks;
    }

    /// <summary>The pixels of compressed, filtered rows.</summary>
    public static byte[] Rows(byte[] data, int width, int height, int channels)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        var pixels = new byte[width * height * channels];
        var row = new byte[width * channels];
        for (var y = 0; y < height; y++)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            for (var i = 0; i < row.Length; i++)
            {
                int left = i >= channels ? pixels[y * row.Length + i - channels] : 0;
                int above = y > 0 ? pixels[(y - 1) * row.Length + i] : 0;
                int corner = y > 0 && i >= channels ? pixels[(y - 1) * row.Length + i - channels] : 0;
                var estimate = left + above - corner;
                int[] candidates = [left, above, corner];
                pixels[y * row.Length + i] = (byte)(row[i] + filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => candidates.MinBy(candidate => Math.Abs(estimate - candidate)),
                    _ => throw new InvalidDataException($"Filter {filter}"),
                });
            }
        }
        Assert.Equal(-1, zlib.ReadByte());
        return pixels;
    }
}

using AigcNotebooks.Display;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class PngTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 7, 3)]
    [InlineData(64, 48, 1)]
    [InlineData(33, 65, 3)]
    public void Pixels_come_back(int width, int height, int channels)
    {
        var pixels = new byte[width * height * channels];
        new Random(width).NextBytes(pixels);
        // Half noise, half a slope: the rows choose different filters.
        for (var i = pixels.Length / 2; i < pixels.Length; i++)
            pixels[i] = (byte)(i / channels * 3);

        var read = PngReader.Read(Png.Encode(pixels, width, height, channels));

        Assert.Equal((width, height, channels), (read.Width, read.Height, read.Channels));
        Assert.Equal(pixels, read.Pixels);
    }

    [Fact]
    public void Checksums_are_CRC_32()
    {
        // The check value of CRC-32 in every catalogue, and the end chunk that every PNG file has.
        Assert.Equal(0xCBF43926u, Png.Crc32("123456789"u8));
        Assert.Equal("00-00-00-00-49-45-4E-44-AE-42-60-82", BitConverter.ToString(Png.Encode([0], 1, 1, 1)[^12..]));
    }

    [Fact]
    public void Repeated_rows_cost_next_to_nothing()
    {
        var row = new byte[600];
        new Random(1).NextBytes(row);
        var pixels = Enumerable.Repeat(row, 300).SelectMany(each => each).ToArray();

        Assert.InRange(Png.Encode(pixels, 600, 300, 1).Length, 600, 1500);
    }

    [Fact]
    public void Wrong_sizes_are_errors()
    {
        Assert.Contains("has 6 bytes; got 5", Assert.Throws<ArgumentException>(() => Png.Encode(new byte[5], 3, 2, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Png.Encode([], 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Png.Encode(new byte[4], 2, 1, 2));
    }
}

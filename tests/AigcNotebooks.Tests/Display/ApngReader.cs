using System.Buffers.Binary;
using Xunit;

namespace AigcNotebooks.Tests.Display;

/// <summary>Plays an animated PNG by the specification: what is on the screen at each frame, and for how long.</summary>
internal static class ApngReader
{
    public static (List<byte[]> Frames, double[] Seconds, int Width, int Height, int Channels) Read(byte[] file)
    {
        var chunks = PngReader.Chunks(file);
        Assert.Equal("IHDR", chunks[0].Type);
        Assert.Equal("acTL", chunks[1].Type);
        Assert.Equal("IEND", chunks[^1].Type);
        var (width, height, channels) = (Number(chunks[0].Data, 0), Number(chunks[0].Data, 4), chunks[0].Data[9] == 0 ? 1 : 3);
        Assert.Equal(0, Number(chunks[1].Data, 4));
        var (frames, seconds, screen) = (new List<byte[]>(), new List<double>(), new byte[width * height * channels]);
        var sequence = 0;
        for (var i = 2; i < chunks.Count - 1; i += 2)
        {
            var (control, data) = (chunks[i], chunks[i + 1]);
            Assert.Equal(("fcTL", i == 2 ? "IDAT" : "fdAT"), (control.Type, data.Type));
            Assert.Equal(sequence++, Number(control.Data, 0));
            if (i > 2)
                Assert.Equal(sequence++, Number(data.Data, 0));
            var (w, h, left, top) = (Number(control.Data, 4), Number(control.Data, 8), Number(control.Data, 12), Number(control.Data, 16));
            seconds.Add((double)BinaryPrimitives.ReadUInt16BigEndian(control.Data.AsSpan(20)) / BinaryPrimitives.ReadUInt16BigEndian(control.Data.AsSpan(22)));
            Assert.Equal([0, 0], control.Data[24..]);
            var pixels = PngReader.Rows(i == 2 ? data.Data : data.Data[4..], w, h, channels);
            for (var row = 0; row < h; row++)
                pixels.AsSpan(row * w * channels, w * channels).CopyTo(screen.AsSpan(((top + row) * width + left) * channels));
            frames.Add([.. screen]);
        }
        Assert.Equal(frames.Count, Number(chunks[1].Data, 0));
        return (frames, [.. seconds], width, height, channels);
    }

    private static int Number(byte[] data, int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));
}

using AigcNotebooks.Display;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class ApngTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Frames_come_back_with_their_times(int channels)
    {
        var random = new Random(channels);
        var frames = Enumerable.Range(0, 6).Select(_ => new byte[9 * 7 * channels]).ToArray();
        for (var i = 0; i < frames.Length; i++)
        {
            // Noise at first; then a square that moves, two equal frames, and noise again.
            if (i is 0 or 5)
                random.NextBytes(frames[i]);
            else
                frames[i].AsSpan((i == 3 ? 2 : i) * 9 * channels, 3 * channels).Fill(200);
        }

        var read = ApngReader.Read(Apng.Encode(frames, 9, 7, channels, framesPerSecond: 8));

        Assert.Equal((9, 7, channels), (read.Width, read.Height, read.Channels));
        Assert.Equal(frames, read.Frames);
        Assert.All(read.Seconds, seconds => Assert.Equal(1 / 8.0, seconds));
    }

    [Fact]
    public void What_stands_still_costs_next_to_nothing()
    {
        var still = new byte[200 * 200];
        new Random(1).NextBytes(still);
        var moving = Enumerable.Range(0, 10).Select(i => { byte[] frame = [.. still]; frame[i * 200 + i] ^= 255; return frame; }).ToArray();

        Assert.InRange(Apng.Encode(moving, 200, 200, 1, 10).Length - Apng.Encode([still], 200, 200, 1, 10).Length, 1, 1000);
    }

    [Theory]
    [InlineData(12.5, 0.08)]
    [InlineData(0.25, 4)]
    [InlineData(60, 1 / 60.0)]
    [InlineData(0.001, 65.535)]
    public void Speeds_that_are_no_whole_number_are_near(double framesPerSecond, double seconds) =>
        Assert.Equal(seconds, ApngReader.Read(Apng.Encode([[1], [2]], 1, 1, 1, framesPerSecond)).Seconds[0], 1e-9);

    [Fact]
    public void One_frame_is_a_plain_picture() => Assert.Equal([7, 8], PngReader.Read(Apng.Encode([[7, 8]], 2, 1, 1, 10)).Pixels);

    [Fact]
    public void Wrong_sizes_and_speeds_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Apng.Encode([], 3, 2, 1, 4));
        Assert.Contains("has 6 bytes; got 5", Assert.Throws<ArgumentException>(() => Apng.Encode([new byte[6], new byte[5]], 3, 2, 1, 4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Apng.Encode([new byte[6]], 3, 2, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Apng.Encode([new byte[6]], 3, 2, 1, 101));
    }
}

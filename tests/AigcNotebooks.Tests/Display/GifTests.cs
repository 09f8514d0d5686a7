using AigcNotebooks.Display;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class GifTests
{
    private static readonly byte[][] Frames = [[0, 0, 255, 255, 0, 255], [255, 255, 0, 0, 0, 255]];

    [Fact]
    public void Frames_become_an_animation_where_the_package_set_can()
    {
        Assert.Equal(Kit.PackageSet == "nuget", Gif.IsAvailable);
        if (!Gif.IsAvailable)
        {
            Assert.Contains("AIGC_PACKAGES=nuget", Assert.Throws<NotSupportedException>(() => Gif.Encode(Frames, 3, 2, 1, 4)).Message);
            return;
        }
        var file = Gif.Encode(Frames, 3, 2, 1, framesPerSecond: 4);
        Assert.Equal("GIF89a"u8, file.AsSpan(0, 6));
        Assert.Equal([3, 0, 2, 0], file[6..10]);
    }

    [Fact]
    public void Wrong_sizes_and_speeds_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Gif.Encode([], 3, 2, 1, 4));
        Assert.Contains("has 6 bytes; got 5", Assert.Throws<ArgumentException>(() => Gif.Encode([new byte[5]], 3, 2, 1, 4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Gif.Encode(Frames, 3, 2, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gif.Encode(Frames, 3, 2, 1, 101));
    }
}

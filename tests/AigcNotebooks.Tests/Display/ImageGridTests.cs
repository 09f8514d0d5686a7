using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class ImageGridTests
{
    // Three images of 1 × 2 pixels.
    private static readonly byte[] Three = [10, 20, 30, 40, 50, 60];

    [Fact]
    public void Images_stand_in_rows_with_grey_between_them()
    {
        var png = PngReader.Read(new ImageGrid(Three, 3, 1, 1, 2, columns: 2, padding: 1, scale: 1).ToPng());

        Assert.Equal((7, 5, 1), (png.Width, png.Height, png.Channels));
        const byte o = 128;
        Assert.Equal(
            [
                o, o, o, o, o, o, o,
                o, 10, 20, o, 30, 40, o,
                o, o, o, o, o, o, o,
                o, 50, 60, o, o, o, o,
                o, o, o, o, o, o, o,
            ],
            png.Pixels);
    }

    [Fact]
    public void Enlarging_repeats_pixels()
    {
        var png = PngReader.Read(new ImageGrid([1, 2], 1, 1, 1, 2, padding: 0, scale: 2).ToPng());

        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2], png.Pixels);
    }

    [Fact]
    public void Colour_planes_become_pixels()
    {
        // Red plane, green plane, blue plane, as PyTorch lays out.
        var png = PngReader.Read(new ImageGrid([1, 2, 3, 4, 5, 6], 1, 3, 1, 2, padding: 0, scale: 1).ToPng());

        Assert.Equal([1, 3, 5, 2, 4, 6], png.Pixels);
    }

    [Fact]
    public void Digits_are_enlarged_to_be_read()
    {
        Assert.Equal(3, new ImageGrid(new byte[64 * 784], 64, 1, 28, 28).Scale);
        Assert.Equal(3, new ImageGrid(new byte[784], 1, 1, 28, 28).Scale);
        Assert.Equal(1, new ImageGrid(new byte[256 * 784], 256, 1, 28, 28, columns: 16).Scale);
        Assert.Equal(1, new ImageGrid(new byte[512 * 512], 1, 1, 512, 512).Scale);
    }

    [Fact]
    public void Floats_map_their_range_to_black_and_white() =>
        Assert.Equal([0, 64, 128, 255], PixelBatch.FromFloats([-1, -0.5f, 0, 1], 1, 1, 2, 2, -1, 1).Bytes);

    [Fact]
    public void What_is_outside_the_range_is_clipped_and_said()
    {
        var batch = PixelBatch.FromFloats([-1, -0.5f, 0, 1.0005f], 1, 1, 2, 2, 0, 1);

        Assert.Equal([0, 0, 0, 255], batch.Bytes);
        Assert.Contains("2 of 4 values lie outside [0, 1]", batch.Note);
    }

    [Fact]
    public void NaN_is_magenta_and_said()
    {
        var batch = PixelBatch.FromFloats([0.2f, float.NaN, 0.4f, float.PositiveInfinity], 1, 1, 2, 2, 0, 1);

        Assert.Equal(3, batch.Channels);
        Assert.Equal([51, 255, 102, 255, 51, 0, 102, 0, 51, 255, 102, 255], batch.Bytes);
        Assert.Contains("2 of 4 values are NaN or infinite (magenta)", batch.Note);
    }

    [Fact]
    public void A_colour_pixel_is_magenta_when_one_channel_is_NaN()
    {
        var batch = PixelBatch.FromFloats([0, 1, 0, float.NaN, 0, 1], 1, 3, 1, 2, 0, 1);

        Assert.Equal([0, 255, 0, 0, 0, 255], batch.Bytes);
    }

    [Fact]
    public void A_blank_batch_says_so()
    {
        Assert.Contains("every pixel has the same value (0.5)", PixelBatch.FromFloats([0.5f, 0.5f], 1, 1, 1, 2, 0, 1).Note);
        Assert.Null(PixelBatch.FromFloats([0.5f, 0.6f], 1, 1, 1, 2, 0, 1).Note);
    }

    [Fact]
    public void Html_shows_title_captions_and_the_grid_in_small()
    {
        var grid = new ImageGrid(Three, 3, 1, 1, 2, columns: 2, scale: 4, title: "Samples <1>", columnCaptions: ["a & b", "c"], rowCaptions: ["r1", "r2"]);

        var html = Formatter.ToDisplayString(grid, "text/html");

        Assert.Contains("Samples &lt;1&gt;", html);
        Assert.All(new[] { "a &amp; b", ">c<", ">r1<", ">r2<" }, text => Assert.Contains(text, html));
        const string start = "src=\"data:image/png;base64,";
        var from = html.IndexOf(start, StringComparison.Ordinal) + start.Length;
        Assert.Equal(7, PngReader.Read(Convert.FromBase64String(html[from..html.IndexOf('"', from)])).Width);
        Assert.Equal(28, PngReader.Read(Convert.FromBase64String(Formatter.ToDisplayString(grid, "image/png"))).Width);
    }

    [Fact]
    public void Wrong_sizes_are_errors_that_say_which()
    {
        Assert.Contains("have 1568 bytes; got 784", Assert.Throws<ArgumentException>(() => new ImageGrid(new byte[784], 2, 1, 28, 28)).Message);
        Assert.Contains("(1, 2, 28, 28)", Assert.Throws<ArgumentException>(() => new ImageGrid(new byte[2 * 784], 1, 2, 28, 28)).Message);
        Assert.Contains("2 columns and 1 captions", Assert.Throws<ArgumentException>(() => new ImageGrid(Three, 3, 1, 1, 2, columns: 2, columnCaptions: ["a"])).Message);
        Assert.Contains("(1, -1) is no range", Assert.Throws<ArgumentException>(() => PixelBatch.FromFloats([0], 1, 1, 1, 1, 1, -1)).Message);
    }
}

using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Display;

/// <summary>Images side by side in rows, as <c>torchvision.utils.make_grid</c> lays them out, enlarged by a whole number so that small ones are
/// readable. Shows itself as HTML with captions, as PNG, and as one line of text. Immutable; it keeps bytes, no tensor.</summary>
/// <remarks>Never blank in silence: pixels that are NaN or infinite are magenta, and a line below the grid says how many there are, how many
/// values were clipped because they lie outside the range, or that all pixels are equal.</remarks>
[TypeFormatterSource(typeof(ImageGridFormatters), PreferredMimeTypes = [Mime.Html, Mime.Png, Mime.Plain])]
public sealed partial class ImageGrid
{
    // Between the images: a middle grey separates dark images from each other as well as bright ones.
    private const byte PaddingGrey = 128;

    // A grid is enlarged until it is about as wide as a plot, or its images are easy to see.
    private const int WantedWidth = 740;
    private const int WantedImageWidth = 84;

    private readonly PixelBatch _images;

    internal ImageGrid(PixelBatch images, int columns, int padding, int scale, string? title, IEnumerable<string>? columnCaptions, IEnumerable<string>? rowCaptions,
        int wantedImageWidth = WantedImageWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        _images = images;
        // Eight in a row, as make_grid does, unless there are fewer.
        Columns = Math.Min(columns == 0 ? 8 : columns, images.Count);
        Rows = (images.Count + Columns - 1) / Columns;
        Padding = padding;
        Scale = scale > 0 ? scale : Math.Max(1, Math.Min(WantedWidth / GridWidth, wantedImageWidth / images.Width));
        Title = title;
        ColumnCaptions = Captions(columnCaptions, Columns, nameof(columnCaptions), "columns");
        RowCaptions = Captions(rowCaptions, Rows, nameof(rowCaptions), "rows");
    }

    /// <summary>A grid of images given as bytes.</summary>
    /// <param name="pixels">0 (black) to 255, laid out (<paramref name="count"/>, <paramref name="channels"/>, <paramref name="height"/>, <paramref name="width"/>).</param>
    /// <param name="count">How many images, at least 1.</param>
    /// <param name="channels">1 (grey) or 3 (red, green, blue).</param>
    /// <param name="height">Height of an image in pixels, at least 1.</param>
    /// <param name="width">Width of an image in pixels, at least 1.</param>
    /// <param name="columns">Images in a row; 0 means eight.</param>
    /// <param name="padding">Pixels between images, before enlarging.</param>
    /// <param name="scale">Enlarge this many times; 0 chooses: images up to 84 pixels wide, the grid up to 740.</param>
    /// <param name="title">Shown above the grid.</param>
    /// <param name="columnCaptions">One above each column.</param>
    /// <param name="rowCaptions">One left of each row.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together, or there are more or fewer captions than columns or rows.</exception>
    public ImageGrid(ReadOnlySpan<byte> pixels, int count, int channels, int height, int width, int columns = 0, int padding = 1, int scale = 0,
        string? title = null, IEnumerable<string>? columnCaptions = null, IEnumerable<string>? rowCaptions = null)
        : this(new PixelBatch(Checked(pixels, count, channels, height, width), count, channels, height, width), columns, padding, scale, title, columnCaptions, rowCaptions)
    {
    }

    /// <summary>Images in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows; the last may be incomplete.</summary>
    public int Rows { get; }

    /// <summary>How many times the pixels are enlarged.</summary>
    public int Scale { get; }

    /// <summary>Shown above the grid, if any.</summary>
    public string? Title { get; }

    /// <summary>What the reader should know about the pixels (NaN, clipped, all equal), or null.</summary>
    public string? Note => _images.Note;

    internal int Padding { get; }

    internal int Channels => _images.Channels;

    internal string[] ColumnCaptions { get; }

    internal string[] RowCaptions { get; }

    internal int GridWidth => Columns * (_images.Width + Padding) + Padding;

    internal int GridHeight => Rows * (_images.Height + Padding) + Padding;

    /// <summary>The grid as a PNG file, enlarged.</summary>
    public byte[] ToPng() => ToPng(Scale);

    /// <summary>One line: how many images of which size, and the note if there is one.</summary>
    public override string ToString() =>
        $"{(Title is null ? "" : Title + ": ")}{_images.Count} images of {_images.Width} × {_images.Height} pixels in {Rows} rows of {Columns}{(Note is null ? "" : "; " + Note)}";

    internal byte[] ToPng(int scale) => Png.Encode(ToPixels(scale), GridWidth * scale, GridHeight * scale, Channels);

    /// <summary>Row after row, <see cref="Channels"/> bytes a pixel.</summary>
    internal byte[] ToPixels(int scale)
    {
        var (width, height, channels) = (GridWidth * scale, GridHeight * scale, Channels);
        var pixels = new byte[width * height * channels];
        pixels.AsSpan().Fill(PaddingGrey);
        for (var image = 0; image < _images.Count; image++)
        {
            var top = Padding + image / Columns * (_images.Height + Padding);
            var left = Padding + image % Columns * (_images.Width + Padding);
            for (var row = 0; row < _images.Height * scale; row++)
                for (var column = 0; column < _images.Width * scale; column++)
                    for (var channel = 0; channel < channels; channel++)
                        pixels[((top * scale + row) * width + left * scale + column) * channels + channel] = _images[image, channel, row / scale, column / scale];
        }
        return pixels;
    }

    private static byte[] Checked(ReadOnlySpan<byte> pixels, int count, int channels, int height, int width)
    {
        CheckSizes(count, channels, height, width);
        if (pixels.Length != (long)count * channels * height * width)
            throw new ArgumentException($"{count} images of {channels} × {height} × {width} have {(long)count * channels * height * width} bytes; got {pixels.Length}.", nameof(pixels));
        return pixels.ToArray();
    }

    private static void CheckSizes(long count, long channels, long height, long width)
    {
        if (count < 1 || height < 1 || width < 1 || channels is not (1 or 3))
            throw new ArgumentException($"A grid shows at least one image, of shape (1, H, W) for grey or (3, H, W) for colour; got (N, C, H, W) = ({count}, {channels}, {height}, {width}).");
    }

    private static string[] Captions(IEnumerable<string>? captions, int count, string name, string of)
    {
        string[] all = [.. captions ?? []];
        return all.Length == 0 || all.Length == count ? all
            : throw new ArgumentException($"The grid has {count} {of} and {all.Length} captions for them; give one each.", name);
    }
}

internal sealed class ImageGridFormatters() : FormatterSource<ImageGrid>(
    (Mime.Html, ImageGridHtml.Write),
    (Mime.Png, grid => Convert.ToBase64String(grid.ToPng())),
    (Mime.Plain, grid => grid.ToString()));

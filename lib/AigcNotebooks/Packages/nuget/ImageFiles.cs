using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace AigcNotebooks.Display;

/// <summary>Image files in the <c>nuget</c> package set: PNG and GIF by SixLabors.ImageSharp.</summary>
internal static class ImageFiles
{
    public const bool HasGif = true;

    // Resolution and the like are left out: they differ from machine to machine and say nothing about a grid of samples.
    private static readonly PngEncoder Grey = Encoder(PngColorType.Grayscale), Colour = Encoder(PngColorType.Rgb);

    public static byte[] Png(ReadOnlySpan<byte> pixels, int width, int height, int channels) =>
        channels == 1 ? Png<L8>(pixels, width, height, Grey) : Png<Rgb24>(pixels, width, height, Colour);

    public static byte[] Gif(IReadOnlyList<byte[]> frames, int width, int height, int channels, int hundredths) =>
        channels == 1 ? Gif<L8>(frames, width, height, hundredths) : Gif<Rgb24>(frames, width, height, hundredths);

    private static byte[] Png<TPixel>(ReadOnlySpan<byte> pixels, int width, int height, PngEncoder encoder)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var image = Image.LoadPixelData<TPixel>(pixels, width, height);
        using var file = new MemoryStream();
        encoder.Encode(image, file);
        return file.ToArray();
    }

    private static byte[] Gif<TPixel>(IReadOnlyList<byte[]> frames, int width, int height, int hundredths)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var image = Image.LoadPixelData<TPixel>(frames[0], width, height);
        foreach (var frame in frames.Skip(1))
            image.Frames.AddFrame(MemoryMarshal.Cast<byte, TPixel>(frame));
        image.Metadata.GetGifMetadata().RepeatCount = 0; // for ever
        foreach (var frame in image.Frames)
            frame.Metadata.GetGifMetadata().FrameDelay = hundredths;
        using var file = new MemoryStream();
        new GifEncoder().Encode(image, file);
        return file.ToArray();
    }

    private static PngEncoder Encoder(PngColorType colorType) => new()
    {
        ColorType = colorType,
        BitDepth = PngBitDepth.Bit8,
        FilterMethod = PngFilterMethod.Adaptive,
        CompressionLevel = PngCompressionLevel.BestCompression,
        SkipMetadata = true,
    };
}

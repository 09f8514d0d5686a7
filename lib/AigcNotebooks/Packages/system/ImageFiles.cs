namespace AigcNotebooks.Display;

/// <summary>Image files in the <c>system</c> package set: PNG by the kit's own writer.</summary>
internal static class ImageFiles
{
    public const bool HasGif = false;

    public static byte[] Png(ReadOnlySpan<byte> pixels, int width, int height, int channels) => Display.Png.Write(pixels, width, height, channels);

    public static byte[] Gif(IReadOnlyList<byte[]> frames, int width, int height, int channels, int hundredths) =>
        throw new NotSupportedException("The 'system' package set writes no GIF; it comes with SixLabors.ImageSharp (AIGC_PACKAGES=nuget).");
}

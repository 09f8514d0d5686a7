// The little of SixLabors.ImageSharp 3.1 that the kit uses, to compile against.
#pragma warning disable
namespace SixLabors.ImageSharp
{
    using Formats.Gif;
    using Metadata;
    using PixelFormats;

    public abstract class Image : IDisposable
    {
        public ImageMetadata Metadata => throw null!;
        public void Dispose() { }
        public static Image<TPixel> LoadPixelData<TPixel>(ReadOnlySpan<TPixel> data, int width, int height) where TPixel : unmanaged, IPixel<TPixel> => throw null!;
        public static Image<TPixel> LoadPixelData<TPixel>(ReadOnlySpan<byte> data, int width, int height) where TPixel : unmanaged, IPixel<TPixel> => throw null!;
    }

    public sealed class Image<TPixel> : Image where TPixel : unmanaged, IPixel<TPixel>
    {
        public ImageFrameCollection<TPixel> Frames => throw null!;
    }

    public abstract class ImageFrame
    {
        public ImageFrameMetadata Metadata => throw null!;
    }

    public sealed class ImageFrame<TPixel> : ImageFrame where TPixel : unmanaged, IPixel<TPixel>;

    public sealed class ImageFrameCollection<TPixel> : IEnumerable<ImageFrame<TPixel>> where TPixel : unmanaged, IPixel<TPixel>
    {
        public ImageFrame<TPixel> AddFrame(ImageFrame<TPixel> source) => throw null!;
        public ImageFrame<TPixel> AddFrame(ReadOnlySpan<TPixel> source) => throw null!;
        public ImageFrame<TPixel> AddFrame(TPixel[] source) => throw null!;
        public IEnumerator<ImageFrame<TPixel>> GetEnumerator() => throw null!;
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw null!;
    }

    public static class MetadataExtensions
    {
        public static GifMetadata GetGifMetadata(this ImageMetadata source) => throw null!;
        public static GifFrameMetadata GetGifMetadata(this ImageFrameMetadata source) => throw null!;
    }
}

namespace SixLabors.ImageSharp.Metadata
{
    public sealed class ImageMetadata;

    public sealed class ImageFrameMetadata;
}

namespace SixLabors.ImageSharp.PixelFormats
{
    public interface IPixel<TSelf> where TSelf : unmanaged, IPixel<TSelf>;

    public struct L8 : IPixel<L8>;

    public struct Rgb24 : IPixel<Rgb24>;
}

namespace SixLabors.ImageSharp.Formats
{
    using PixelFormats;

    public abstract class ImageEncoder
    {
        public bool SkipMetadata { get; init; }
        public void Encode<TPixel>(Image<TPixel> image, Stream stream) where TPixel : unmanaged, IPixel<TPixel> => throw null!;
    }
}

namespace SixLabors.ImageSharp.Formats.Gif
{
    public sealed class GifEncoder : ImageEncoder;

    public class GifMetadata
    {
        public ushort RepeatCount { get; set; }
    }

    public class GifFrameMetadata
    {
        public int FrameDelay { get; set; }
    }
}

namespace SixLabors.ImageSharp.Formats.Png
{
    public class PngEncoder : ImageEncoder
    {
        public PngBitDepth? BitDepth { get; init; }
        public PngColorType? ColorType { get; init; }
        public PngFilterMethod? FilterMethod { get; init; }
        public PngCompressionLevel CompressionLevel { get; init; }
    }

    public enum PngBitDepth : byte { Bit8 = 8 }

    public enum PngColorType : byte { Grayscale = 0, Rgb = 2 }

    public enum PngFilterMethod { Adaptive = 5 }

    public enum PngCompressionLevel { BestCompression = 9 }
}

using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Display;

public sealed partial class ImageGrid
{
    /// <summary>A grid of the images in a tensor. The tensor stays the caller's: it is copied, never changed or disposed, and may be on any device.</summary>
    /// <param name="images">Shape (N, 1, H, W) for grey or (N, 3, H, W) for colour; floating-point values, or uint8 from 0 (black) to 255.</param>
    /// <param name="range">Of floating-point images: the values of black and of white (<c>value_range</c> of torchvision's make_grid). Without it (0, 1);
    /// a generator that ends in tanh draws in (-1, 1).</param>
    /// <param name="columns">Images in a row; 0 means eight.</param>
    /// <param name="padding">Pixels between images, before enlarging.</param>
    /// <param name="scale">Enlarge this many times; 0 chooses: images up to 84 pixels wide, the grid up to 740.</param>
    /// <param name="title">Shown above the grid.</param>
    /// <param name="columnCaptions">One above each column.</param>
    /// <param name="rowCaptions">One left of each row.</param>
    /// <exception cref="ArgumentException">The tensor has another shape or type, the range is empty, or there are more or fewer captions than columns or rows.</exception>
    public ImageGrid(Tensor images, (double Low, double High)? range = null, int columns = 0, int padding = 1, int scale = 0,
        string? title = null, IEnumerable<string>? columnCaptions = null, IEnumerable<string>? rowCaptions = null)
        : this(ToPixels(images, range), columns, padding, scale, title, columnCaptions, rowCaptions)
    {
    }

    internal static PixelBatch ToPixels(Tensor images, (double Low, double High)? range)
    {
        ArgumentNullException.ThrowIfNull(images);
        var shape = images.shape;
        if (shape.Length != 4)
            throw new ArgumentException($"A grid takes images of shape (N, 1, H, W) or (N, 3, H, W); got ({string.Join(", ", shape)}). Digits in a row of 784 become images by images.view(-1, 1, 28, 28).", nameof(images));
        CheckSizes(shape[0], shape[1], shape[2], shape[3]);
        var (count, channels, height, width) = ((int)shape[0], (int)shape[1], (int)shape[2], (int)shape[3]);
        using var scope = NewDisposeScope();
        if (images.dtype == ScalarType.Byte)
        {
            if (range is not null)
                throw new ArgumentException("A uint8 image goes from 0 to 255; leave range out, or convert the images to float32.", nameof(range));
            return new PixelBatch(images.cpu().contiguous().data<byte>().ToArray(), count, channels, height, width);
        }
        if (images.dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException($"A grid takes floating-point or uint8 images; got {images.dtype}.", nameof(images));
        var (low, high) = range ?? (0, 1);
        var values = images.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();
        return PixelBatch.FromFloats(values, count, channels, height, width, low, high);
    }
}

using static TorchSharp.torch;

namespace AigcNotebooks.Data;

public static partial class StrokeDigits
{
    /// <summary>Draws digits, on all processor cores.</summary>
    /// <param name="count">How many. The first n pictures are the same whatever the count.</param>
    /// <param name="seed">Which ones; the same seed gives the same bytes on every machine.</param>
    /// <returns>
    /// Images: uint8 (count, 1, 28, 28), 0 is paper and 255 ink. Labels: int64 (count), 0 to 9; each ten in a row hold every digit once, in a random order.
    /// Both belong to no dispose scope: the caller disposes them.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or more than one array holds (2,739,137).</exception>
    public static (Tensor Images, Tensor Labels) Generate(int count, ulong seed)
    {
        var (images, labels) = GenerateBytes(count, seed);
        return (Mnist.Images(images), Mnist.Labels(labels));
    }
}

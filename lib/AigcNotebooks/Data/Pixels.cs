using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Makes floats of grey levels, bit for bit as torchvision does. Do it a batch at a time: as floats, all of MNIST takes 188 MB instead of 47.</summary>
public static class Pixels
{
    /// <summary>torchvision's <c>ToTensor</c>: grey levels divided by 255.</summary>
    /// <param name="images">uint8, any shape, 0 to 255.</param>
    /// <returns>float32, same shape and device, in [0, 1]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException"><paramref name="images"/> is not uint8: perhaps it holds floats already.</exception>
    public static Tensor ToFloat(Tensor images)
    {
        if (images.dtype != ScalarType.Byte)
            throw new ArgumentException($"Expected grey levels as uint8 (Byte); found {images.dtype}, which may have been turned into floats before.", nameof(images));
        using var levels = images.to_type(ScalarType.Float32);
        return levels.div(255.ToScalar());
    }

    /// <summary>torchvision's <c>ToTensor</c>, then <c>Normalize(mean, std)</c>: (grey level / 255 − mean) / std.</summary>
    /// <param name="images">uint8, any shape, 0 to 255.</param>
    /// <param name="mean">Subtracted from values in [0, 1].</param>
    /// <param name="std">Divides the difference.</param>
    /// <returns>float32, same shape and device; in [−1, 1] with the defaults, which are those of the published GAN. The caller disposes it.</returns>
    /// <exception cref="ArgumentException"><paramref name="images"/> is not uint8: perhaps it holds floats already.</exception>
    public static Tensor Normalize(Tensor images, double mean = 0.5, double std = 0.5)
    {
        var values = ToFloat(images);
        values.sub_(mean.ToScalar());
        values.div_(std.ToScalar());
        return values;
    }

    /// <summary>Draws zeros and ones: each pixel is 1 with its grey level / 255 as the probability, from <c>torch</c>'s generator. Drawn anew for
    /// each batch, this is <i>dynamic binarisation</i>: it makes of grey digits data that have a likelihood.</summary>
    /// <param name="images">uint8, any shape, 0 to 255.</param>
    /// <returns>float32, same shape and device, zeros and ones; the caller disposes it.</returns>
    /// <exception cref="ArgumentException"><paramref name="images"/> is not uint8: perhaps it holds floats already.</exception>
    /// <remarks>Burda, Grosse and Salakhutdinov, arXiv 1509.00519, §5, after Salakhutdinov and Murray (2008).</remarks>
    public static Tensor Binarize(Tensor images)
    {
        using var probabilities = ToFloat(images);
        return probabilities.bernoulli();
    }
}

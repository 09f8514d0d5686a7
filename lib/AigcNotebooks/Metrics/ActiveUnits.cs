using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Metrics;

/// <summary>How many numbers of a variational autoencoder's code say anything: those whose mean varies from image to image. The others are
/// left at the prior. Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>Burda, Grosse and Salakhutdinov, arXiv 1509.00519, §5.2.</remarks>
/// <param name="Variances">The variance over the images of each latent number's mean.</param>
/// <param name="Threshold">Above it, a number counts as active.</param>
public sealed record ActiveUnits(double[] Variances, double Threshold)
{
    private const int ChunkSize = 1000;

    /// <summary>How many are active.</summary>
    public int Count => Variances.Count(variance => variance > Threshold);

    /// <param name="encoder">Images → (N, 2 · latent): means, then log-variances.</param>
    /// <param name="images">(N, …) floats in [0, 1], at least two.</param>
    /// <param name="threshold">The paper's is 0.01.</param>
    /// <exception cref="ArgumentException">There are fewer than two images, they are no floats in [0, 1], or the encoder does not fit them.</exception>
    public static ActiveUnits Of(Module<Tensor, Tensor> encoder, Tensor images, double threshold = 0.01)
    {
        if (images.ndim < 2 || images.shape[0] < 2)
            throw new ArgumentException($"Expected at least two images, (N, …), to see what varies; found shape ({string.Join(", ", images.shape)}).", nameof(images));
        using var scope = NewDisposeScope();
        var means = new List<Tensor>();
        LatentPosterior.ForEachChunk(encoder, decoder: null, images, ChunkSize, (_, mean, _) => means.Add(mean.to_type(ScalarType.Float64).MoveToOuterDisposeScope()));
        return new ActiveUnits(cat(means).var(0, unbiased: false).cpu().data<double>().ToArray(), threshold);
    }
}

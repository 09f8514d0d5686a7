using AigcNotebooks.Models;
using AigcNotebooks.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Metrics;

/// <summary>The evidence lower bound of images under a variational autoencoder, in nats: no image is less probable than its bound says.
/// It depends on how grey levels became zeros and ones: figures compare only where that is the same. Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>Kingma and Welling, arXiv 1312.6114, equation 3.</remarks>
/// <param name="Reconstruction">−log p(x | z) an image, the mean over the codes drawn.</param>
/// <param name="Divergence">KL(q(z | x) ‖ p(z)) an image, exact.</param>
public sealed record Elbo(float[] Reconstruction, float[] Divergence)
{
    private const int ChunkSize = 1000;

    /// <summary>The bound, an image.</summary>
    public float[] PerImage => [.. Reconstruction.Zip(Divergence, (reconstruction, divergence) => -(reconstruction + divergence))];

    /// <summary>The bound, the mean over the images; negative, and the higher the better.</summary>
    public double Mean => PerImage.Average();

    /// <summary>Measures it. Codes are drawn from <c>torch</c>'s generator.</summary>
    /// <param name="encoder">Images → (N, 2 · latent): means, then log-variances of normal distributions.</param>
    /// <param name="decoder">Codes (N, latent) → logits of the pixels, (N, 784) for images of 28×28.</param>
    /// <param name="images">(N, …) floats: zeros and ones (<c>Pixels.Binarize</c>).</param>
    /// <param name="samples">Codes drawn an image, at least 1.</param>
    /// <exception cref="ArgumentException">The images are no floats in [0, 1], or the networks do not fit them or each other.</exception>
    public static Elbo Of(Module<Tensor, Tensor> encoder, Module<Tensor, Tensor> decoder, Tensor images, int samples = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        List<float> reconstructions = [], divergences = [];
        LatentPosterior.ForEachChunk(encoder, decoder, images, ChunkSize, (chunk, mean, logVariance) =>
        {
            Tensor sum = zeros(chunk.shape[0], dtype: ScalarType.Float64);
            for (int i = 0; i < samples; i++)
            {
                Stop.ThrowIfRequested();
                using var scope = NewDisposeScope();
                Tensor codes = mean + randn_like(mean) * (0.5 * logVariance).exp();
                sum.add_(VaeLoss.Reconstruction(LatentPosterior.Logits(decoder, codes, chunk.shape[1]), chunk).cpu());
            }
            reconstructions.AddRange(LatentPosterior.Floats(sum / samples));
            divergences.AddRange(LatentPosterior.Floats(VaeLoss.Divergence(mean, logVariance)));
        });
        return new Elbo([.. reconstructions], [.. divergences]);
    }
}

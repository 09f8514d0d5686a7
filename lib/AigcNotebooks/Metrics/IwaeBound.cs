using AigcNotebooks.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Metrics;

/// <summary>The importance-weighted bound of images under a variational autoencoder: log of the mean, over codes drawn from the encoder, of p(x, z) / q(z | x).
/// With one code it is the <see cref="Elbo"/> in expectation; the more codes, the nearer it comes to log p(x) from below. Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>Burda, Grosse and Salakhutdinov, "Importance weighted autoencoders", arXiv 1509.00519, equation 8.</remarks>
public static class IwaeBound
{
    // Codes decoded at once: 4,000 of them take 12 MB as pixels of 28×28.
    private const int CodesAtOnce = 4000;

    /// <summary>Measures it. Codes are drawn from <c>torch</c>'s generator. Memory does not grow with images × samples.</summary>
    /// <param name="encoder">Images → (N, 2 · latent): means, then log-variances of normal distributions.</param>
    /// <param name="decoder">Codes (N, latent) → logits of the pixels, (N, 784) for images of 28×28.</param>
    /// <param name="images">(N, …) floats: zeros and ones (<c>Pixels.Binarize</c>).</param>
    /// <param name="samples">Codes drawn an image, at least 1.</param>
    /// <returns>The bound in nats, an image: N numbers.</returns>
    /// <exception cref="ArgumentException">The images are no floats in [0, 1], or the networks do not fit them or each other.</exception>
    public static float[] Of(Module<Tensor, Tensor> encoder, Module<Tensor, Tensor> decoder, Tensor images, int samples = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        int imagesAtOnce = Math.Max(1, CodesAtOnce / samples);
        var bounds = new List<float>();
        LatentPosterior.ForEachChunk(encoder, decoder, images, imagesAtOnce, (chunk, mean, logVariance) =>
        {
            var logWeights = new List<Tensor>();
            for (int drawn = 0; drawn < samples; drawn += CodesAtOnce)
            {
                Stop.ThrowIfRequested();
                using var scope = NewDisposeScope();
                logWeights.Add(LogWeights(decoder, chunk, mean, logVariance, Math.Min(CodesAtOnce, samples - drawn)).MoveToOuterDisposeScope());
            }
            bounds.AddRange(LatentPosterior.Floats(cat(logWeights, 1).logsumexp(1) - Math.Log(samples)));
        });
        return [.. bounds];
    }

    /// <summary>log p(x | z) + log p(z) − log q(z | x) for codes z drawn from q: (n, samples).</summary>
    private static Tensor LogWeights(Module<Tensor, Tensor> decoder, Tensor images, Tensor mean, Tensor logVariance, int samples)
    {
        (long count, long latent, long pixels) = (mean.shape[0], mean.shape[1], images.shape[1]);
        Tensor noise = randn(count, samples, latent, dtype: mean.dtype, device: mean.device);
        Tensor codes = mean.unsqueeze(1) + noise * (0.5 * logVariance).exp().unsqueeze(1);
        Tensor logits = LatentPosterior.Logits(decoder, codes.view(-1, latent), pixels).view(count, samples, pixels);

        // x log σ(l) + (1 − x) log(1 − σ(l)) = x l − softplus(l)
        Tensor likelihood = logits.bmm(images.unsqueeze(2)).squeeze(2) - softplus(logits).sum(dim: 2);
        Tensor priorOverPosterior = (0.5 * (noise.square() - codes.square() + logVariance.unsqueeze(1))).sum(dim: 2);
        return likelihood + priorOverPosterior;
    }
}

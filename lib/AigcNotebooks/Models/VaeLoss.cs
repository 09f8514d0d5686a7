using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>The two parts of a variational autoencoder's loss, in nats an image: their sum is the negative evidence lower bound (ELBO).
/// Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>Kingma and Welling, arXiv 1312.6114, equation 10 and appendix B.</remarks>
public static class VaeLoss
{
    /// <summary>−log p(x | z): how surprised the decoder is by the pixels.</summary>
    /// <param name="logits">(N, 784); their sigmoid is the probability that a pixel is 1.</param>
    /// <param name="images">(N, 784) or (N, 1, 28, 28), zeros and ones; grey levels in [0, 1] train as well, but are no likelihood then.</param>
    /// <returns>(N), the caller's to dispose.</returns>
    public static Tensor Reconstruction(Tensor logits, Tensor images)
    {
        using var scope = NewDisposeScope();
        return binary_cross_entropy_with_logits(logits, images.flatten(1), reduction: Reduction.None)
            .sum(dim: 1).MoveToOuterDisposeScope();
    }

    /// <summary>KL(N(mean, exp(logVariance)) ‖ N(0, 1)), summed over the latent numbers: how much the code says about the image.</summary>
    /// <param name="mean">(N, latent)</param>
    /// <param name="logVariance">(N, latent)</param>
    /// <returns>(N), 0 or more, the caller's to dispose.</returns>
    public static Tensor Divergence(Tensor mean, Tensor logVariance)
    {
        using var scope = NewDisposeScope();
        return (0.5 * (mean.square() + logVariance.exp() - 1 - logVariance))
            .sum(dim: 1).MoveToOuterDisposeScope();
    }
}

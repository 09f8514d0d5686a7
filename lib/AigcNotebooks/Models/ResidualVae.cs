using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>A deeper variational autoencoder for the same task as <see cref="Vae"/>: images (N, 784) or (N, 1, 28, 28) in [0, 1] → logits (N, 784), and
/// means and log-variances (N, latent) of the codes; 1,360,696 parameters at 20 latent numbers. Each hidden layer adds to what it was given, and
/// SiLU, x · σ(x), lets a little of negative values through, so that no unit dies. Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>Kingma and Welling, arXiv 1312.6114; residual layers: He and others, arXiv 1512.03385; SiLU: Hendrycks and Gimpel, arXiv 1606.08415.</remarks>
public sealed class ResidualVae : Module<Tensor, (Tensor Logits, Tensor Mean, Tensor LogVariance)>
{
    private readonly Module<Tensor, Tensor> encoder, decoder;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="latent">Numbers in a code.</param>
    /// <param name="width">Units of each hidden layer.</param>
    public ResidualVae(int latent = 20, int width = 512) : base(nameof(ResidualVae))
    {
        encoder = Sequential(
            Flatten(), Linear(784, width), SiLU(), new ResidualLinear(width), Linear(width, 2 * latent));
        decoder = Sequential(
            Linear(latent, width), SiLU(), new ResidualLinear(width), Linear(width, 784));
        RegisterComponents();
    }

    /// <summary>Images (N, 784) or (N, 1, 28, 28) → (N, 2 · latent): the codes' means, then the logarithms of their variances.</summary>
    public Module<Tensor, Tensor> Encoder => encoder;

    /// <summary>Codes (N, latent) → logits (N, 784): their sigmoid is the probability that a pixel is ink.</summary>
    public Module<Tensor, Tensor> Decoder => decoder;

    /// <param name="images">(N, 784) or (N, 1, 28, 28)</param>
    /// <returns>Logits (N, 784), means and log-variances (N, latent), the caller's to dispose. Each call draws new codes from <c>torch</c>'s generator.</returns>
    public override (Tensor Logits, Tensor Mean, Tensor LogVariance) forward(Tensor images)
    {
        var halves = encoder.call(images).chunk(2, dim: 1);
        var (mean, logVariance) = (halves[0], halves[1]);
        var codes = mean + randn_like(mean) * (0.5 * logVariance).exp();
        return (decoder.call(codes), mean, logVariance);
    }
}

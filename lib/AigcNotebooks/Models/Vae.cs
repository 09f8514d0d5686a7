using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>The published variational autoencoder, repaired: images (N, 784) or (N, 1, 28, 28) in [0, 1] → what it takes them for, as logits (N, 784),
/// and the means and log-variances (N, latent) of the codes it gives them; 652,824 parameters at 20 latent numbers.
/// Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>Article 003, "AIGC core technology", §1.2, with an encoder that ends in two numbers for each latent one, and without the sigmoid at the end of
/// the decoder, which the loss has (<see cref="VaeLoss"/>). Kingma and Welling, "Auto-encoding variational Bayes", arXiv 1312.6114, §2.4 and appendix C.</remarks>
public sealed class Vae : Module<Tensor, (Tensor Logits, Tensor Mean, Tensor LogVariance)>
{
    private readonly Module<Tensor, Tensor> encoder, decoder;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="latent">Numbers in a code; the article's is 20.</param>
    public Vae(int latent = 20) : base(nameof(Vae))
    {
        encoder = Sequential(Flatten(), Linear(784, 400), ReLU(), Linear(400, 2 * latent));
        decoder = Sequential(Linear(latent, 400), ReLU(), Linear(400, 784));
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
        var noise = randn_like(mean);
        var codes = mean + noise * (0.5 * logVariance).exp();
        return (decoder.call(codes), mean, logVariance);
    }
}

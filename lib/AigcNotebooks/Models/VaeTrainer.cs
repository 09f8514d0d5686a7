using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Trains a variational autoencoder: each step lowers reconstruction + beta · divergence by Adam. Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>Kingma and Welling, arXiv 1312.6114, algorithm 1; beta: Higgins and others, "β-VAE", ICLR 2017, equation 4.</remarks>
/// <param name="vae">Images → logits, means and log-variances, as <see cref="Vae"/>. Stays the caller's.</param>
/// <param name="beta">What a nat of divergence costs: 1 is the evidence lower bound, 0 an autoencoder that nothing holds together.</param>
public sealed class VaeTrainer(
    Module<Tensor, (Tensor Logits, Tensor Mean, Tensor LogVariance)> vae,
    double learningRate = 0.001, double beta = 1) : IDisposable
{
    /// <summary>Adam, for checkpoints and for other learning rates.</summary>
    public TorchSharp.Modules.OptimizerHelper Optimizer { get; } = optim.Adam(vae.parameters(), learningRate);

    /// <param name="images">(N, 784) or (N, 1, 28, 28), zeros and ones, or grey levels in [0, 1]. Stays the caller's.</param>
    /// <returns>Both parts of the loss in nats an image, the mean over the batch; the divergence without beta.</returns>
    public (double Reconstruction, double Divergence) Step(Tensor images)
    {
        using var scope = NewDisposeScope();
        Optimizer.zero_grad();
        var (logits, mean, logVariance) = vae.call(images);
        var reconstruction = VaeLoss.Reconstruction(logits, images).mean();
        var divergence = VaeLoss.Divergence(mean, logVariance).mean();
        (reconstruction + beta * divergence).backward();
        Optimizer.step();
        return (reconstruction.item<float>(), divergence.item<float>());
    }

    /// <summary>Frees the optimizer's state.</summary>
    public void Dispose() => Optimizer.Dispose();
}

using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>The generator of the published MNIST GAN: noise (N, 100) → images (N, 1, 28, 28) in [−1, 1]; 1,486,352 parameters.
/// Taught in <c>notebooks/01-gan-mnist.ipynb</c>.</summary>
/// <remarks>Article 000, "From GAN to multimodal generation", §2.1.</remarks>
public sealed class MnistGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model = Sequential(
        Linear(100, 256), ReLU(),
        Linear(256, 512), ReLU(),
        Linear(512, 1024), ReLU(),
        Linear(1024, 28 * 28), Tanh());

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public MnistGenerator() : base(nameof(MnistGenerator)) => RegisterComponents();

    /// <param name="noise">(N, 100)</param>
    /// <returns>(N, 1, 28, 28), the caller's to dispose.</returns>
    public override Tensor forward(Tensor noise) => model.call(noise).view(-1, 1, 28, 28);
}

/// <summary>The published generator with batch normalisation after each hidden layer, which keeps apart what differs between noise
/// vectors: noise (N, 100) → images (N, 1, 28, 28) in [−1, 1]; 1,489,936 parameters. Taught in <c>notebooks/01-gan-mnist.ipynb</c>.</summary>
/// <remarks>Ioffe and Szegedy, arXiv 1502.03167; in a GAN's generator: Radford and others, arXiv 1511.06434, §3.</remarks>
public sealed class NormalizedGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model = Sequential(
        Linear(100, 256), BatchNorm1d(256), ReLU(),
        Linear(256, 512), BatchNorm1d(512), ReLU(),
        Linear(512, 1024), BatchNorm1d(1024), ReLU(),
        Linear(1024, 28 * 28), Tanh());

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public NormalizedGenerator() : base(nameof(NormalizedGenerator)) => RegisterComponents();

    /// <param name="noise">(N, 100); in training N of at least 2.</param>
    /// <returns>(N, 1, 28, 28), the caller's to dispose.</returns>
    public override Tensor forward(Tensor noise) => model.call(noise).view(-1, 1, 28, 28);
}

/// <summary>The discriminator of the published MNIST GAN: images (N, 1, 28, 28) → the probability (N, 1) that each is real;
/// 533,505 parameters. Taught in <c>notebooks/01-gan-mnist.ipynb</c>.</summary>
/// <remarks>Article 000, "From GAN to multimodal generation", §2.1.</remarks>
public sealed class MnistDiscriminator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model = Sequential(
        Flatten(),
        Linear(28 * 28, 512), LeakyReLU(0.2),
        Linear(512, 256), LeakyReLU(0.2),
        Linear(256, 1), Sigmoid());

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public MnistDiscriminator() : base(nameof(MnistDiscriminator)) => RegisterComponents();

    /// <param name="images">(N, 1, 28, 28)</param>
    /// <returns>(N, 1) in (0, 1), the caller's to dispose.</returns>
    public override Tensor forward(Tensor images) => model.call(images);
}

/// <summary>One training step of a GAN with the non-saturating loss, as the article prints it: first the discriminator learns to tell
/// real images from generated ones, then the generator learns to be taken for real.</summary>
/// <remarks>Article 000 §2.1; Goodfellow and others, "Generative Adversarial Nets", arXiv 1406.2661, §3 and algorithm 1.</remarks>
/// <param name="generator">noise (N, 100) → images. Stays the caller's.</param>
/// <param name="discriminator">images → probabilities (N, 1). Stays the caller's.</param>
/// <param name="learningRate">Of both Adam optimizers; the article's is 0.0002.</param>
/// <param name="beta1">How long Adam's first moment remembers; the article's is 0.9.</param>
public sealed class GanTrainer(
    Module<Tensor, Tensor> generator, Module<Tensor, Tensor> discriminator,
    double learningRate = 0.0002, double beta1 = 0.9) : IDisposable
{
    private readonly optim.Optimizer generatorAdam = optim.Adam(generator.parameters(), learningRate, beta1);
    private readonly optim.Optimizer discriminatorAdam = optim.Adam(discriminator.parameters(), learningRate, beta1);

    /// <param name="realImages">(N, 1, 28, 28) in [−1, 1]. Stays the caller's.</param>
    /// <returns>Both losses, in nats: the discriminator's (the sum of its two halves) and the generator's.</returns>
    public (double Discriminator, double Generator) Step(Tensor realImages)
    {
        using var scope = NewDisposeScope();
        long batch = realImages.shape[0];
        var real = ones(batch, 1, device: realImages.device);
        var fake = zeros(batch, 1, device: realImages.device);

        // The discriminator: say 1 to real images, 0 to generated ones.
        discriminatorAdam.zero_grad();
        var realLoss = binary_cross_entropy(discriminator.call(realImages), real);
        var fakeImages = generator.call(randn(batch, 100, device: realImages.device));
        var fakeLoss = binary_cross_entropy(discriminator.call(fakeImages.detach()), fake);
        var discriminatorLoss = realLoss + fakeLoss;
        discriminatorLoss.backward();
        discriminatorAdam.step();

        // The generator: make the discriminator say 1.
        generatorAdam.zero_grad();
        var generatorLoss = binary_cross_entropy(discriminator.call(fakeImages), real);
        generatorLoss.backward();
        generatorAdam.step();

        return (discriminatorLoss.item<float>(), generatorLoss.item<float>());
    }

    /// <summary>Frees the optimizers' state.</summary>
    public void Dispose()
    {
        generatorAdam.Dispose();
        discriminatorAdam.Dispose();
    }
}

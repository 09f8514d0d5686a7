using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>Batch normalisation whose scale and shift are computed from a condition, such as a caption: (N, C, H, W) and (N, condition) → (N, C, H, W). Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Dumoulin and others, "A learned representation for artistic style", arXiv 1610.07629, equation 5; in a GAN's generator: Miyato and Koyama, arXiv 1802.05637, §4.</remarks>
public sealed class ConditionalBatchNorm2d : Module<Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> normalize, scaleAndShift;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="channels">Of the images.</param>
    /// <param name="condition">Numbers of the condition.</param>
    public ConditionalBatchNorm2d(long channels, long condition) : base(nameof(ConditionalBatchNorm2d))
    {
        normalize = BatchNorm2d(channels, affine: false);
        scaleAndShift = Linear(condition, 2 * channels);
        RegisterComponents();
    }

    /// <param name="images">(N, channels, H, W)</param>
    /// <param name="condition">(N, condition)</param>
    /// <returns>(N, channels, H, W), the caller's to dispose.</returns>
    public override Tensor forward(Tensor images, Tensor condition)
    {
        Tensor[] parts = scaleAndShift.call(condition).unsqueeze(-1).unsqueeze(-1).chunk(2, 1);
        return normalize.call(images) * (1 + parts[0]) + parts[1];
    }
}

/// <summary>Draws a digit from noise and a caption: (N, 64) and word ids (N, L) → images (N, 1, 28, 28) in [−1, 1], or of another size. Taught in <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Reed and others, "Generative adversarial text to image synthesis", arXiv 1605.05396, §4.1, with nearest upsampling and convolution in place of transposed convolution, and the caption at
/// each layer by <see cref="ConditionalBatchNorm2d"/>.</remarks>
public sealed class TextToImageGenerator : Module<Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> caption, start, first, second, last;
    private readonly ConditionalBatchNorm2d firstNorm, secondNorm, thirdNorm;
    private readonly long noiseSize;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="noise">Numbers of noise.</param>
    /// <param name="width">Channels at 7 × 7; half of it at 14 × 14, a quarter at 28 × 28.</param>
    /// <param name="size">Height and width of the images, a multiple of 4.</param>
    /// <exception cref="ArgumentException">The size is no multiple of 4.</exception>
    public TextToImageGenerator(long vocabulary, long noise = 64, long width = 64, long size = 28)
        : base(nameof(TextToImageGenerator))
    {
        const long sentence = 64;
        if (size % 4 != 0)
            throw new ArgumentException($"Expected a size that can be halved twice, such as 28; found {size}.", nameof(size));
        long quarter = size / 4;
        noiseSize = noise;
        caption = new SentenceEncoder(vocabulary, sentence);
        long condition = noise + sentence;
        start = Sequential(Linear(condition, width * quarter * quarter), Unflatten(1, [width, quarter, quarter]));
        firstNorm = new ConditionalBatchNorm2d(width, condition);
        first = Sequential(ReLU(), Upsample(scale_factor: [2, 2]), Conv2d(width, width / 2, 3, padding: 1));
        secondNorm = new ConditionalBatchNorm2d(width / 2, condition);
        second = Sequential(ReLU(), Upsample(scale_factor: [2, 2]), Conv2d(width / 2, width / 4, 3, padding: 1));
        thirdNorm = new ConditionalBatchNorm2d(width / 4, condition);
        last = Sequential(ReLU(), Conv2d(width / 4, 1, 3, padding: 1), Tanh());
        RegisterComponents();
    }

    /// <param name="noise">(N, 64)</param>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <returns>(N, 1, size, size), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">There is not as much noise as captions, or it has another size; or a caption is empty, or too long.</exception>
    public override Tensor forward(Tensor noise, Tensor captions)
    {
        if (noise.ndim != 2 || noise.shape[1] != noiseSize || noise.shape[0] != captions.shape[0])
            throw new ArgumentException($"Expected noise ({captions.shape[0]}, {noiseSize}), a row for each caption; "
                + $"found ({string.Join(", ", noise.shape)}).", nameof(noise));
        Tensor condition = cat([noise, caption.call(captions)], 1);
        Tensor x = firstNorm.call(start.call(condition), condition);
        x = secondNorm.call(first.call(x), condition);
        x = thirdNorm.call(second.call(x), condition);
        return last.call(x);
    }
}

/// <summary>Judges whether an image is real <em>and</em> shows what its caption says: images (N, 1, 28, 28) and word ids (K·N, L), K captions for each image → scores (K·N), without bounds. Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>The projection discriminator of Miyato and Koyama, "cGANs with projection discriminator", arXiv 1802.05637, equation 3: a score of the image alone plus the inner product of the image's
/// features with the caption's.</remarks>
public sealed class TextToImageDiscriminator : Module<Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> image, realness, caption, projection;
    private readonly long size;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="width">Channels at 14 × 14; twice and four times as many at 7 × 7 and 3 × 3.</param>
    /// <param name="size">Height and width of the images, at least 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 8.</exception>
    public TextToImageDiscriminator(long vocabulary, long width = 32, long size = 28)
        : base(nameof(TextToImageDiscriminator))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        this.size = size;
        const long sentence = 64, features = 128;
        image = Sequential(
            new SpectralConv2d(1, width, 4, stride: 2, padding: 1), LeakyReLU(0.2),
            new SpectralConv2d(width, 2 * width, 4, stride: 2, padding: 1), LeakyReLU(0.2),
            new SpectralConv2d(2 * width, 4 * width, 4, stride: 2, padding: 1), LeakyReLU(0.2),
            Flatten(), new SpectralLinear(4 * width * (size / 8) * (size / 8), features), LeakyReLU(0.2));
        realness = new SpectralLinear(features, 1);
        caption = new SentenceEncoder(vocabulary, sentence);
        projection = new SpectralLinear(sentence, features);
        RegisterComponents();
    }

    /// <param name="images">(N, 1, 28, 28) in [−1, 1].</param>
    /// <param name="captions">int64 (K·N, L): first one for each image, then a second for each, and so on.</param>
    /// <returns>(K·N), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The images have another shape, or the captions are not one or several for each image; or one is empty, or too long.</exception>
    public override Tensor forward(Tensor images, Tensor captions)
    {
        if (images.shape is not [>= 1, 1, _, _] || images.shape[2] != size || images.shape[3] != size)
            throw new ArgumentException($"Expected images (N, 1, {size}, {size}); "
                + $"found ({string.Join(", ", images.shape)}).", nameof(images));
        if (captions.ndim != 2 || captions.shape[0] == 0 || captions.shape[0] % images.shape[0] != 0)
            throw new ArgumentException($"Expected one or several captions for each of {images.shape[0]} images, (K·N, L); "
                + $"found ({string.Join(", ", captions.shape)}).", nameof(captions));
        Tensor features = image.call(images);
        long times = captions.shape[0] / images.shape[0];
        Tensor matches = (features.repeat(times, 1) * projection.call(caption.call(captions))).sum(1L);
        return realness.call(features).squeeze(1).repeat(times) + matches;
    }
}

/// <summary>One training step of a GAN that draws what captions say. The discriminator learns from three kinds of pairs: a real image with its caption (score above 1), a real image with a wrong
/// caption and a generated one with its caption (both below −1). The generator is also paid for drawing one caption differently for different noise. Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Matching-aware pairs: Reed and others, arXiv 1605.05396, §4.2 and algorithm 1 (GAN-CLS); hinge loss: Miyato and others, arXiv 1802.05957, equations 16 and 17; paying for variety: Mao and
/// others, "Mode seeking generative adversarial networks", arXiv 1903.05628, §3.2.</remarks>
/// <param name="generator">noise (N, 64) and captions → images. Stays the caller's.</param>
/// <param name="discriminator">images (N, …) and captions (K·N, L) → scores (K·N). Stays the caller's.</param>
/// <param name="learningRate">Of both Adam optimizers.</param>
/// <param name="diversity">How much the generator is paid; 0 for nothing.</param>
/// <param name="noise">Numbers of noise.</param>
public sealed class TextToImageTrainer(
    Module<Tensor, Tensor, Tensor> generator, Module<Tensor, Tensor, Tensor> discriminator,
    double learningRate = 0.0005, double diversity = 0.03, long noise = 64) : IDisposable
{
    /// <summary>The generator's optimizer, for a checkpoint.</summary>
    public TorchSharp.Modules.OptimizerHelper GeneratorAdam { get; } =
        optim.Adam(generator.parameters(), learningRate, 0.5, 0.999);

    /// <summary>The discriminator's optimizer, for a checkpoint.</summary>
    public TorchSharp.Modules.OptimizerHelper DiscriminatorAdam { get; } =
        optim.Adam(discriminator.parameters(), learningRate, 0.5, 0.999);

    /// <param name="realImages">(N, 1, 28, 28) in [−1, 1]. Stays the caller's.</param>
    /// <param name="captions">int64 (N, L): what the images show. Stays the caller's.</param>
    /// <param name="mistaken">int64 (N, L), padded to the same length: captions that are wrong for the images. Stays the caller's.</param>
    /// <returns>Both losses; the generator's without what it is paid for variety.</returns>
    /// <exception cref="ArgumentException">There are fewer than two images: no pair.</exception>
    public (double Discriminator, double Generator) Step(Tensor realImages, Tensor captions, Tensor mistaken)
    {
        if (realImages.shape[0] < 2)
            throw new ArgumentException(
                $"Expected at least two images; found ({string.Join(", ", realImages.shape)}).", nameof(realImages));
        using var scope = NewDisposeScope();
        // Half of the captions, each drawn twice: a pair shows what the noise changes.
        int pairs = (int)realImages.shape[0] / 2;
        var fakeCaptions = captions[..pairs].repeat(2, 1);
        var z = randn(2 * pairs, noise, device: realImages.device);
        var fakeImages = generator.call(z, fakeCaptions);

        // The discriminator: above 1 for a real image with its caption, below -1 for the two other pairs.
        Learn(true);   // a step that was stopped may have left it off
        DiscriminatorAdam.zero_grad();
        var real = discriminator.call(realImages, cat([captions, mistaken])).chunk(2);
        var fake = discriminator.call(fakeImages.detach(), fakeCaptions);
        var discriminatorLoss = relu(1 - real[0]).mean() + 0.5 * (relu(1 + real[1]).mean() + relu(1 + fake).mean());
        discriminatorLoss.backward();
        DiscriminatorAdam.step();

        // The generator: raise the score. The discriminator's own gradients are not needed for that.
        Learn(false);
        GeneratorAdam.zero_grad();
        var generatorLoss = -discriminator.call(fakeImages, fakeCaptions).mean();
        var change = (fakeImages[..pairs] - fakeImages[pairs..]).abs().mean()
            / (z[..pairs] - z[pairs..]).abs().mean();
        (generatorLoss + diversity / (change + 1e-5)).backward();
        GeneratorAdam.step();
        Learn(true);

        return (discriminatorLoss.item<float>(), generatorLoss.item<float>());
    }

    private void Learn(bool learns)
    {
        foreach (var weight in discriminator.parameters())
            weight.requires_grad_(learns);
    }

    /// <summary>Frees the optimizers' state.</summary>
    public void Dispose()
    {
        GeneratorAdam.Dispose();
        DiscriminatorAdam.Dispose();
    }
}

using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Metrics;

/// <summary>The kit's judge of digits: a small convolutional classifier, trained once on real MNIST by <c>./aigc judge train</c> and committed.
/// Its 128 features are the space in which generated digits are compared with real ones. Distances from different judges do not
/// compare, so that every table of figures names the judge's <see cref="Id"/>.</summary>
public sealed class DigitJudge : Module<Tensor, Tensor>
{
    /// <summary>Features an image.</summary>
    public const int FeatureCount = 128;

    private const int ChunkSize = 500;

    private readonly Module<Tensor, Tensor> features = Sequential(
        Conv2d(1, 24, 3, padding: 1), BatchNorm2d(24), ReLU(), MaxPool2d(2),
        Conv2d(24, 48, 3, padding: 1), BatchNorm2d(48), ReLU(), MaxPool2d(2),
        Conv2d(48, 64, 3, padding: 1), BatchNorm2d(64), ReLU(), MaxPool2d(2),
        Flatten(),
        Linear(64 * 3 * 3, FeatureCount), ReLU());
    private readonly Module<Tensor, Tensor> classifier = Linear(FeatureCount, 10);

    /// <summary>An untrained judge; for a judge's verdict use <see cref="Load()"/>.</summary>
    public DigitJudge() : base(nameof(DigitJudge)) => RegisterComponents();

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the judge's file; empty for an untrained one.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The committed judge, in evaluation mode; the caller's to dispose.</summary>
    public static DigitJudge Load() => Load(JudgeFile.Committed("digits"), "the judge of digits");

    /// <summary>A judge from a safetensors file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static DigitJudge Load(string path) => Load(File.ReadAllBytes(path), path);

    /// <param name="images">(N, 1, 28, 28) in [0, 1].</param>
    /// <returns>Logits (N, 10), the caller's to dispose.</returns>
    public override Tensor forward(Tensor images)
    {
        using Tensor features = Features(images);
        return classifier.call(features);
    }

    /// <param name="images">(N, 1, 28, 28) in [0, 1].</param>
    /// <returns>(N, <see cref="FeatureCount"/>), not negative, the caller's to dispose.</returns>
    public Tensor Features(Tensor images)
    {
        // In MNIST's own scale, as everyone's digit classifier is fed: mean 0.1307, standard deviation 0.3081.
        using Tensor centred = images - 0.1307;
        using Tensor scaled = centred / 0.3081;
        return features.call(scaled);
    }

    /// <summary>Looks at any number of images, in chunks and without gradients.</summary>
    /// <param name="images">(N, 1, 28, 28): uint8 in 0–255, or floating point in [0, 1].</param>
    public JudgedImages Judge(Tensor images)
    {
        if (images.ndim != 4 || images.shape is not [_, 1, 28, 28])
            throw new ArgumentException($"The judge looks at images of shape (N, 1, 28, 28); these have shape ({string.Join(", ", images.shape)}).", nameof(images));
        bool wasTraining = training;
        eval();
        using IDisposable inference = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var features = new List<Tensor>();
        var classes = new List<Tensor>();
        for (long start = 0; start < images.shape[0]; start += ChunkSize)
        {
            Stop.ThrowIfRequested();
            Tensor chunk = images.narrow(0, start, Math.Min(ChunkSize, images.shape[0] - start));
            Tensor pixels = chunk.dtype == ScalarType.Byte ? chunk.to_type(ScalarType.Float32) / 255 : chunk;
            features.Add(Features(pixels));
            classes.Add(classifier.call(features[^1]).argmax(1));
        }
        train(wasTraining);
        return new JudgedImages(cat(features).MoveToOuterDisposeScope(), cat(classes).MoveToOuterDisposeScope());
    }

    private static DigitJudge Load(byte[] file, string name)
    {
        var judge = new DigitJudge { Id = JudgeFile.Id(file) };
        JudgeFile.Restore(judge, file, name);
        return judge;
    }
}

/// <summary>What the judge saw in a set of images.</summary>
/// <param name="Features">(N, 128)</param>
/// <param name="Classes">int64 (N), 0–9</param>
public sealed record JudgedImages(Tensor Features, Tensor Classes) : IDisposable
{
    /// <summary>How many images.</summary>
    public long Count => Features.shape[0];

    /// <summary>How many images of each digit; ten numbers.</summary>
    public long[] ClassHistogram()
    {
        using Tensor counts = Classes.bincount(null, minlength: 10);
        return counts.data<long>().ToArray();
    }

    /// <summary>The part of the images, 0–1, that the judge takes for what <paramref name="labels"/> (int64, N) say.</summary>
    public double Accuracy(Tensor labels)
    {
        using Tensor right = Classes.eq(labels);
        using Tensor count = right.sum();
        return count.ToDouble() / Count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Features.Dispose();
        Classes.Dispose();
    }
}

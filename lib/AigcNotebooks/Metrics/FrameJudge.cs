using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Metrics;

/// <summary>The kit's judge of frames: which digit is on a frame of 32×32, wherever it is. A small convolutional classifier, trained once on frames of
/// <see cref="Data.BouncingDigits"/> from real MNIST by <c>./aigc judge train frames</c> and committed. It says whether a clip shows the digit that its caption names, and whether it
/// stays the same one; the space of the video Fréchet distance is another net's, <see cref="VideoJudge"/>'s. Used in notebooks 08 and 11.</summary>
public sealed class FrameJudge : Module<Tensor, Tensor>
{
    /// <summary>Height and width of a frame.</summary>
    public const int FrameSize = 32;

    private const int ChunkSize = 64;

    // The maximum over all places makes it indifferent to where the digit is; each of the last features sees 27×27 pixels.
    private readonly Module<Tensor, Tensor> features = Sequential(
        Conv2d(1, 16, 5, stride: 2, padding: 2), BatchNorm2d(16), ReLU(),
        Conv2d(16, 32, 3, padding: 1), BatchNorm2d(32), ReLU(), MaxPool2d(2),
        Conv2d(32, 64, 3, padding: 1), BatchNorm2d(64), ReLU(),
        Conv2d(64, 96, 3, stride: 2, padding: 1), BatchNorm2d(96), ReLU(),
        AdaptiveMaxPool2d([1, 1]), Flatten());
    private readonly Module<Tensor, Tensor> classifier = Linear(96, 10);

    /// <summary>An untrained judge; for a judge's verdict use <see cref="Load()"/>.</summary>
    public FrameJudge() : base(nameof(FrameJudge)) => RegisterComponents();

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the judge's file; empty for an untrained one.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The committed judge, in evaluation mode; the caller's to dispose.</summary>
    public static FrameJudge Load() => Load(JudgeFile.Committed("frames"), "the judge of frames");

    /// <summary>A judge from a safetensors file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FrameJudge Load(string path) => Load(File.ReadAllBytes(path), path);

    /// <param name="frames">(N, 1, 32, 32) in [0, 1].</param>
    /// <returns>Logits (N, 10), the caller's to dispose.</returns>
    public override Tensor forward(Tensor frames)
    {
        using Tensor found = features.call(frames);
        return classifier.call(found);
    }

    /// <summary>Looks at every frame of any number of clips, in chunks and without gradients.</summary>
    /// <param name="clips">(N, 1, T, 32, 32): uint8 in 0–255, or floating point in [0, 1].</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The clips have another shape or range.</exception>
    public JudgedFrames Judge(Tensor clips)
    {
        ClipPixels.Check(clips, size: FrameSize);
        bool wasTraining = training;
        eval();
        try
        {
            using IDisposable inference = no_grad();
            using DisposeScope scope = NewDisposeScope();
            var logits = new List<Tensor>();
            var blank = new List<Tensor>();
            for (long start = 0; start < clips.shape[0]; start += ChunkSize)
            {
                Stop.ThrowIfRequested();
                using DisposeScope chunkScope = NewDisposeScope();
                Tensor pixels = ClipPixels.ToUnit(clips.narrow(0, start, Math.Min(ChunkSize, clips.shape[0] - start)));
                long[] each = [pixels.shape[0], pixels.shape[2]];
                logits.Add(call(pixels.flatten(0, 2).unsqueeze(1)).view(each[0], each[1], 10).MoveToOuterDisposeScope());
                blank.Add((pixels.amax([1, 3, 4]) < JudgedFrames.FaintestInk).MoveToOuterDisposeScope());
            }
            return new JudgedFrames(cat(logits).MoveToOuterDisposeScope(), cat(blank).MoveToOuterDisposeScope());
        }
        finally
        {
            train(wasTraining);
        }
    }

    private static FrameJudge Load(byte[] file, string source)
    {
        var judge = new FrameJudge { Id = JudgeFile.Id(file) };
        JudgeFile.Restore(judge, file, source);
        return judge;
    }
}

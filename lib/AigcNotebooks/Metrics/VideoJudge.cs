using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Metrics;

/// <summary>The kit's judge of video: which digit a clip of 32×32 shows, and in which of the eight <see cref="Data.Direction"/>s it sets out. A small net of 3-D convolutions,
/// trained once on <see cref="Data.BouncingDigits"/> from real MNIST by <c>./aigc judge train video</c> and committed. Its 128 features are the space of the kit's video Fréchet distance, which is
/// not FVD: that is another net's, trained on other videos. Used in notebooks 08 and 11.</summary>
/// <remarks>The idea of a Fréchet distance between videos in a video classifier's features: Unterthiner and others, arXiv 1812.01717.</remarks>
public sealed class VideoJudge : Module<Tensor, (Tensor Digits, Tensor Directions)>
{
    /// <summary>Features a clip.</summary>
    public const int FeatureCount = 2 * Channels;

    /// <summary>Height and width of a frame.</summary>
    public const int FrameSize = 32;

    private const int Channels = 64, ChunkSize = 64;

    private readonly Module<Tensor, Tensor> convolutions = Sequential(
        Conv3d(1, 16, (1, 5, 5), stride: (1, 2, 2), padding: (0, 2, 2)), BatchNorm3d(16), ReLU(),
        Conv3d(16, 32, (3, 3, 3), stride: (1, 2, 2), padding: (1, 1, 1)), BatchNorm3d(32), ReLU(),
        Conv3d(32, Channels, (3, 3, 3), stride: (1, 2, 2), padding: (1, 1, 1)), BatchNorm3d(Channels), ReLU());
    private readonly Module<Tensor, Tensor> digit = Linear(FeatureCount, 10);
    private readonly Module<Tensor, Tensor> direction = Linear(FeatureCount, 8);

    /// <summary>An untrained judge; for a judge's verdict use <see cref="Load()"/>.</summary>
    public VideoJudge() : base(nameof(VideoJudge)) => RegisterComponents();

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the judge's file; empty for an untrained one.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The committed judge, in evaluation mode; the caller's to dispose.</summary>
    public static VideoJudge Load() => Load(JudgeFile.Committed("video"), "the judge of video");

    /// <summary>A judge from a safetensors file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static VideoJudge Load(string path) => Load(File.ReadAllBytes(path), path);

    /// <param name="clips">(N, 1, T, 32, 32) in [0, 1], T of at least 2.</param>
    /// <returns>Logits (N, 10) and (N, 8), the caller's to dispose.</returns>
    public override (Tensor Digits, Tensor Directions) forward(Tensor clips)
    {
        using Tensor features = Features(clips);
        return (digit.call(features), direction.call(features));
    }

    /// <param name="clips">(N, 1, T, 32, 32) in [0, 1], T of at least 2.</param>
    /// <returns>(N, <see cref="FeatureCount"/>), not negative: each channel's maximum over the frame, averaged over the first half of the clip and over the
    /// second. The caller's to dispose.</returns>
    public Tensor Features(Tensor clips)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor perFrame = convolutions.call(clips).amax([3, 4]);
        long frames = perFrame.shape[2], first = (frames + 1) / 2;
        return cat([perFrame.narrow(2, 0, first).mean([2]), perFrame.narrow(2, first, frames - first).mean([2])], 1).MoveToOuterDisposeScope();
    }

    /// <summary>Looks at any number of clips, in chunks and without gradients.</summary>
    /// <param name="clips">(N, 1, T, 32, 32), T of at least 2: uint8 in 0–255, or floating point in [0, 1].</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The clips have another shape or range, or one frame.</exception>
    public JudgedClips Judge(Tensor clips)
    {
        ClipPixels.Check(clips, minFrames: 2, FrameSize);
        bool wasTraining = training;
        eval();
        try
        {
            using IDisposable inference = no_grad();
            using DisposeScope scope = NewDisposeScope();
            var features = new List<Tensor>();
            for (long start = 0; start < clips.shape[0]; start += ChunkSize)
            {
                Stop.ThrowIfRequested();
                using DisposeScope chunkScope = NewDisposeScope();
                features.Add(Features(ClipPixels.ToUnit(clips.narrow(0, start, Math.Min(ChunkSize, clips.shape[0] - start)))).MoveToOuterDisposeScope());
            }
            Tensor all = cat(features);
            return new JudgedClips(all.MoveToOuterDisposeScope(), digit.call(all).argmax(1).MoveToOuterDisposeScope(), direction.call(all).argmax(1).MoveToOuterDisposeScope());
        }
        finally
        {
            train(wasTraining);
        }
    }

    private static VideoJudge Load(byte[] file, string source)
    {
        var judge = new VideoJudge { Id = JudgeFile.Id(file) };
        JudgeFile.Restore(judge, file, source);
        return judge;
    }
}

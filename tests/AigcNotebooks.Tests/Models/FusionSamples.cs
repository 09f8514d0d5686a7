using AigcNotebooks.Data;
using AigcNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;
using Fusion = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace AigcNotebooks.Tests.Models;

/// <summary>Small fusions, and random batches for them.</summary>
internal static class FusionSamples
{
    internal const int Vocabulary = 50, BatchSize = 16;
    private const int Length = 12;

    internal static Fusion Make(string kind) => kind switch
    {
        "experts" => new ModalityExperts(Vocabulary),
        "feature" => new FeatureFusion(Vocabulary),
        _ => new AttentionFusion(Vocabulary),
    };

    internal static Tensor Present(Modalities modalities) =>
        tensor(new[] { modalities.HasFlag(Modalities.Image), modalities.HasFlag(Modalities.Tone), modalities.HasFlag(Modalities.Caption) }).repeat(BatchSize, 1);

    /// <summary>The draws of tests/parity/fusion.py, in its order.</summary>
    internal static (Tensor[] Inputs, Tensor Labels) RandomBatch()
    {
        Tensor kept = rand(BatchSize, 3) >= 0.3;
        Tensor present = kept | kept.any(1).logical_not().unsqueeze(1);
        Tensor images = rand(BatchSize, 3, 32, 32), tones = rand(BatchSize, 8, 16);
        Tensor lengths = randint(1, Length + 1, [BatchSize, 1], ScalarType.Int64);
        Tensor captions = randint(2, Vocabulary, [BatchSize, Length], ScalarType.Int64) * (arange(Length) < lengths);
        return ([images, tones, captions, present], randint(0, 10, [BatchSize], ScalarType.Int64));
    }
}

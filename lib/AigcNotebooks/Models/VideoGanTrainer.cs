using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>One training step of a video GAN with up to three discriminators: of whole clips, of single frames, and of differences between neighbouring frames. The losses are hinges,
/// summed. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Hinge loss: Lim and Ye, "Geometric GAN", arXiv 1705.02894, §3.2. Of frames and of differences a few are drawn anew for each look, the same for all clips of the batch.</remarks>
/// <param name="generator">noise (N, 128) → clips (N, 1, T, H, W). It and the discriminators stay the caller's.</param>
/// <param name="ofVideo">clips → scores (N, …); null to do without.</param>
/// <param name="ofFrames">frames, (N, 1, looks, H, W) in no order → scores (N, …); null to do without.</param>
/// <param name="ofDifferences">x[t + 1] − x[t], (N, 1, looks, H, W) in [−2, 2] → scores (N, …); null to do without.</param>
/// <param name="learningRate">The generator's; the discriminators' is twice that.</param>
/// <param name="looks">How many frames, and how many differences, of each clip are looked at in a step.</param>
public sealed class VideoGanTrainer(
    Module<Tensor, Tensor> generator, Module<Tensor, Tensor>? ofVideo, Module<Tensor, Tensor>? ofFrames,
    Module<Tensor, Tensor>? ofDifferences, double learningRate = 0.0005, int looks = 2) : IDisposable
{
    private readonly TorchSharp.Modules.Parameter[] judging =
        [.. new[] { ofVideo, ofFrames, ofDifferences }.SelectMany(discriminator => discriminator?.parameters() ?? [])];

    /// <summary>Adam of the generator's weights.</summary>
    public TorchSharp.Modules.OptimizerHelper GeneratorAdam { get; } = optim.Adam(generator.parameters(), learningRate, 0.5, 0.999);

    /// <summary>Adam of all discriminators' weights.</summary>
    public TorchSharp.Modules.OptimizerHelper DiscriminatorAdam { get; } = optim.Adam(
        new[] { ofVideo, ofFrames, ofDifferences }.SelectMany(discriminator => discriminator?.parameters() ?? []), 2 * learningRate, 0.5, 0.999);

    /// <param name="realClips">(N, 1, T, H, W) in [−1, 1], T of at least 2. Stays the caller's.</param>
    /// <returns>Both losses: the discriminators' (0 when all are sure and right, 2 each when they say 0 to everything) and the generator's.</returns>
    /// <exception cref="ArgumentException">The clips have fewer than two frames: there is no difference to look at.</exception>
    public (double Discriminator, double Generator) Step(Tensor realClips)
    {
        if (realClips.shape is not [_, _, >= 2, _, _])
            throw new ArgumentException($"Expected clips (N, 1, T, H, W) of two frames or more; these have shape ({string.Join(", ", realClips.shape)}).", nameof(realClips));
        using var scope = NewDisposeScope();
        int batch = (int)realClips.shape[0];

        // The discriminators: above 1 for real clips, below -1 for generated ones.
        LetLearn(true);   // a step that was stopped may have left them off
        DiscriminatorAdam.zero_grad();
        var fakeClips = generator.call(randn(batch, 128, device: realClips.device));
        var discriminatorLoss = Scores(cat([realClips, fakeClips.detach()])).Aggregate(zeros(1, device: realClips.device), (sum, scores) =>
            sum + relu(1 - scores[..batch]).mean() + relu(1 + scores[batch..]).mean());
        discriminatorLoss.backward();
        DiscriminatorAdam.step();

        // The generator: high scores. The discriminators' own gradients are not needed here.
        GeneratorAdam.zero_grad();
        LetLearn(false);
        var generatorLoss = Scores(fakeClips).Aggregate(zeros(1, device: realClips.device), (sum, scores) => sum - scores.mean());
        generatorLoss.backward();
        LetLearn(true);
        GeneratorAdam.step();

        return (discriminatorLoss.item<float>(), generatorLoss.item<float>());
    }

    private void LetLearn(bool learn) => Array.ForEach(judging, weights => weights.requires_grad_(learn));

    private IEnumerable<Tensor> Scores(Tensor clips)
    {
        if (ofVideo is not null)
            yield return ofVideo.call(clips);
        if (ofFrames is not null)
            yield return ofFrames.call(Some(clips));
        if (ofDifferences is not null)
            yield return ofDifferences.call(Some(clips[.., .., 1..] - clips[.., .., ..^1]));
    }

    /// <summary>A few of the frames, drawn anew each time.</summary>
    private Tensor Some(Tensor frames) =>
        frames.index_select(2, randperm(frames.shape[2], dtype: ScalarType.Int64)[..Math.Min(looks, (int)frames.shape[2])].to(frames.device));

    /// <summary>Frees the optimizers' state.</summary>
    public void Dispose()
    {
        GeneratorAdam.Dispose();
        DiscriminatorAdam.Dispose();
    }
}

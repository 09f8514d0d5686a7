using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>One training step of a GAN that draws clips from captions and tones. A discriminator of clips, and if wished one of the differences between neighbouring frames, learn from three kinds of
/// pairs: a real clip with its caption and tone (score above 1), a real clip with a wrong caption or tone, and a generated one (both below −1). Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Article 002, §3.3: L(G, D), as hinges (Miyato and others, arXiv 1802.05957, equations 16 and 17); matching-aware pairs: Reed and others, arXiv 1605.05396, §4.2 and algorithm 1.</remarks>
/// <param name="generator">noise (N, 128), captions and tones → clips (N, 1, T, H, W); those of its weights that take gradients are trained. It and the discriminators stay the caller's.</param>
/// <param name="ofVideo">(N, T, H, W), captions and tones → scores.</param>
/// <param name="ofDifferences">x[t + 1] − x[t], (N, T − 1, H, W) in [−2, 2] → scores; null to do without.</param>
/// <param name="learningRate">Of both Adam optimizers.</param>
/// <param name="consistency">Weight of the consistency loss, how far the clips' mean |x[t + 2] − 2 x[t + 1] + x[t]| is from the real ones'; 0 to do without.</param>
/// <param name="matching">What part of the weight of wrong pairs belongs to real clips with a wrong caption or tone, 0–1; the rest belongs to generated clips. 0 to do without.</param>
public sealed class TextToVideoTrainer(
    Module<Tensor, Tensor, Tensor, Tensor> generator,
    Module<Tensor, Tensor, Tensor, Tensor> ofVideo, Module<Tensor, Tensor, Tensor, Tensor>? ofDifferences = null,
    double learningRate = 0.0003, double consistency = 0, double matching = 0.5) : IDisposable
{
    private readonly TorchSharp.Modules.Parameter[] judging = [.. ofVideo.parameters(), .. ofDifferences?.parameters() ?? []];

    /// <summary>Adam of the generator's weights.</summary>
    public TorchSharp.Modules.OptimizerHelper GeneratorAdam { get; } =
        optim.Adam(generator.parameters().Where(weight => weight.requires_grad), learningRate, 0.5, 0.999);

    /// <summary>Adam of the discriminators' weights.</summary>
    public TorchSharp.Modules.OptimizerHelper DiscriminatorAdam { get; } =
        optim.Adam(ofVideo.parameters().Concat(ofDifferences?.parameters() ?? []), learningRate, 0.5, 0.999);

    /// <param name="realClips">(N, 1, T, H, W) in [−1, 1], T of at least 3. Stays the caller's, as the others do.</param>
    /// <param name="captions">int64 (N, L): what the clips show.</param>
    /// <param name="tones">(N, T, 16): what they sound like; zeros where there is none.</param>
    /// <param name="mistakenCaptions">int64 (N, L), padded to the same length.</param>
    /// <param name="mistakenTones">(N, T, 16): for each clip its caption or its tone, or both, must be wrong.</param>
    /// <returns>Both losses: the discriminators' summed, and the generator's.</returns>
    /// <exception cref="ArgumentException">The clips have fewer than three frames.</exception>
    public (double Discriminator, double Generator) Step(
        Tensor realClips, Tensor captions, Tensor tones, Tensor mistakenCaptions, Tensor mistakenTones)
    {
        if (realClips.shape is not [_, 1, >= 3, _, _])
            throw new ArgumentException("Expected clips (N, 1, T, H, W) of three frames or more; "
                + $"these have shape ({string.Join(", ", realClips.shape)}).", nameof(realClips));
        using var scope = NewDisposeScope();
        int batch = (int)realClips.shape[0];
        Tensor real = realClips.squeeze(1), noise = randn(batch, 128, device: realClips.device);
        Tensor fake = generator.call(noise, captions, tones).squeeze(1);

        // The discriminators: above 1 for a real clip with what belongs to it, below -1 for the two other pairs.
        LetLearn(true);   // a step that was stopped may have left them off
        DiscriminatorAdam.zero_grad();
        Tensor bothCaptions = cat([captions, mistakenCaptions]), bothTones = cat([tones, mistakenTones]);
        var discriminatorLoss = Scores(real, bothCaptions, bothTones).Zip(Scores(fake.detach(), captions, tones))
            .Select(s => Hinge(-s.First[..batch]) + matching * Hinge(s.First[batch..]) + (1 - matching) * Hinge(s.Second))
            .Aggregate((a, b) => a + b);
        discriminatorLoss.backward();
        DiscriminatorAdam.step();
        // The generator: high scores. The discriminators' own gradients are not needed here.
        GeneratorAdam.zero_grad();
        LetLearn(false);
        var generatorLoss = Scores(fake, captions, tones).Select(scores => -scores.mean()).Aggregate((a, b) => a + b);
        if (consistency > 0)
            generatorLoss = generatorLoss + consistency * (SecondDifference(fake) - SecondDifference(real)).abs();
        generatorLoss.backward();
        LetLearn(true);
        GeneratorAdam.step();
        return (discriminatorLoss.item<float>(), generatorLoss.item<float>());
    }

    private void LetLearn(bool learn) => Array.ForEach(judging, weights => weights.requires_grad_(learn));

    private IEnumerable<Tensor> Scores(Tensor clips, Tensor captions, Tensor tones)
    {
        yield return ofVideo.call(clips, captions, tones);
        if (ofDifferences is not null)
            yield return ofDifferences.call(clips[.., 1..] - clips[.., ..^1], captions, tones);
    }

    private static Tensor Hinge(Tensor scores) => relu(1 + scores).mean();

    private static Tensor SecondDifference(Tensor x) => (x[.., 2..] - 2 * x[.., 1..^1] + x[.., ..^2]).abs().mean();

    /// <summary>Frees the optimizers' state.</summary>
    public void Dispose() => Array.ForEach([GeneratorAdam, DiscriminatorAdam], adam => adam.Dispose());
}

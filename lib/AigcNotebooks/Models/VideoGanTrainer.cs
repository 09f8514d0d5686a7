using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>One training step of a video GAN in two parts, with up to three discriminators: <em>what</em> learns from one of frames, <em>where</em> from one of whole clips and one of the differences
/// between neighbouring frames. The losses are hinges, summed. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Hinge loss: Lim and Ye, "Geometric GAN", arXiv 1705.02894, §3.2. The clips that <em>where</em> is judged by show real pictures on generated paths: only their motion can give them away.</remarks>
/// <param name="what">noise (N, 64), as <see cref="WhatGenerator.Digits"/> reads it, → pictures (N, 1, 16, 16) in [0, 1]. All modules stay the caller's.</param>
/// <param name="where">noise (N, 64) → paths (N, T, 2), as <see cref="SpatialTransformer"/> takes them.</param>
/// <param name="ofFrames">pictures and digits → scores; null to do without.</param>
/// <param name="ofVideo">clips (N, 1, T, 32, 32) → scores; null to do without.</param>
/// <param name="ofDifferences">x[t + 1] − x[t], (N, 1, T − 1, 32, 32) in [−2, 2] → scores; null to do without.</param>
/// <param name="learningRate">Of both Adam optimizers.</param>
public sealed class VideoGanTrainer(
    Module<Tensor, Tensor> what, Module<Tensor, Tensor> where, Module<Tensor, Tensor, Tensor>? ofFrames,
    Module<Tensor, Tensor>? ofVideo, Module<Tensor, Tensor>? ofDifferences, double learningRate = 0.0005) : IDisposable
{
    /// <summary>Adam of <em>what</em>'s and <em>where</em>'s weights.</summary>
    public TorchSharp.Modules.OptimizerHelper GeneratorAdam { get; } =
        optim.Adam(what.parameters().Concat(where.parameters()), learningRate, 0.5, 0.999);

    /// <summary>Adam of all discriminators' weights.</summary>
    public TorchSharp.Modules.OptimizerHelper DiscriminatorAdam { get; } = optim.Adam([.. ofFrames?.parameters() ?? [],
        .. ofVideo?.parameters() ?? [], .. ofDifferences?.parameters() ?? []], learningRate, 0.5, 0.999);

    /// <param name="realClips">(N, 1, T, 32, 32) in [−1, 1]. Stays the caller's.</param>
    /// <param name="realPictures">(M, 1, 16, 16) in [0, 1], M of at least N: what moves in clips. Stays the caller's.</param>
    /// <param name="digits">int64 (M), which digits they are. Stays the caller's.</param>
    /// <returns>Both losses: the discriminators' (0 when all are sure and right, 2 each when they say 0 to everything) and the generator's.</returns>
    /// <exception cref="ArgumentException">There are fewer pictures than clips.</exception>
    public (double Discriminator, double Generator) Step(Tensor realClips, Tensor realPictures, Tensor digits)
    {
        (long clips, long pictures) = (realClips.shape[0], realPictures.shape[0]);
        if (clips > pictures)
            throw new ArgumentException($"Expected a picture for each of {clips} clips; found {pictures}.", nameof(realPictures));
        using var scope = NewDisposeScope();
        // Two kinds of fakes: generated pictures, and real pictures on generated paths.
        Tensor noise = randn(pictures, 64, device: realClips.device), fakeDigits = WhatGenerator.Digits(noise);
        Tensor fakePictures = what.call(noise), path = where.call(randn(clips, 64, device: realClips.device));
        Tensor fakeClips = SpatialTransformer.Place(realPictures[..(int)clips], path, size: 32) * 2 - 1;

        // The discriminators: above 1 for what is real, below -1 for what is generated.
        LetLearn(true);
        DiscriminatorAdam.zero_grad();
        Tensor discriminatorLoss = Scores(
                cat([realClips, fakeClips.detach()]), cat([realPictures, fakePictures.detach()]), cat([digits, fakeDigits]))
            .Select(scores => scores.chunk(2))
            .Select(parts => relu(1 - parts[0]).mean() + relu(1 + parts[1]).mean())
            .Aggregate((sum, loss) => sum + loss);
        discriminatorLoss.backward();
        DiscriminatorAdam.step();
        // The generator: high scores. The discriminators' own gradients are not needed here.
        LetLearn(false);
        GeneratorAdam.zero_grad();
        Tensor generatorLoss = Scores(fakeClips, fakePictures, fakeDigits)
            .Select(scores => -scores.mean()).Aggregate((sum, loss) => sum + loss);
        generatorLoss.backward();
        LetLearn(true);
        GeneratorAdam.step();
        return (discriminatorLoss.item<float>(), generatorLoss.item<float>());
    }

    private void LetLearn(bool learn) => DiscriminatorAdam.parameters().ToList().ForEach(weight => weight.requires_grad_(learn));

    private IEnumerable<Tensor> Scores(Tensor clips, Tensor pictures, Tensor digits)
    {
        if (ofFrames is not null)
            yield return ofFrames.call(pictures, digits);
        if (ofVideo is not null)
            yield return ofVideo.call(clips);
        if (ofDifferences is not null)
            yield return ofDifferences.call(clips[.., .., 1..] - clips[.., .., ..^1]);
    }

    /// <summary>Frees the optimizers' state.</summary>
    public void Dispose()
    {
        GeneratorAdam.Dispose();
        DiscriminatorAdam.Dispose();
    }
}

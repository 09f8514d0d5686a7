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

    /// <param name="realClips">(N, 1, T, 32, 32), T of at least 2 and as many as <em>where</em>'s places, in [−1, 1]. Stays the caller's.</param>
    /// <param name="realPictures">(M, 1, 16, 16) in [0, 1], M of at least N: what moves in clips. Stays the caller's.</param>
    /// <param name="digits">int64 (M), which digits they are. Stays the caller's.</param>
    /// <returns>Both losses: the discriminators' (0 when all are sure and right, 2 each when they say 0 to everything) and the generator's.</returns>
    /// <exception cref="ArgumentException">Clips or pictures have another shape, or there are fewer pictures than clips: nothing was changed. Or clips have not as many frames as paths have
    /// places: no weight was changed, but the generators' batch normalisation saw one batch more.</exception>
    public (double Discriminator, double Generator) Step(Tensor realClips, Tensor realPictures, Tensor digits)
    {
        if (realClips.shape is not [var clips, 1, >= 2 and var frames, 32, 32]
            || realPictures.shape is not [var pictures, 1, 16, 16] || clips > pictures)
            throw new ArgumentException("Expected clips (N, 1, T, 32, 32), T at least 2, and a picture (1, 16, 16) for "
                + $"each; found ({string.Join(", ", realClips.shape)}) and ({string.Join(", ", realPictures.shape)}).");
        using var scope = NewDisposeScope();
        // Two kinds of fakes: generated pictures, and real pictures on generated paths.
        Tensor noise = randn(pictures, 64, device: realClips.device), fakeDigits = WhatGenerator.Digits(noise);
        Tensor fakePictures = what.call(noise), path = where.call(randn(clips, 64, device: realClips.device));
        Tensor fakeClips = SpatialTransformer.Place(realPictures[..(int)clips], path, size: 32) * 2 - 1;
        if (fakeClips.shape[2] != frames)
            throw new ArgumentException($"Expected clips of {fakeClips.shape[2]} frames, as paths have places; "
                + $"found {frames}.", nameof(realClips));

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

    private IEnumerable<Tensor> Scores(Tensor clips, Tensor pictures, Tensor digits) => new[]
    {
        ofFrames?.call(pictures, digits), ofVideo?.call(clips),
        ofDifferences?.call(clips[.., .., 1..] - clips[.., .., ..^1]),
    }.OfType<Tensor>();

    /// <summary>Frees the optimizers' state.</summary>
    public void Dispose()
    {
        GeneratorAdam.Dispose();
        DiscriminatorAdam.Dispose();
    }
}

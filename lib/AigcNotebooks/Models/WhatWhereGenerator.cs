using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>A video GAN's generator of one thing that moves: half of the noise says <em>what</em>, the other half <em>where</em>. Noise (N, 128) → clips (N, 1, T, 32, 32) in [−1, 1].
/// Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Content apart from motion: Tulyakov and others, "MoCoGAN", arXiv 1707.04993, §3. Each part learns from its own discriminators: see
/// <see cref="VideoGanTrainer"/>.</remarks>
public sealed class WhatWhereGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> what, where;

    /// <param name="what">noise (N, 64) → pictures (N, 1, 16, 16) in [0, 1]; becomes a part of this one.</param>
    /// <param name="where">noise (N, 64) → places (N, T, 2), x and y of a picture's upper left corner in each frame, in pixels; becomes a part of this one.</param>
    public WhatWhereGenerator(Module<Tensor, Tensor> what, Module<Tensor, Tensor> where)
        : base(nameof(WhatWhereGenerator))
    {
        (this.what, this.where) = (what, where);
        RegisterComponents();
    }

    /// <param name="noise">(N, 128); in training N of at least 2.</param>
    /// <returns>(N, 1, T, 32, 32) in [−1, 1], the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The noise has another shape.</exception>
    public override Tensor forward(Tensor noise)
    {
        if (noise.shape is not [_, 128])
            throw new ArgumentException(
                $"Expected noise of shape (N, 128); this has ({string.Join(", ", noise.shape)}).", nameof(noise));
        return SpatialTransformer.Place(what.call(noise[.., ..64]), where.call(noise[.., 64..]), size: 32) * 2 - 1;
    }
}

/// <summary><em>What</em>: draws a digit, by 2D convolutions. Noise (N, 64) → pictures (N, 1, 16, 16) in [0, 1]. The noise says which digit, too. Taught in
/// <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Layers as in Radford and others, "DCGAN", arXiv 1511.06434, with nearest upsampling and convolution in place of transposed convolution.</remarks>
public sealed class WhatGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model = Sequential(
        Linear(64 + 10, 128 * 4 * 4), Unflatten(1, [128, 4, 4]), BatchNorm2d(128), ReLU(),
        Upsample(scale_factor: [2, 2]), Conv2d(128, 64, 3, padding: 1), BatchNorm2d(64), ReLU(),
        Upsample(scale_factor: [2, 2]), Conv2d(64, 32, 3, padding: 1), BatchNorm2d(32), ReLU(),
        Conv2d(32, 1, 3, padding: 1), Sigmoid());

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public WhatGenerator() : base(nameof(WhatGenerator)) => RegisterComponents();

    /// <summary>Which digit the noise asks for: the place of the largest of its first ten numbers, so that all ten are equally frequent.</summary>
    /// <param name="noise">(N, 10 or more)</param>
    /// <returns>int64 (N), 0 to 9, the caller's to dispose.</returns>
    public static Tensor Digits(Tensor noise) => noise[.., ..10].argmax(1);

    /// <param name="noise">(N, 64); in training N of at least 2.</param>
    /// <returns>(N, 1, 16, 16) in [0, 1], the caller's to dispose.</returns>
    public override Tensor forward(Tensor noise) =>
        model.call(cat([noise, 2 * one_hot(Digits(noise), 10).to_type(ScalarType.Float32)], 1));
}

/// <summary><em>Where</em>: a path. Noise (N, 64) → places (N, T, 2), x and y of a picture's upper left corner in each frame. A map says where it starts, and a small video of maps, made by 3D
/// convolutions, which step comes next. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Maps of probable steps: Finn and others, arXiv 1605.07157, §3; their mean as a place ("soft argmax"): Levine and others, arXiv 1504.00702, §5.1.</remarks>
public sealed class WhereGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> start, steps;
    private readonly long frames;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="frames">T, how many frames a clip has, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 frames.</exception>
    public WhereGenerator(long frames = 8) : base(nameof(WhereGenerator))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 2);
        this.frames = frames;
        long eighth = (frames + 6) / 8;   // of the steps, rounded up
        start = Sequential(
            Linear(64, 48 * 6 * 6), Unflatten(1, [48, 6, 6]), BatchNorm2d(48), ReLU(),
            Upsample(scale_factor: [2, 2]), Conv2d(48, 32, 3, padding: 1), BatchNorm2d(32), ReLU(),
            Conv2d(32, 4, 3, padding: 1), PixelShuffle(2));
        steps = Sequential(
            Linear(64, 64 * eighth * 7 * 7), Unflatten(1, [64, eighth, 7, 7]), BatchNorm3d(64), ReLU(),
            Upsample(scale_factor: [2, 1, 1]), Conv3d(64, 32, 3, padding: 1), BatchNorm3d(32), ReLU(),
            Upsample(scale_factor: [2, 1, 1]), Conv3d(32, 32, 3, padding: 1), BatchNorm3d(32), ReLU(),
            Upsample(scale_factor: [2, 1, 1]), Conv3d(32, 32, 3, padding: 1), BatchNorm3d(32), ReLU(),
            Conv3d(32, 1, 3, padding: 1));
        RegisterComponents();
    }

    /// <summary>How probable each place is to start from.</summary>
    /// <param name="noise">(N, 64)</param>
    /// <returns>(N, 24, 24), of sum 1, the caller's to dispose: rows are y and columns x, from −3 to 19 pixels (a picture's empty margin may leave the frame).</returns>
    public Tensor Start(Tensor noise) => Probabilities(start.call(noise));

    /// <summary>How probable each step is, from each frame to the next.</summary>
    /// <param name="noise">(N, 64)</param>
    /// <returns>(N, T − 1, 7, 7), each map of sum 1, the caller's to dispose: rows are steps down and columns steps to the right, from −4 to 4 pixels.</returns>
    public Tensor Steps(Tensor noise) => Probabilities(steps.call(noise)[.., .., ..(int)(frames - 1)]);

    /// <param name="noise">(N, 64); in training N of at least 2.</param>
    /// <returns>(N, T, 2): x and y in whole pixels, the caller's to dispose; (8, 8) is the middle of the frame.</returns>
    public override Tensor forward(Tensor noise)
    {
        Tensor first = 8 + 11 * Mean(Start(noise)).unsqueeze(1), moves = 4 * Mean(Steps(noise));
        Tensor path = cat([first, first + moves.cumsum(1)], 1);
        return path + (path.round() - path).detach();   // whole pixels, but the gradient of the fractions
    }

    // Times 5: sharp from the start, so that clips differ.
    private static Tensor Probabilities(Tensor logits) =>
        softmax(5 * logits.squeeze(1).flatten(-2), -1).view(logits.squeeze(1).shape);

    // Maps (…, S, S) to x and y (…, 2), each from -1 to 1.
    private static Tensor Mean(Tensor maps)
    {
        Tensor at = linspace(-1, 1, maps.shape[^1], dtype: ScalarType.Float32, device: maps.device);
        return stack([(maps.sum(-2) * at).sum(-1), (maps.sum(-1) * at).sum(-1)], -1);
    }
}

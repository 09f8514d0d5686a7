using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>A video GAN's generator of one thing that moves: half of the noise says <em>what</em> (a 16×16 picture, by 2D convolutions), the other half
/// <em>where</em>: a place to start from, and a small video of steps, by 3D convolutions. Each frame is the picture, moved on by one step more. Noise (N, 128) → clips
/// (N, 1, T, 32, 32) in [−1, 1]. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Content apart from motion: Tulyakov and others, "MoCoGAN", arXiv 1707.04993, §3. To move a picture by convolving it with the probabilities of steps: Finn and others,
/// "Unsupervised learning for physical interaction through video prediction", arXiv 1605.07157, §3. All convolutions of pictures, places and steps are products of their Fourier transforms on a torus of 64×64, of which
/// the frame is a part: many times quicker than <c>conv_transpose2d</c> with a group a clip. Up to 10 frames no picture can go so far that it comes back on the other side.</remarks>
public sealed class WhatWhereGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> what, start, steps;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="frames">T, how many frames a clip has, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 frames.</exception>
    public WhatWhereGenerator(long frames = 8) : base(nameof(WhatWhereGenerator))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 2);
        what = Sequential(
            Linear(64, 128 * 4 * 4), Unflatten(1, [128, 4, 4]), BatchNorm2d(128), ReLU(),
            Upsample(scale_factor: [2, 2]), Conv2d(128, 64, 3, padding: 1), BatchNorm2d(64), ReLU(),
            Upsample(scale_factor: [2, 2]), Conv2d(64, 32, 3, padding: 1), BatchNorm2d(32), ReLU(),
            Conv2d(32, 1, 3, padding: 1), Sigmoid());
        start = Sequential(
            Linear(64, 48 * 6 * 6), Unflatten(1, [48, 6, 6]), BatchNorm2d(48), ReLU(),
            Upsample(scale_factor: [2, 2]), Conv2d(48, 32, 3, padding: 1), BatchNorm2d(32), ReLU(),
            Conv2d(32, 4, 3, padding: 1), PixelShuffle(2));
        steps = Sequential(
            Linear(64, 32 * (frames - 1) * 7 * 7), Unflatten(1, [32, frames - 1, 7, 7]), BatchNorm3d(32), ReLU(),
            Conv3d(32, 32, 3, padding: 1), BatchNorm3d(32), ReLU(),
            Conv3d(32, 1, 3, padding: 1));
        RegisterComponents();
    }

    /// <summary>The picture.</summary>
    /// <param name="noise">(N, 128), of which the first 64 numbers count.</param>
    /// <returns>(N, 1, 16, 16) in [0, 1], the caller's to dispose.</returns>
    public Tensor What(Tensor noise) => what.call(noise[.., ..64]);

    /// <summary>How probable it is that the picture's upper left corner starts in each place.</summary>
    /// <param name="noise">(N, 128), of which the last 64 numbers count.</param>
    /// <returns>(N, 1, 24, 24), of sum 1, the caller's to dispose. [y, x] is the frame's pixel (x − 4, y − 4): a picture's empty margin may leave the frame.</returns>
    public Tensor Start(Tensor noise) => Probabilities(start.call(noise[.., 64..]));

    /// <summary>How probable each step is, from each frame to the next.</summary>
    /// <param name="noise">(N, 128), of which the last 64 numbers count.</param>
    /// <returns>(N, 1, T − 1, 7, 7), the sum of each frame 1, the caller's to dispose. [y, x] is a step of x − 3 pixels to the right and y − 3 down.</returns>
    public Tensor Steps(Tensor noise) => Probabilities(steps.call(noise[.., 64..]));

    /// <param name="noise">(N, 128); in training N of at least 2.</param>
    /// <returns>(N, 1, T, 32, 32) in [−1, 1], the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The noise has another shape.</exception>
    public override Tensor forward(Tensor noise)
    {
        if (noise.shape is not [_, 128])
            throw new ArgumentException($"Expected noise of shape (N, 128); this has ({string.Join(", ", noise.shape)}).", nameof(noise));
        var frames = new List<Tensor> { Spectrum(What(noise), 0) * Spectrum(Start(noise), 4) };
        foreach (Tensor step in Spectrum(Steps(noise), 3).unbind(2))
            frames.Add(frames[^1] * step);
        return fft.irfft2(stack(frames, 2), [64, 64])[.., .., .., ..32, ..32].clamp(0, 1) * 2 - 1;
    }

    // Times 5: sharp from the start, so that frames are pictures and not clouds.
    private static Tensor Probabilities(Tensor logits) => softmax(5 * logits.flatten(-2), -1).view(logits.shape);

    /// <summary>The Fourier transform of a map whose pixel [origin, origin] is the origin.</summary>
    private static Tensor Spectrum(Tensor map, long origin) =>
        fft.rfft2(pad(map, [0, 64 - map.shape[^1], 0, 64 - map.shape[^2]]).roll([-origin, -origin], [-2, -1]));
}

/// <summary>A video GAN's discriminator: strided 3D convolutions with spectral norm, clips (N, 1, T, 32, 32) → scores. One that sees time looks at whole clips;
/// one that does not looks at each frame, or each difference of two frames, by itself. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Two discriminators, one of frames and one of motion: Tulyakov and others, "MoCoGAN", arXiv 1707.04993.</remarks>
public sealed class VideoDiscriminator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model;
    private readonly bool seesTime;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="seesTime">Whether its kernels span four frames or one.</param>
    /// <param name="width">Channels of its first layer; the second has twice, the third four times as many.</param>
    public VideoDiscriminator(bool seesTime, long width = 16) : base(nameof(VideoDiscriminator))
    {
        this.seesTime = seesTime;
        (long kernel, long stride, long padding) = seesTime ? (4L, 2L, 1L) : (1L, 1L, 0L);
        Module<Tensor, Tensor> Halve(long from, long to) => new SpectralConv3d(from, to, (kernel, 4, 4), (stride, 2, 2), (padding, 1, 1));
        model = Sequential(
            Halve(1, width), LeakyReLU(0.2),
            Halve(width, 2 * width), LeakyReLU(0.2),
            Halve(2 * width, 4 * width), LeakyReLU(0.2),
            new SpectralConv3d(4 * width, 1, (1, 4, 4), (1, 1, 1), (0, 0, 0)));
        RegisterComponents();
    }

    /// <param name="clips">(N, 1, T, 32, 32); where it sees time, T is a multiple of 8.</param>
    /// <returns>Scores (N, 1, t, 1, 1), above 0 for "real": t = T without time, T / 8 with it. The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The clips have another shape.</exception>
    public override Tensor forward(Tensor clips)
    {
        if (clips.shape is not [_, 1, >= 1, 32, 32] || (seesTime && clips.shape[2] % 8 != 0))
            throw new ArgumentException($"This discriminator looks at clips of shape (N, 1, {(seesTime ? "a multiple of 8" : "T")}, 32, 32); "
                + $"these have ({string.Join(", ", clips.shape)}).", nameof(clips));
        return model.call(clips);
    }
}

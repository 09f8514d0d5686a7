using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>A video GAN's generator that draws every pixel of every frame by one stack of 3D convolutions: noise (N, 128) → clips
/// (N, 1, T, 32, 32) in [−1, 1]. Nothing in it says that a clip shows one thing that moves; it has to find out. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>After Vondrick and others, "Generating videos with scene dynamics", arXiv 1609.02612, §3.1 (the one-stream architecture), with nearest
/// upsampling in place of transposed convolutions, and full 3×3×3 kernels only where the maps are small.</remarks>
public sealed class OneStreamGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="frames">T, how many frames a clip has.</param>
    public OneStreamGenerator(long frames = 8) : base(nameof(OneStreamGenerator))
    {
        model = Sequential(
            Linear(128, 96 * frames * 4 * 4), Unflatten(1, [96, frames, 4, 4]), BatchNorm3d(96), ReLU(),
            Conv3d(96, 96, 3, padding: 1), BatchNorm3d(96), ReLU(),
            Upsample(scale_factor: [1, 2, 2]), Conv3d(96, 48, 3, padding: 1), BatchNorm3d(48), ReLU(),
            Upsample(scale_factor: [1, 2, 2]), Conv3d(48, 24, (1, 3, 3), padding: (0, 1, 1)), BatchNorm3d(24), ReLU(),
            Upsample(scale_factor: [1, 2, 2]), Conv3d(24, 1, (1, 3, 3), padding: (0, 1, 1)), Tanh());
        RegisterComponents();
    }

    /// <param name="noise">(N, 128); in training N of at least 2.</param>
    /// <returns>(N, 1, T, 32, 32) in [−1, 1], the caller's to dispose.</returns>
    public override Tensor forward(Tensor noise) => model.call(noise);
}

/// <summary>A video GAN's generator of one thing that moves: half of the noise says <em>what</em> (a 16×16 picture, by 2D convolutions), the other half
/// <em>where</em> (a small video of places, by 3D convolutions), and each frame is the picture, put in that frame's place. Noise (N, 128) → clips
/// (N, 1, T, 32, 32) in [−1, 1]. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Content apart from motion: Tulyakov and others, "MoCoGAN", arXiv 1707.04993, §3. To move a picture by convolving it with probabilities of places: Finn and others,
/// arXiv 1605.07157, §3. There are 24×24 places, from four pixels left of and above the frame on, for a digit's margin may leave it. The convolution has 24 + 16 − 1 = 39 pixels a side, of which the
/// middle 32 are seen, and is computed as a product of Fourier transforms: many times quicker than <c>conv_transpose2d</c> with a group a clip.</remarks>
public sealed class WhatWhereGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> what, where;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="frames">T, how many frames a clip has.</param>
    public WhatWhereGenerator(long frames = 8) : base(nameof(WhatWhereGenerator))
    {
        what = Sequential(
            Linear(64, 128 * 4 * 4), Unflatten(1, [128, 4, 4]), BatchNorm2d(128), ReLU(),
            Upsample(scale_factor: [2, 2]), Conv2d(128, 64, 3, padding: 1), BatchNorm2d(64), ReLU(),
            Upsample(scale_factor: [2, 2]), Conv2d(64, 32, 3, padding: 1), BatchNorm2d(32), ReLU(),
            Conv2d(32, 1, 3, padding: 1), Sigmoid());
        where = Sequential(
            Linear(64, 48 * frames * 6 * 6), Unflatten(1, [48, frames, 6, 6]), BatchNorm3d(48), ReLU(),
            Conv3d(48, 32, 3, padding: 1), BatchNorm3d(32), ReLU(),
            Upsample(scale_factor: [1, 2, 2]), Conv3d(32, 24, 3, padding: 1), BatchNorm3d(24), ReLU(),
            Conv3d(24, 4, 3, padding: 1));
        RegisterComponents();
    }

    /// <summary>The picture that is half of a clip, before it is put into its places.</summary>
    /// <param name="noise">(N, 128), of which the first 64 numbers count.</param>
    /// <returns>(N, 1, 16, 16) in [0, 1], the caller's to dispose.</returns>
    public Tensor What(Tensor noise) => what.call(noise[.., ..64]);

    /// <summary>How probable it is, frame by frame, that the picture's upper left corner is in each place.</summary>
    /// <param name="noise">(N, 128), of which the last 64 numbers count.</param>
    /// <returns>(N, 1, T, 24, 24), each frame's sum 1, the caller's to dispose. The place [y, x] is pixel (x − 4, y − 4) of the frame.</returns>
    public Tensor Where(Tensor noise)
    {
        Tensor quarters = where.call(noise[.., 64..]).transpose(1, 2);   // (N, T, 4, 12, 12)
        Tensor logits = pixel_shuffle(quarters, 2) * 5;                  // (N, T, 1, 24, 24); ×5: the places are sharp from the start
        return softmax(logits.flatten(2), 2).view(logits.shape).transpose(1, 2);
    }

    /// <param name="noise">(N, 128); in training N of at least 2.</param>
    /// <returns>(N, 1, T, 32, 32) in [−1, 1], the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The noise has another shape.</exception>
    public override Tensor forward(Tensor noise)
    {
        if (noise.shape is not [_, 128])
            throw new ArgumentException($"Expected noise of shape (N, 128); this has ({string.Join(", ", noise.shape)}).", nameof(noise));
        Tensor what = fft.rfft2(What(noise), [40, 40]).unsqueeze(2);
        Tensor where = fft.rfft2(Where(noise), [40, 40]);
        return fft.irfft2(where * what, [40, 40])[.., .., .., 4..36, 4..36].clamp(0, 1) * 2 - 1;
    }
}

/// <summary>A video GAN's discriminator: strided 3D convolutions with spectral norm, clips (N, 1, T, 32, 32) → scores. One that sees time looks at whole clips;
/// one that does not looks at each frame, or each difference of two frames, by itself. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Two discriminators, one of frames and one of motion: Tulyakov and others, "MoCoGAN", arXiv 1707.04993, §3.2.</remarks>
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

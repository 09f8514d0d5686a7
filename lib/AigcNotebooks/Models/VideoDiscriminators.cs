using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>Judges how clips move, from afar: 3D convolutions with spectral norm over clips (N, 1, T, 32, 32), or over the differences of their neighbouring frames → scores. Taught in
/// <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>A discriminator of motion beside one of frames: Tulyakov and others, "MoCoGAN", arXiv 1707.04993. It sees means of 8×8 pixels, so that its gradient says where to go from many pixels away; and
/// noise is added in training, so that it cannot tell a clip by how its digit is drawn (Arjovsky and Bottou, arXiv 1701.04862, §3).</remarks>
public sealed class VideoDiscriminator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model;
    private readonly double noise;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="noise">Standard deviation of what is added in training to what it sees; 0 for none.</param>
    public VideoDiscriminator(double noise = 0.05) : base(nameof(VideoDiscriminator))
    {
        this.noise = noise;
        model = Sequential(
            new SpectralConv3d(1, 24, (4, 4, 4), (2, 2, 2), (1, 1, 1)), LeakyReLU(0.2),
            new SpectralConv3d(24, 48, (3, 4, 4), (2, 2, 2), (1, 1, 1)), LeakyReLU(0.2),
            new SpectralConv3d(48, 96, (2, 4, 4), (1, 1, 1), (0, 0, 0)), LeakyReLU(0.2),
            new SpectralConv3d(96, 1, (1, 1, 1), (1, 1, 1), (0, 0, 0)));
        RegisterComponents();
    }

    /// <param name="clips">(N, 1, T, 32, 32), T of at least 6.</param>
    /// <returns>Scores (N, 1, t, 1, 1), above 0 for "real"; t is 1 for clips of 8 frames and for their 7 differences. The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The clips have another shape.</exception>
    public override Tensor forward(Tensor clips)
    {
        if (clips.shape is not [_, 1, >= 6, 32, 32])
            throw new ArgumentException("This discriminator looks at 6 frames or more, (N, 1, T, 32, 32); "
                + $"these have shape ({string.Join(", ", clips.shape)}).", nameof(clips));
        // (N, 1, T, 16, 16); a digit changes the mean of so many pixels only a little
        Tensor afar = 4 * avg_pool3d(clips, [1, 8, 8], [1, 2, 2], [0, 3, 3]);
        return model.call(training && noise > 0 ? afar + noise * randn_like(afar) : afar);
    }
}

/// <summary>Judges what a frame shows: a picture (N, 1, 16, 16) in [0, 1], before it is put to its places, and which digit it should be, int64 (N) → scores (N), without bounds. Taught in
/// <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>The score of the picture alone plus one for its digit: Miyato and Koyama, "cGANs with projection discriminator", arXiv 1802.05637, equation 3.</remarks>
public sealed class FrameDiscriminator : Module<Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> features, realness, ofDigit;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public FrameDiscriminator() : base(nameof(FrameDiscriminator))
    {
        features = Sequential(
            new SpectralConv2d(1, 32, 4, stride: 2, padding: 1), LeakyReLU(0.2),
            new SpectralConv2d(32, 64, 4, stride: 2, padding: 1), LeakyReLU(0.2),
            new SpectralConv2d(64, 64, 3, padding: 1), LeakyReLU(0.2),
            Flatten(), new SpectralLinear(64 * 4 * 4, 128), LeakyReLU(0.2));
        realness = new SpectralLinear(128, 1);
        ofDigit = new SpectralLinear(10, 128);
        RegisterComponents();
    }

    /// <param name="pictures">(N, 1, 16, 16) in [0, 1]</param>
    /// <param name="digits">int64 (N), 0 to 9</param>
    /// <returns>(N), above 0 for "real", the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The pictures have another shape, or there is not a digit for each.</exception>
    public override Tensor forward(Tensor pictures, Tensor digits)
    {
        if (pictures.shape is not [_, 1, 16, 16] || digits.ndim != 1 || digits.shape[0] != pictures.shape[0])
            throw new ArgumentException("Expected pictures (N, 1, 16, 16) and a digit for each; "
                + $"found ({string.Join(", ", pictures.shape)}) and ({string.Join(", ", digits.shape)}).", nameof(pictures));
        Tensor seen = features.call(2 * pictures - 1), wanted = one_hot(digits, 10).to_type(ScalarType.Float32);
        return realness.call(seen).squeeze(1) + (seen * ofDigit.call(wanted)).sum(1L);
    }
}

using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Judges whether a clip is real <em>and</em> goes with a caption and a tone: D(x, t). Frames (N, F, 32, 32) — a clip, or its differences — with K captions and tones for each, (K·N, L) and
/// (K·N, T, 16) → scores (K·N), without bounds. Taught in <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Article 002, §3.2. The frames are the channels of a 2D convolution, whose first layer so sees all times at once. A score of the frames alone plus the inner product of their features with the
/// caption's and the tone's: Miyato and Koyama, arXiv 1802.05637, equation 3. It looks from afar, at means of 8×8 pixels, with noise added: so it cannot tell a clip by how its digit is drawn or lies
/// between pixels, which would win the game at once, and its gradient says where to go from many pixels away. After the noise on a discriminator's input of Arjovsky and Bottou, arXiv 1701.04862, §3.</remarks>
public sealed class TextToVideoDiscriminator : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> features, realness, caption, ofCaption, ofTone;
    private readonly long channels;
    private readonly bool afar;
    private readonly double noise;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="channels">F, how many frames, or differences, it looks at.</param>
    /// <param name="frames">T, how many frames a tone has.</param>
    /// <param name="width">Channels at 8 × 8, and twice as many at 4 × 4; close up, with a layer more, at 16 × 16, and twice and four times as many.</param>
    /// <param name="afar">Whether it looks at means of 8×8 pixels; otherwise close up, at each pixel.</param>
    /// <param name="noise">Standard deviation of the noise added in training to what it looks at; 0 for none.</param>
    public TextToVideoDiscriminator(long vocabulary, long channels, long frames = 8, long width = 32,
        bool afar = true, double noise = 0.3) : base(nameof(TextToVideoDiscriminator))
    {
        const long sentence = 64, size = 128;
        (this.channels, this.afar, this.noise) = (channels, afar, noise);
        features = afar
            ? Sequential(
                new SpectralConv2d(channels, width, 4, stride: 2, padding: 1), LeakyReLU(0.2),
                new SpectralConv2d(width, 2 * width, 4, stride: 2, padding: 1), LeakyReLU(0.2),
                Flatten(), new SpectralLinear(2 * width * 4 * 4, size), LeakyReLU(0.2))
            : Sequential(
                new SpectralConv2d(channels, width, 4, stride: 2, padding: 1), LeakyReLU(0.2),
                new SpectralConv2d(width, 2 * width, 4, stride: 2, padding: 1), LeakyReLU(0.2),
                new SpectralConv2d(2 * width, 4 * width, 4, stride: 2, padding: 1), LeakyReLU(0.2),
                Flatten(), new SpectralLinear(4 * width * 4 * 4, size), LeakyReLU(0.2));
        realness = new SpectralLinear(size, 1);
        caption = new SentenceEncoder(vocabulary, sentence);
        ofCaption = new SpectralLinear(sentence, size);
        ofTone = Sequential(Flatten(), new SpectralLinear(frames * Tone.Bands, size));
        RegisterComponents();
    }

    /// <param name="frames">(N, F, 32, 32)</param>
    /// <param name="captions">int64 (K·N, L): first one for each, then a second for each, and so on.</param>
    /// <param name="tones">(K·N, T, 16), in the same order; zeros where there is none.</param>
    /// <returns>(K·N), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The frames have another shape, or captions and tones are not one or several for each; or a caption is empty.</exception>
    public override Tensor forward(Tensor frames, Tensor captions, Tensor tones)
    {
        if (frames.shape is not [>= 1, _, 32, 32] || frames.shape[1] != channels)
            throw new ArgumentException(
                $"Expected frames (N, {channels}, 32, 32); found ({string.Join(", ", frames.shape)}).", nameof(frames));
        if (captions.ndim != 2 || captions.shape[0] == 0 || captions.shape[0] % frames.shape[0] != 0
            || tones.shape[0] != captions.shape[0])
            throw new ArgumentException("Expected one or several captions (K·N, L) and as many tones for each of "
                + $"{frames.shape[0]} clips; found ({string.Join(", ", captions.shape)}) and "
                + $"({string.Join(", ", tones.shape)}).", nameof(captions));
        long times = captions.shape[0] / frames.shape[0];
        if (afar)   // (N, F, 16, 16); a mean of so many pixels is small
            frames = 4 * functional.avg_pool2d(frames, [8L, 8L], [2L, 2L], [3L, 3L]);
        if (training && noise > 0)
            frames = frames + noise * randn_like(frames);
        Tensor seen = features.call(frames).repeat(times, 1);
        Tensor said = ofCaption.call(caption.call(captions)) + ofTone.call(tones);
        return realness.call(seen).squeeze(1) + (seen * said).sum(1L);
    }
}

using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Draws a clip of a moving digit from noise, a caption and a tone: (N, 128), word ids (N, L) and <see cref="Tone.Features"/> (N, T, 16) → clips (N, 1, T, 32, 32) in [−1, 1]. A generator of
/// images, which knows the caption too, says <em>what</em> moves; <see cref="CaptionPath"/> says <em>where</em>: the place of the picture in each frame. Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Article 002, §3.1: G(z, t). What and where apart: Tulyakov and others, "MoCoGAN", arXiv 1707.04993, §3; a picture put to a place between pixels, with a gradient for the place:
/// <see cref="SpatialTransformer"/>.</remarks>
public sealed class TextToVideoGenerator : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Numbers of noise: the first half is for what, the second for where.</summary>
    public const long NoiseSize = 2 * CaptionPath.NoiseSize;

    private readonly Module<Tensor, Tensor, Tensor> what;
    private readonly CaptionPath where;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="what">noise (N, 64) and captions (N, L) → images (N, 1, 16, 16) in [−1, 1], such as a trained <see cref="TextToImageGenerator"/>; it becomes a part of this one. To keep it as it is,
    /// freeze it: <c>requires_grad_(false)</c> on its parameters, and <c>eval()</c>.</param>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="frames">T, how many frames a clip has.</param>
    /// <param name="attention">Whether each frame looks at the words by itself; otherwise all get one vector of the whole caption.</param>
    /// <param name="hears">Whether it hears the tone; otherwise it is given none.</param>
    /// <param name="normalizes">Whether <em>where</em> normalises what comes in over the batch.</param>
    public TextToVideoGenerator(Module<Tensor, Tensor, Tensor> what, long vocabulary, long frames = 8,
        bool attention = true, bool hears = true, bool normalizes = true) : base(nameof(TextToVideoGenerator))
    {
        this.what = what;
        where = new CaptionPath(vocabulary, frames, attention, hears, normalizes);
        RegisterComponents();
    }

    /// <param name="noise">(N, 128)</param>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <param name="tones">(N, T, 16); zeros where there is none.</param>
    /// <returns>(N, 1, T, 32, 32) in [−1, 1], the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">Noise, captions and tones do not fit together; or a caption is empty.</exception>
    public override Tensor forward(Tensor noise, Tensor captions, Tensor tones)
    {
        Tensor path = Where(noise, captions, tones);
        Tensor ink = (what.call(Half(noise, 0), captions) + 1) / 2;
        return SpatialTransformer.Place(ink, path, size: 32) * 2 - 1;
    }

    /// <summary>Where the picture is in each frame.</summary>
    /// <param name="noise">(N, 128), of which the last 64 numbers count.</param>
    /// <param name="captions">int64 (N, L)</param>
    /// <param name="tones">(N, T, 16)</param>
    /// <returns>(N, T, 2): x and y in pixels of the picture's upper left corner; (8, 8) is the middle of the frame. The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">Noise, captions and tones do not fit together; or a caption is empty.</exception>
    public Tensor Where(Tensor noise, Tensor captions, Tensor tones) => where.call(Half(noise, 1), captions, tones);

    /// <summary>How much each frame looks at each word.</summary>
    /// <param name="noise">(N, 128)</param>
    /// <param name="captions">int64 (N, L)</param>
    /// <returns>(N, T, L), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">Noise has another shape; or a caption is empty.</exception>
    /// <exception cref="InvalidOperationException">It was made without attention.</exception>
    public Tensor AttentionMap(Tensor noise, Tensor captions) => where.AttentionMap(Half(noise, 1), captions);

    private static Tensor Half(Tensor noise, int which) => noise.shape is [_, NoiseSize]
        ? noise.chunk(2, 1)[which]
        : throw new ArgumentException($"Expected noise (N, {NoiseSize}), a row for each caption; "
            + $"found ({string.Join(", ", noise.shape)}).", nameof(noise));
}

using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Draws a clip of a moving digit from noise, a caption and a tone: (N, 128), word ids (N, L) and <see cref="Tone.Features"/> (N, T, 16) → clips (N, 1, T, 32, 32) in [−1, 1]. A generator of
/// images, which knows the caption too, says <em>what</em> moves; a recurrent net says <em>where</em>: the place of the first frame, and a step from each frame to the next. Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Article 002, §3.1: G(z, t). What and where apart: Tulyakov and others, "MoCoGAN", arXiv 1707.04993, §3; a step as a convolution with probabilities of displacements: Finn and others,
/// arXiv 1605.07157, §3. All convolutions together are one product of Fourier transforms, on a torus of 64×64 pixels of which 32×32 are seen: in 8 frames nothing that leaves comes back on the other side.</remarks>
public sealed class TextToVideoGenerator : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Numbers of noise: the first half is for what, the second for where.</summary>
    public const long NoiseSize = 128;

    private const long Half = NoiseSize / 2, Torus = 64, Places = 24, Steps = 7, Margin = 4, Size = 32;
    private readonly Module<Tensor, Tensor, Tensor> what;
    private readonly FrameAttention? attention;
    private readonly Module<Tensor, Tensor>? sentence;
    private readonly Module<Tensor, Tensor> input, start, step;
    private readonly TorchSharp.Modules.GRU memory;
    private readonly long frames;
    private readonly bool hears;
    private readonly double sharpness;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="what">noise (N, 64) and captions (N, L) → images (N, 1, 16, 16) in [−1, 1], such as a trained <see cref="TextToImageGenerator"/>; it becomes a part of this one. To keep it as it is,
    /// freeze it: <c>requires_grad_(false)</c> on its parameters, and <c>eval()</c>.</param>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="frames">T, how many frames a clip has.</param>
    /// <param name="attention">Whether each frame looks at the words by itself; otherwise all get one vector of the whole caption.</param>
    /// <param name="hears">Whether it hears the tone; otherwise it is given none.</param>
    /// <param name="sharpness">What the numbers before the softmax are multiplied by: the larger, the less the digit is smeared over many places before training.</param>
    public TextToVideoGenerator(Module<Tensor, Tensor, Tensor> what, long vocabulary, long frames = 8, bool attention = true, bool hears = true, double sharpness = 5) : base(nameof(TextToVideoGenerator))
    {
        (this.what, this.frames, this.hears, this.sharpness) = (what, frames, hears, sharpness);
        if (attention)
            this.attention = new FrameAttention(vocabulary, frames);
        else
            sentence = new SentenceEncoder(vocabulary, FrameAttention.Width);
        input = Sequential(Linear(Half + FrameAttention.Width + Tone.Bands, 128), ReLU());
        memory = GRU(128, 128, batchFirst: true);
        start = Linear(128, 2 * Places);
        step = Linear(128, Steps * Steps);
        RegisterComponents();
    }

    /// <param name="noise">(N, 128)</param>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <param name="tones">(N, T, 16); zeros where there is none.</param>
    /// <returns>(N, 1, T, 32, 32) in [−1, 1], the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">Noise, captions and tones do not fit together; or a caption is empty.</exception>
    public override Tensor forward(Tensor noise, Tensor captions, Tensor tones)
    {
        (Tensor first, Tensor steps) = Where(noise, captions, tones);
        Tensor picture = (what.call(noise[.., ..(int)Half], captions) + 1) / 2;
        var spectra = new List<Tensor> { fft.rfft2(picture, [Torus, Torus]) * fft.rfft2(first, [Torus, Torus]) };
        // A step of [3, 3] is none: the kernel's middle is brought to the torus' [0, 0].
        Tensor moves = fft.rfft2(functional.pad(steps, [0, Torus - Steps, 0, Torus - Steps]).roll([-(Steps / 2), -(Steps / 2)], [2, 3]));
        for (int t = 0; t < frames - 1; t++)
            spectra.Add(spectra[^1] * moves[.., t..(t + 1)]);
        Tensor clip = fft.irfft2(stack(spectra, 2), [Torus, Torus]);
        return clip[.., .., .., (int)Margin..(int)(Margin + Size), (int)Margin..(int)(Margin + Size)].clamp(0, 1) * 2 - 1;
    }

    /// <summary>Where the picture is, as probabilities.</summary>
    /// <param name="noise">(N, 128), of which the last 64 numbers count.</param>
    /// <param name="captions">int64 (N, L)</param>
    /// <param name="tones">(N, T, 16)</param>
    /// <returns>Of the first frame (N, 1, 24, 24), where [y, x] puts the picture's upper left corner to pixel (x − 4, y − 4); of the steps (N, T − 1, 7, 7), where [y, x] moves it by
    /// (x − 3, y − 3) pixels. The caller's to dispose.</returns>
    /// <exception cref="ArgumentException">Noise, captions and tones do not fit together; or a caption is empty.</exception>
    public (Tensor First, Tensor Steps) Where(Tensor noise, Tensor captions, Tensor tones)
    {
        long count = captions.shape[0];
        if (noise.shape is not [_, NoiseSize] || noise.shape[0] != count)
            throw new ArgumentException($"Expected noise ({count}, {NoiseSize}), a row for each caption; found ({string.Join(", ", noise.shape)}).", nameof(noise));
        if (tones.shape is not [_, _, Tone.Bands] || tones.shape[0] != count || tones.shape[1] != frames)
            throw new ArgumentException($"Expected tones ({count}, {frames}, {Tone.Bands}), zeros for none; found ({string.Join(", ", tones.shape)}).", nameof(tones));
        noise = noise[.., (int)Half..];
        Tensor context = attention is not null ? attention.call(noise, captions) : sentence!.call(captions).unsqueeze(1).expand(count, frames, -1);
        Tensor seen = input.call(cat([noise.unsqueeze(1).expand(count, frames, -1), context, hears ? tones : zeros_like(tones)], 2));
        Tensor state = memory.call(seen).Item1;
        Tensor[] rows = (start.call(state[.., 0]) * sharpness).chunk(2, 1);
        Tensor first = rows[0].softmax(1).unsqueeze(2) * rows[1].softmax(1).unsqueeze(1);
        return (first.unsqueeze(1), (step.call(state[.., 1..]) * sharpness).softmax(2).view(count, frames - 1, Steps, Steps));
    }

    /// <summary>How much each frame looks at each word.</summary>
    /// <param name="noise">(N, 128)</param>
    /// <param name="captions">int64 (N, L)</param>
    /// <returns>(N, T, L), the caller's to dispose.</returns>
    /// <exception cref="InvalidOperationException">It was made without attention.</exception>
    public Tensor AttentionMap(Tensor noise, Tensor captions) => attention is not null
        ? attention.Map(noise[.., (int)Half..], captions)
        : throw new InvalidOperationException("This generator was made without attention: all its frames see the caption as one vector.");
}

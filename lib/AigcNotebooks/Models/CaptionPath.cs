using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Says where a picture goes, from noise, a caption and a tone: (N, 64), word ids (N, L) and <see cref="Tone.Features"/> (N, T, 16) → paths (N, T, 2), the x and y of the upper left corner of a
/// picture of 16×16 pixels in each frame of 32×32; (8, 8) is the middle. Taught in <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>The <em>where</em> of <see cref="TextToVideoGenerator"/>. A place and a step are sines of what the net computes, not tanh: both are bounded, but where tanh is near its bound its slope is
/// nearly none and no gradient comes back, so that all digits get stuck in one corner; a sine only turns round there. What comes in is normalised over the batch (Ioffe and Szegedy, arXiv 1502.03167),
/// which keeps the clips of a batch apart: without it, in about half of all trainings all clips went one way, or nowhere, for good.</remarks>
public sealed class CaptionPath : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Numbers of noise.</summary>
    public const long NoiseSize = 64;

    private const double Middle = 8;
    private readonly FrameAttention? attention;
    private readonly Module<Tensor, Tensor>? sentence;
    private readonly Module<Tensor, Tensor> input, start, step;
    private readonly TorchSharp.Modules.GRUCell memory;
    private readonly long frames;
    private readonly bool hears;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="frames">T, how many frames a clip has.</param>
    /// <param name="attention">Whether each frame looks at the words by itself; otherwise all get one vector of the whole caption.</param>
    /// <param name="hears">Whether it hears the tone; otherwise it is given none.</param>
    /// <param name="normalizes">Whether what comes in is normalised over the batch, so that clips differ from the first step on.</param>
    public CaptionPath(long vocabulary, long frames = 8, bool attention = true, bool hears = true, bool normalizes = true)
        : base(nameof(CaptionPath))
    {
        (this.frames, this.hears) = (frames, hears);
        if (attention)
            this.attention = new FrameAttention(vocabulary, frames);
        else
            sentence = new SentenceEncoder(vocabulary, FrameAttention.Width);
        input = Sequential(
            Linear(NoiseSize + FrameAttention.Width + Tone.Bands, 128), normalizes ? BatchNorm1d(128) : Identity(), ReLU());
        memory = GRUCell(128 + 2, 128);
        start = Sequential(Linear(128, 64), ReLU(), Linear(64, 2));
        step = Linear(128, 2);
        RegisterComponents();
    }

    /// <param name="noise">(N, 64)</param>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <param name="tones">(N, T, 16); zeros where there is none.</param>
    /// <returns>(N, T, 2), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">Noise, captions and tones do not fit together; or a caption is empty.</exception>
    public override Tensor forward(Tensor noise, Tensor captions, Tensor tones)
    {
        long count = captions.shape[0];
        if (noise.shape is not [_, NoiseSize] || noise.shape[0] != count)
            throw new ArgumentException($"Expected noise ({count}, {NoiseSize}), a row for each caption; "
                + $"found ({string.Join(", ", noise.shape)}).", nameof(noise));
        if (tones.shape is not [_, _, Tone.Bands] || tones.shape[0] != count || tones.shape[1] != frames)
            throw new ArgumentException($"Expected tones ({count}, {frames}, {Tone.Bands}), zeros for none; "
                + $"found ({string.Join(", ", tones.shape)}).", nameof(tones));
        Tensor context = attention is not null
            ? attention.call(noise, captions)
            : sentence!.call(captions).unsqueeze(1).expand(count, frames, -1);
        Tensor heard = hears ? tones : zeros_like(tones);
        Tensor given = cat([noise.unsqueeze(1).expand(count, frames, -1), context, heard], 2);
        Tensor seen = input.call(given.flatten(0, 1)).view(count, frames, -1);
        // The start is at most 9 pixels from the middle, a step at most 4 each way.
        // Knowing its place, the net can turn back at a wall.
        Tensor place = Middle + 9 * (3 * start.call(seen[.., 0])).sin();
        Tensor state = zeros(count, 128, device: noise.device);
        var path = new List<Tensor> { place };
        for (int t = 1; t < frames; t++)
        {
            state = memory.call(cat([seen[.., t], (place - Middle) / Middle], 1), state);
            place = place + 4 * (2 * step.call(state)).sin();
            path.Add(place);
        }
        return stack(path, 1);
    }

    /// <summary>How much each frame looks at each word.</summary>
    /// <param name="noise">(N, 64)</param>
    /// <param name="captions">int64 (N, L)</param>
    /// <returns>(N, T, L), the caller's to dispose.</returns>
    /// <exception cref="InvalidOperationException">It was made without attention.</exception>
    public Tensor AttentionMap(Tensor noise, Tensor captions) => attention?.Map(noise, captions)
        ?? throw new InvalidOperationException("It was made without attention: all frames see the caption as one vector.");
}

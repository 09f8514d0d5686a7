using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Each frame of a clip looks at the words of its caption, and takes from them what it needs: noise (N, 64) and word ids (N, L) → (N, T, 64), a vector for each frame. Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>Article 002, "attention"; scaled dot-product attention: Vaswani and others, arXiv 1706.03762, equation 1. A frame asks with a query made from the noise and from its place in time;
/// keys and values are made from <see cref="WordEncoder"/>'s vectors.</remarks>
public sealed class FrameAttention : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Numbers of noise, of a word and of what each frame gets.</summary>
    public const long Width = 64;

    private readonly WordEncoder words;
    private readonly Module<Tensor, Tensor> times, query, keys, values;
    private readonly long frames;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="frames">T, how many frames a clip has.</param>
    public FrameAttention(long vocabulary, long frames = 8) : base(nameof(FrameAttention))
    {
        this.frames = frames;
        words = new WordEncoder(vocabulary, Width);
        times = Embedding(frames, Width);
        query = Linear(Width, Width);
        keys = Linear(Width, Width);
        values = Linear(Width, Width);
        RegisterComponents();
    }

    /// <param name="noise">(N, 64)</param>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <returns>(N, T, 64), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">A caption is empty, or the ids do not fit <see cref="WordEncoder"/>.</exception>
    public override Tensor forward(Tensor noise, Tensor captions)
    {
        Tensor encoded = words.call(captions);
        return bmm(Weights(noise, captions, encoded), values.call(encoded));
    }

    /// <summary>How much each frame looks at each word: the map to draw.</summary>
    /// <param name="noise">(N, 64)</param>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <returns>(N, T, L): each frame's weights sum to 1 and are 0 on padding; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">A caption is empty, or the ids do not fit <see cref="WordEncoder"/>.</exception>
    public Tensor Map(Tensor noise, Tensor captions) => Weights(noise, captions, words.call(captions));

    private Tensor Weights(Tensor noise, Tensor captions, Tensor encoded)
    {
        Tensor isPadding = captions.eq(0);
        if (isPadding.all(1).any().ToBoolean())
            throw new ArgumentException("Expected at least one word a caption; found a row of padding alone.", nameof(captions));
        Tensor places = arange(frames, device: captions.device);
        Tensor queries = query.call(noise).unsqueeze(1) + times.call(places);                   // (N, T, 64)
        Tensor scores = bmm(queries, keys.call(encoded).transpose(1, 2)) / Math.Sqrt(Width);   // (N, T, L)
        return scores.masked_fill(isPadding.unsqueeze(1), double.NegativeInfinity).softmax(2);
    }
}

using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Turns a caption's words into vectors that know their neighbours and their places: ids (N, L) → (N, L, width), zeros where the id is 0 (padding). Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <remarks>An embedding of the word plus one of its position, then a convolution over three words, so that "left" after "slanted" can differ from "left" alone.</remarks>
public sealed class WordEncoder : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> words, positions, neighbours;
    private readonly long vocabulary, maxLength;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many ids there are, padding (0) and unknown words included.</param>
    /// <param name="width">Numbers a word.</param>
    /// <param name="maxLength">Words of the longest caption.</param>
    public WordEncoder(long vocabulary, long width = 64, long maxLength = 16) : base(nameof(WordEncoder))
    {
        (this.vocabulary, this.maxLength) = (vocabulary, maxLength);
        words = Embedding(vocabulary, width, padding_idx: 0);
        positions = Embedding(maxLength, width);
        neighbours = Conv1d(width, width, 3, padding: 1);
        RegisterComponents();
    }

    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <returns>(N, L, width), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The ids have another shape or type, or are not in the vocabulary, or a caption is longer than the encoder's longest.</exception>
    public override Tensor forward(Tensor captions)
    {
        if (captions.ndim != 2 || captions.dtype != ScalarType.Int64)
            throw new ArgumentException("Expected captions as word ids, int64 (N, L); "
                + $"found {captions.dtype} ({string.Join(", ", captions.shape)}).", nameof(captions));
        if (captions.shape[1] > maxLength)
            throw new ArgumentException($"Expected captions of at most {maxLength} words; found one of {captions.shape[1]}. "
                + "Shorten it, or make the encoder with a larger maxLength.", nameof(captions));
        if (captions.numel() > 0 && (captions.lt(0) | captions.ge(vocabulary)).any().ToBoolean())
            throw new ArgumentException($"Expected word ids from 0 to {vocabulary - 1}; found {captions.min().ToInt64()} "
                + $"to {captions.max().ToInt64()}. Are they another tokenizer's?", nameof(captions));
        Tensor isWord = captions.ne(0).unsqueeze(-1);
        Tensor places = arange(captions.shape[1], device: captions.device);
        Tensor x = (words.call(captions) + positions.call(places)) * isWord;
        return (x + functional.relu(neighbours.call(x.transpose(1, 2)).transpose(1, 2))) * isWord;
    }
}

/// <summary>Turns a caption into one vector: a weighted mean of its words' vectors, whose weights are learned (attention with one query): ids (N, L) → (N, width). Taught in
/// <c>notebooks/11-text-to-video.ipynb</c>.</summary>
public sealed class SentenceEncoder : Module<Tensor, Tensor>
{
    private readonly WordEncoder words;
    private readonly Module<Tensor, Tensor> importance;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many ids there are, padding (0) and unknown words included.</param>
    /// <param name="width">Numbers a word and a sentence.</param>
    /// <param name="maxLength">Words of the longest caption.</param>
    public SentenceEncoder(long vocabulary, long width = 64, long maxLength = 16) : base(nameof(SentenceEncoder))
    {
        words = new WordEncoder(vocabulary, width, maxLength);
        importance = Linear(width, 1);
        RegisterComponents();
    }

    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <returns>(N, width), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">A caption is empty: padding alone; or the ids do not fit <see cref="WordEncoder"/>.</exception>
    public override Tensor forward(Tensor captions)
    {
        Tensor encoded = words.call(captions);
        return bmm(Weights(captions, encoded).unsqueeze(1), encoded).squeeze(1);
    }

    /// <summary>How much each word counts.</summary>
    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <returns>(N, L), each row sums to 1; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">A caption is empty: padding alone; or the ids do not fit <see cref="WordEncoder"/>.</exception>
    public Tensor Attention(Tensor captions) => Weights(captions, words.call(captions));

    private Tensor Weights(Tensor captions, Tensor encoded)
    {
        Tensor isPadding = captions.eq(0);
        if (isPadding.all(1).any().ToBoolean())
            throw new ArgumentException("Expected at least one word a caption; found a row of padding alone.", nameof(captions));
        return importance.call(encoded).squeeze(-1).masked_fill(isPadding, double.NegativeInfinity).softmax(1);
    }
}

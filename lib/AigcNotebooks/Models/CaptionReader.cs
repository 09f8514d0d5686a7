using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Reads a caption word after word and returns what it remembers at the end, so that the order counts: ids (N, L) → (N, width). Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>A gated recurrent unit: Cho and others, arXiv 1406.1078, §2.3. What follows a caption's last word, padding, is not read.</remarks>
public sealed class CaptionReader : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> words;
    private readonly TorchSharp.Modules.GRU memory;
    private readonly long vocabulary, width;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many ids there are, padding (0) and unknown words included.</param>
    /// <param name="width">Numbers a caption; a word has half as many.</param>
    public CaptionReader(long vocabulary, long width = 128) : base(nameof(CaptionReader))
    {
        (this.vocabulary, this.width) = (vocabulary, width);
        words = Embedding(vocabulary, width / 2, padding_idx: 0);
        memory = GRU(width / 2, width, batchFirst: true);
        RegisterComponents();
    }

    /// <param name="captions">int64 (N, L), 0 where a caption has ended.</param>
    /// <returns>(N, width), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The ids have another shape or type, or are not in the vocabulary, or a caption is empty: padding alone.</exception>
    public override Tensor forward(Tensor captions)
    {
        if (captions.shape is not [_, > 0] || captions.dtype != ScalarType.Int64)
            throw new ArgumentException("Expected captions as word ids, int64 (N, L); "
                + $"found {captions.dtype} ({string.Join(", ", captions.shape)}).", nameof(captions));
        if ((captions.lt(0) | captions.ge(vocabulary)).any().ToBoolean())
            throw new ArgumentException($"Expected word ids from 0 to {vocabulary - 1}; found {captions.min().ToInt64()} "
                + $"to {captions.max().ToInt64()}. Are they another tokenizer's?", nameof(captions));
        Tensor lengths = captions.ne(0).sum(1L);
        if (lengths.eq(0).any().ToBoolean())
            throw new ArgumentException("Expected at least one word a caption; "
                + "found a row of padding alone.", nameof(captions));
        var (read, _) = memory.call(words.call(captions), null);   // (N, L, width): after each word
        return read.gather(1, (lengths - 1).view(-1, 1, 1).expand(-1, 1, width)).squeeze(1);
    }
}

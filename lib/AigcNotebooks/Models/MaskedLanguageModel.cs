using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>A small BERT: reads a text with gaps, both ways, and says what may stand in them. Ids (N, L) and the places that are asked for (M) → logits (M, vocabulary). Taught in
/// <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Article 003, "AIGC core technology", §3.2, "masked language model"; Devlin and others, arXiv 1810.04805, §3.1. The head shares its weights with the embedding. Logits are made only where they are asked for, which
/// for a vocabulary of thousands is half of the work. What BERT has not: a convolution over the two tokens to each side, before all attention (as Jiang and others, arXiv 2008.02496, mix both). Attention must first find out that
/// neighbours matter, which takes thousands of steps; here they are handed to it.</remarks>
public sealed class MaskedLanguageModel : Module<Tensor, Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Embedding tokens;
    private readonly TorchSharp.Modules.Parameter places, bias;
    private readonly Module<Tensor, Tensor> near, blocks;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many ids there are, the mask's included.</param>
    /// <param name="length">L at most.</param>
    /// <param name="width">Numbers a token.</param>
    /// <param name="layers">Blocks.</param>
    /// <param name="heads">Attention heads a block.</param>
    public MaskedLanguageModel(long vocabulary, long length = 64, long width = 128, int layers = 2, long heads = 4)
        : base(nameof(MaskedLanguageModel))
    {
        tokens = Embedding(vocabulary, width);
        init.normal_(tokens.weight!, 0, 0.05);
        places = Parameter(0.05 * randn(length, width));
        near = Conv1d(width, width, 5, padding: 2);
        blocks = Sequential([
            .. Enumerable.Range(0, layers).Select(_ => new EncoderBlock(width, heads)), LayerNorm(width)]);
        bias = Parameter(zeros(vocabulary));
        RegisterComponents();
    }

    /// <param name="ids">int64 (N, L)</param>
    /// <param name="asked">int64 (M): places, counted through all of the texts, n · L + l.</param>
    /// <returns>Logits (M, vocabulary), the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The ids are of another type, or the texts longer than the model's length.</exception>
    public override Tensor forward(Tensor ids, Tensor asked)
    {
        if (ids.dtype != ScalarType.Int64 || ids.ndim != 2 || ids.shape[1] > places.shape[0])
            throw new ArgumentException($"Expected token ids, int64 (N, L) with L of at most {places.shape[0]}; "
                + $"found {ids.dtype} ({string.Join(", ", ids.shape)}).", nameof(ids));
        Tensor x = tokens.call(ids) + places[..(int)ids.shape[1]];
        x = blocks.call(x + near.call(x.transpose(1, 2)).transpose(1, 2));
        return linear(x.flatten(0, 1).index_select(0, asked), tokens.weight!, bias);
    }
}

using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Each token looks at itself and at those before it, in several ways at once (heads), and takes from them what it needs: (N, L, width) → (N, L, width). Taught in <c>notebooks/06-gpt.ipynb</c>.</summary>
/// <remarks>Vaswani and others, "Attention is all you need", arXiv 1706.03762, §3.2, with the mask of §3.2.3; the names are GPT-2's.</remarks>
public sealed class CausalSelfAttention : Module<Tensor, KeyValueCache?, Tensor>
{
    private readonly TokenLinear c_attn, c_proj;
    private readonly int layer, heads;

    /// <param name="config">Sizes.</param>
    /// <param name="layer">The number of its block, from 0: its place in a <see cref="KeyValueCache"/>.</param>
    public CausalSelfAttention(GptConfig config, int layer) : base(nameof(CausalSelfAttention))
    {
        (this.layer, heads) = (layer, config.Heads);
        c_attn = new TokenLinear(config.Width, 3 * config.Width);   // queries, keys, values of all heads
        c_proj = new TokenLinear(config.Width, config.Width);
        RegisterComponents();
    }

    /// <param name="x">(N, L, width)</param>
    /// <param name="cache">What came before; null: nothing did.</param>
    /// <returns>(N, L, width), the caller's to dispose.</returns>
    public override Tensor forward(Tensor x, KeyValueCache? cache)
    {
        var (scores, values) = Scores(x, cache);
        return c_proj.call(scores.softmax(-1).matmul(values).transpose(1, 2).reshape(x.shape));
    }

    /// <summary>How much each token looks at each: the map to draw.</summary>
    /// <param name="x">(N, L, width)</param>
    /// <returns>(N, heads, L, L), each row sums to 1; the caller's to dispose.</returns>
    public Tensor Weights(Tensor x) => Scores(x, null).Scores.softmax(-1);

    private (Tensor Scores, Tensor Values) Scores(Tensor x, KeyValueCache? cache)
    {
        var (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var parts = c_attn.call(x).view(batch, length, 3, heads, width / heads)
            .permute(2, 0, 3, 1, 4).unbind(0);
        var (queries, keys, values) = (parts[0], parts[1], parts[2]);   // (N, heads, L, width / heads)
        if (cache is not null)
            (keys, values) = cache.Append(layer, keys, values);
        Tensor scores = (queries / Math.Sqrt(width / heads)).matmul(keys.transpose(2, 3));
        long seen = keys.shape[2];
        if (length > 1)   // a single token is the last, and may look at all
            scores.add_(full([length, seen], float.NegativeInfinity, x.dtype, x.device)
                .triu(seen - length + 1));
        return (scores, values);
    }
}

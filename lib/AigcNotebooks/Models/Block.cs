using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>A layer of a GPT: tokens look at each other, then each is thought about alone; both add to what was there: (N, L, width) → (N, L, width). Taught in <c>notebooks/06-gpt.ipynb</c>.</summary>
/// <remarks>Radford and others, "Language models are unsupervised multitask learners", 2019, §2.3: the normalisations stand before each half.</remarks>
public sealed class Block : Module<Tensor, KeyValueCache?, Tensor>
{
    private readonly Module<Tensor, Tensor> ln_1, ln_2, mlp;
    private readonly CausalSelfAttention attn;

    /// <param name="config">Sizes.</param>
    /// <param name="layer">Its number, from 0.</param>
    public Block(GptConfig config, int layer) : base(nameof(Block))
    {
        ln_1 = LayerNorm(config.Width, config.LayerNormEpsilon);
        attn = new CausalSelfAttention(config, layer);
        ln_2 = LayerNorm(config.Width, config.LayerNormEpsilon);
        mlp = new Mlp(config.Width);
        RegisterComponents();
    }

    /// <param name="x">(N, L, width)</param>
    /// <param name="cache">What came before; null: nothing did.</param>
    /// <returns>(N, L, width), the caller's to dispose.</returns>
    public override Tensor forward(Tensor x, KeyValueCache? cache)
    {
        x = x + attn.call(ln_1.call(x), cache);
        return x + mlp.call(ln_2.call(x));
    }

    /// <summary>How much each token looks at each.</summary>
    /// <param name="x">(N, L, width)</param>
    /// <returns>(N, heads, L, L), each row sums to 1; the caller's to dispose.</returns>
    public Tensor Weights(Tensor x) => attn.Weights(ln_1.call(x));
}

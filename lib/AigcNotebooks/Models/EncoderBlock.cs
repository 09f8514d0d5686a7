using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>A layer of a transformer that looks both ways: every token looks at all others, then each is thought about alone; both add to what was there: (N, L, width) → (N, L, width). Taught in
/// <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Vaswani and others, arXiv 1706.03762, §3.1, with the normalisations before each half, as in <see cref="Block"/>, from which it differs by one thing: nothing is hidden from a token.</remarks>
public sealed class EncoderBlock : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> norm1, norm2, inputs, outputs, mlp;
    private readonly long heads;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="width">Numbers a token, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Attention heads.</param>
    /// <exception cref="ArgumentException">The width does not divide by the heads.</exception>
    public EncoderBlock(long width, long heads) : base(nameof(EncoderBlock))
    {
        if (heads < 1 || width < 1 || width % heads != 0)
            throw new ArgumentException(
                $"Expected a width that is a multiple of the heads; found {width} and {heads}.", nameof(width));
        this.heads = heads;
        norm1 = LayerNorm(width);
        inputs = Linear(width, 3 * width);   // queries, keys, values of all heads
        outputs = Linear(width, width);
        norm2 = LayerNorm(width);
        mlp = Sequential(Linear(width, 4 * width), GELU(), Linear(4 * width, width));
        RegisterComponents();
    }

    /// <param name="x">(N, L, width)</param>
    /// <returns>(N, L, width), the caller's to dispose.</returns>
    public override Tensor forward(Tensor x)
    {
        var (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var parts = inputs.call(norm1.call(x)).view(batch, length, 3, heads, width / heads)
            .permute(2, 0, 3, 1, 4).unbind(0);
        var (queries, keys, values) = (parts[0], parts[1], parts[2]);   // (N, heads, L, width / heads)
        var weights = (queries / Math.Sqrt(width / heads)).matmul(keys.transpose(2, 3)).softmax(-1);
        x = x + outputs.call(weights.matmul(values).transpose(1, 2).reshape(x.shape));
        return x + mlp.call(norm2.call(x));
    }
}

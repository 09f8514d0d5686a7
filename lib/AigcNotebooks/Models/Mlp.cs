using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>What a GPT's block does with each token alone: four times as wide, bent, and back: (N, L, width) → (N, L, width). Taught in <c>notebooks/06-gpt.ipynb</c>.</summary>
/// <remarks>Vaswani and others, arXiv 1706.03762, §3.3; GELU in its tanh form: Hendrycks and Gimpel, arXiv 1606.08415, §2.</remarks>
public sealed class Mlp : Module<Tensor, Tensor>
{
    private readonly TokenLinear c_fc, c_proj;

    /// <param name="width">Numbers a token.</param>
    public Mlp(long width) : base(nameof(Mlp))
    {
        c_fc = new TokenLinear(width, 4 * width);
        c_proj = new TokenLinear(4 * width, width);
        RegisterComponents();
    }

    /// <param name="x">(N, L, width)</param>
    /// <returns>(N, L, width), the caller's to dispose.</returns>
    public override Tensor forward(Tensor x) =>
        c_proj.call(gelu(c_fc.call(x), TorchSharp.Modules.GELU.Approximate.tanh));
}

using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>A linear layer that adds to what it was given: x + SiLU(Linear(x)), (N, width) → (N, width). What a deep stack of them learns
/// in the first layer still arrives at the last. Taught in <c>notebooks/03-vae.ipynb</c>.</summary>
/// <remarks>He and others, "Deep residual learning for image recognition", arXiv 1512.03385, equation 1.</remarks>
public sealed class ResidualLinear : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> linear;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="width">Units.</param>
    public ResidualLinear(int width) : base(nameof(ResidualLinear))
    {
        linear = Linear(width, width);
        RegisterComponents();
    }

    /// <param name="x">(N, width)</param>
    /// <returns>(N, width), the caller's to dispose.</returns>
    public override Tensor forward(Tensor x) => x + silu(linear.call(x));
}

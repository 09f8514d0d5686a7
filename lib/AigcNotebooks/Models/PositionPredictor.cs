using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Looks at two patches of 7×7 pixels with the same encoder, and says which of the eight neighbours the second is: (N, 1, 7, 7) twice → logits (N, 8). Taught in
/// <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Doersch, Gupta and Efros, arXiv 1505.05192, §3, figure 3, made small; the products of both patches' features are new, since comparing is what the head has to do. See <see cref="Data.PatchPairs"/>.</remarks>
public sealed class PositionPredictor : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Features of a patch.</summary>
    public const long Features = 32;

    private readonly Module<Tensor, Tensor> encoder, head;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public PositionPredictor() : base(nameof(PositionPredictor))
    {
        encoder = Sequential(
            Conv2d(1, 32, 3, padding: 1, bias: false), BatchNorm2d(32), ReLU(),
            Conv2d(32, 64, 3, stride: 2, padding: 1, bias: false), BatchNorm2d(64), ReLU(),
            Flatten(), Linear(64 * 4 * 4, Features), BatchNorm1d(Features), ReLU());
        head = Sequential(Linear(3 * Features, 128), BatchNorm1d(128), ReLU(), Linear(128, 8));
        RegisterComponents();
    }

    /// <summary>Patches (N, 1, 7, 7) → features (N, 32).</summary>
    public Module<Tensor, Tensor> Encoder => encoder;

    /// <param name="middle">(N, 1, 7, 7); in training N of at least 2.</param>
    /// <param name="other">(N, 1, 7, 7)</param>
    /// <returns>Logits (N, 8), the caller's to dispose.</returns>
    public override Tensor forward(Tensor middle, Tensor other)
    {
        var both = encoder.call(cat([middle, other])).chunk(2, dim: 0);
        return head.call(cat([both[0], both[1], both[0] * both[1]], 1));   // products: what do both have?
    }
}

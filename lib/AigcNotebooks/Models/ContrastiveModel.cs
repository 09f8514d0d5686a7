using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>An encoder and the projection head that the contrastive loss looks through: pictures → features (N, features) → projections (N, projection). The features are what is kept; the head is thrown away after
/// training. Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>SimCLR: Chen and others, arXiv 2002.05709, §2.1 and §4.2.</remarks>
public sealed class ContrastiveModel : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> encoder, head;

    /// <summary>Random weights of the head, from <c>torch</c>'s generator.</summary>
    /// <param name="encoder">Pictures → (N, features), such as <see cref="DigitEncoder"/>; belongs to this model from now on.</param>
    /// <param name="features">Numbers that the encoder gives a picture.</param>
    /// <param name="projection">Numbers that the loss compares.</param>
    public ContrastiveModel(Module<Tensor, Tensor> encoder, long features = 128, long projection = 64)
        : base(nameof(ContrastiveModel))
    {
        this.encoder = encoder;
        head = Sequential(Linear(features, features), BatchNorm1d(features), ReLU(), Linear(features, projection));
        RegisterComponents();
    }

    /// <summary>Pictures → features, before the head.</summary>
    public Module<Tensor, Tensor> Encoder => encoder;

    /// <param name="images">What the encoder takes.</param>
    /// <returns>(N, projection), the caller's to dispose.</returns>
    public override Tensor forward(Tensor images) => head.call(encoder.call(images));
}

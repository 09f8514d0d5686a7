using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>A small convolutional encoder of digits: pictures (N, 1, 28, 28) → features (N, 128), none negative; 355,936 parameters. Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Strides instead of pooling: the first layer, where pictures are largest, works at a quarter of the places.</remarks>
public sealed class DigitEncoder : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> layers = Sequential(
        Conv2d(1, 32, 5, stride: 2, padding: 2, bias: false), BatchNorm2d(32), ReLU(),
        Conv2d(32, 64, 3, stride: 2, padding: 1, bias: false), BatchNorm2d(64), ReLU(),
        Conv2d(64, 128, 3, stride: 2, padding: 1, bias: false), BatchNorm2d(128), ReLU(),
        Flatten(), Linear(128 * 4 * 4, 128), BatchNorm1d(128), ReLU());

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public DigitEncoder() : base(nameof(DigitEncoder)) => RegisterComponents();

    /// <param name="images">(N, 1, 28, 28); in training N of at least 2.</param>
    /// <returns>(N, 128), the caller's to dispose.</returns>
    public override Tensor forward(Tensor images) => layers.call(images);
}

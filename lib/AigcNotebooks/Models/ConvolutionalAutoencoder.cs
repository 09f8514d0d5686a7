using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>The published self-supervised autoencoder, repaired: pictures (N, 3, 32, 32) in [0, 1] → codes (N, 64, 8, 8) → pictures (N, 3, 32, 32) in (0, 1); 28,483 parameters. Taught in
/// <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Article 003, "AIGC core technology", §3.2. As printed the last layer has stride 1, so that 16×16 pixels come out; here it has stride 2, with as many weights.</remarks>
public sealed class ConvolutionalAutoencoder : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> encoder, decoder;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public ConvolutionalAutoencoder() : base(nameof(ConvolutionalAutoencoder))
    {
        encoder = Sequential(
            Conv2d(3, 32, 3, padding: 1), ReLU(), MaxPool2d(2),
            Conv2d(32, 64, 3, padding: 1), ReLU(), MaxPool2d(2));
        decoder = Sequential(
            ConvTranspose2d(64, 32, 2, stride: 2), ReLU(),
            ConvTranspose2d(32, 3, 3, stride: 2, padding: 1, output_padding: 1), Sigmoid());
        RegisterComponents();
    }

    /// <summary>Pictures (N, 3, H, W) → codes (N, 64, H / 4, W / 4).</summary>
    public Module<Tensor, Tensor> Encoder => encoder;

    /// <param name="images">(N, 3, H, W) in [0, 1]; H and W multiples of 4.</param>
    /// <returns>(N, 3, H, W), the caller's to dispose.</returns>
    public override Tensor forward(Tensor images) => decoder.call(encoder.call(images));
}

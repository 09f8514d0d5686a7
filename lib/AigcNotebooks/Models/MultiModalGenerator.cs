using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>The published MultiModalGenerator with the least repair that makes it run: pictures (N, 3, H, W) and word ids (N, L) → clips (N, 3, T, H, W); 646,979 parameters. It makes no video: all frames but the
/// first and the last are the same, and the order of the words has no effect. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Article 000, "From GAN to multimodal generation", §3.1. As printed it raises: its words are 128 numbers wide where the pictures have 64 feature maps, it keeps an axis of words, and it has none of time.
/// Here words are 64 wide, their mean is taken, and the sum is repeated for each frame.</remarks>
public sealed class MultiModalGenerator : Module<Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> imageEncoder, textEncoder, videoDecoder;
    private readonly long frames;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="frames">T, how many frames a clip has.</param>
    public MultiModalGenerator(long vocabulary = 10_000, long frames = 16) : base(nameof(MultiModalGenerator))
    {
        this.frames = frames;
        imageEncoder = Conv2d(3, 64, 3, padding: 1);
        textEncoder = Embedding(vocabulary, 64);          // 128 as printed
        videoDecoder = ConvTranspose3d(64, 3, 3, padding: 1);
        RegisterComponents();
    }

    /// <param name="images">(N, 3, H, W), of any size.</param>
    /// <param name="texts">int64 (N, L)</param>
    /// <returns>(N, 3, T, H, W), of any range; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The pictures have another shape, or there is not a text for each.</exception>
    public override Tensor forward(Tensor images, Tensor texts)
    {
        if (images.shape is not [_, 3, _, _] || texts.shape is not [_, > 0] || texts.shape[0] != images.shape[0])
            throw new ArgumentException("Expected pictures (N, 3, H, W) and a text for each, (N, L); "
                + $"found ({string.Join(", ", images.shape)}) and ({string.Join(", ", texts.shape)}).", nameof(images));
        Tensor seen = imageEncoder.call(images);                                            // (N, 64, H, W)
        Tensor said = textEncoder.call(texts).mean([1]).unsqueeze(-1).unsqueeze(-1);        // (N, 64, 1, 1)
        return videoDecoder.call((seen + said).unsqueeze(2).repeat(1, 1, frames, 1, 1));    // (N, 3, T, H, W)
    }
}

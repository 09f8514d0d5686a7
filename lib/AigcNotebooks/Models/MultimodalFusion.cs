using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>The published net that fuses a text's 100 numbers and an image: (N, 100) and (N, 3, 32, 32) → (N, 100); 685,796 parameters. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Article 003, "AIGC core technology", §2.2. As printed it raises: the text's features, (N, 512), meet the image's, (N, 128, 8, 8). Its fusion layer takes 512 + 128 numbers, so the repair is fixed: one number a feature
/// map, here the mean over the map (Lin and others, "Network in network", arXiv 1312.4400, §3.2).</remarks>
public sealed class MultimodalFusion : Module<Tensor, Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> text_encoder, image_encoder, pool, fusion_layer, decoder;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="pools">Whether feature maps are averaged; false is the net as printed.</param>
    public MultimodalFusion(bool pools = true) : base(nameof(MultimodalFusion))
    {
        text_encoder = Sequential(Linear(100, 256), ReLU(), Linear(256, 512), ReLU());
        image_encoder = Sequential(
            Conv2d(3, 64, 3, padding: 1), ReLU(), MaxPool2d(2, 2),
            Conv2d(64, 128, 3, padding: 1), ReLU(), MaxPool2d(2, 2));
        pool = pools ? Sequential(AdaptiveAvgPool2d(1), Flatten()) : Identity();
        fusion_layer = Linear(512 + 128, 256);
        decoder = Sequential(Linear(256, 512), ReLU(), Linear(512, 256), ReLU(), Linear(256, 100));
        RegisterComponents();
    }

    /// <param name="text">(N, 100)</param>
    /// <param name="image">(N, 3, H, W), H and W at least 4.</param>
    /// <returns>(N, 100), the caller's to dispose.</returns>
    public override Tensor forward(Tensor text, Tensor image)
    {
        Tensor text_features = text_encoder.call(text), image_features = pool.call(image_encoder.call(image));
        Tensor fused_features = fusion_layer.call(cat([text_features, image_features], 1));
        return decoder.call(fused_features);
    }
}

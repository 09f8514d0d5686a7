using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>One classifier a modality, which share nothing: images, tones, captions and which of them there are, as <see cref="ModalityEncoders"/> takes them → logits (N, 3, 10). <see cref="DecisionFusion"/> makes one answer
/// of the three. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
public sealed class ModalityExperts : Module<Tensor, Tensor, Tensor, Tensor, Tensor>
{
    private readonly ModalityEncoders encoders;
    private readonly Module<Tensor, Tensor> image, tone, caption;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="width">Numbers a modality.</param>
    public ModalityExperts(long vocabulary, long width = 64) : base(nameof(ModalityExperts))
    {
        encoders = new ModalityEncoders(vocabulary, width);
        (image, tone, caption) = (Linear(width, 10), Linear(width, 10), Linear(width, 10));
        RegisterComponents();
    }

    /// <inheritdoc cref="ModalityEncoders.forward" path="/param"/>
    /// <returns>Logits (N, 3, 10); those of an expert whose modality is missing say nothing. The caller's to dispose.</returns>
    /// <inheritdoc cref="ModalityEncoders.forward" path="/exception"/>
    public override Tensor forward(Tensor images, Tensor tones, Tensor captions, Tensor present)
    {
        Tensor encoded = encoders.call(images, tones, captions, present);
        return stack([image.call(encoded[.., 0]), tone.call(encoded[.., 1]), caption.call(encoded[.., 2])], 1);
    }
}

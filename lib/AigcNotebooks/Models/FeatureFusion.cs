using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Feature-level fusion: the modalities' vectors side by side, and a perceptron over them. Images, tones, captions and which of them there are, as <see cref="ModalityEncoders"/> takes them → logits (N, 10). Taught in
/// <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Article 003, "AIGC core technology", §2.2, the first of its three kinds. What is missing is zeros: unless it was trained so (<see cref="FusionTrainer"/>), the perceptron has never seen that.</remarks>
public sealed class FeatureFusion : Module<Tensor, Tensor, Tensor, Tensor, Tensor>
{
    private readonly ModalityEncoders encoders;
    private readonly Module<Tensor, Tensor> head;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="width">Numbers a modality.</param>
    public FeatureFusion(long vocabulary, long width = 64) : base(nameof(FeatureFusion))
    {
        encoders = new ModalityEncoders(vocabulary, width);
        head = Sequential(Flatten(), Linear(3 * width, 256), ReLU(), Linear(256, 10));
        RegisterComponents();
    }

    /// <inheritdoc cref="ModalityEncoders.forward" path="/param"/>
    /// <returns>Logits (N, 10), the caller's to dispose.</returns>
    /// <inheritdoc cref="ModalityEncoders.forward" path="/exception"/>
    public override Tensor forward(Tensor images, Tensor tones, Tensor captions, Tensor present) =>
        head.call(encoders.call(images, tones, captions, present));
}

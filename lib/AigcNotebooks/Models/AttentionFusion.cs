using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Model-level fusion: the modalities' vectors look at each other, then a learned question takes from each as much as it deserves. Images, tones, captions and which of them there are, as <see cref="ModalityEncoders"/>
/// takes them → logits (N, 10). Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Article 003, "AIGC core technology", §2.2, the third of its three kinds. Attention: Vaswani and others, arXiv 1706.03762, equation 1; between modalities: Tsai and others, arXiv 1906.00295. What is missing
/// gets no weight.</remarks>
public sealed class AttentionFusion : Module<Tensor, Tensor, Tensor, Tensor, Tensor>
{
    private readonly ModalityEncoders encoders;
    private readonly Module<Tensor, Tensor> names, query, key, value, wide, question, head;
    private readonly long width;

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    /// <param name="vocabulary">How many word ids there are.</param>
    /// <param name="width">Numbers a modality.</param>
    public AttentionFusion(long vocabulary, long width = 64) : base(nameof(AttentionFusion))
    {
        this.width = width;
        encoders = new ModalityEncoders(vocabulary, width);
        names = Embedding(3, width);
        (query, key, value) = (Linear(width, width), Linear(width, width), Linear(width, width));
        wide = Sequential(Linear(width, 2 * width), ReLU(), Linear(2 * width, width));
        question = Linear(width, 1);
        head = Sequential(Linear(width, 128), ReLU(), Linear(128, 10));
        RegisterComponents();
    }

    /// <inheritdoc cref="ModalityEncoders.forward" path="/param"/>
    /// <returns>Logits (N, 10), the caller's to dispose.</returns>
    /// <inheritdoc cref="ModalityEncoders.forward" path="/exception"/>
    public override Tensor forward(Tensor images, Tensor tones, Tensor captions, Tensor present)
    {
        (Tensor mixed, Tensor weights) = Mixed(images, tones, captions, present);
        return head.call(bmm(weights.unsqueeze(1), mixed).squeeze(1));
    }

    /// <summary>How much of each modality the answer is made of.</summary>
    /// <inheritdoc cref="ModalityEncoders.forward" path="/param"/>
    /// <returns>(N, 3): image, tone, caption; each row sums to 1 and is 0 at what is missing. The caller's to dispose.</returns>
    /// <inheritdoc cref="ModalityEncoders.forward" path="/exception"/>
    public Tensor Weights(Tensor images, Tensor tones, Tensor captions, Tensor present) =>
        Mixed(images, tones, captions, present).Weights;

    private (Tensor Mixed, Tensor Weights) Mixed(Tensor images, Tensor tones, Tensor captions, Tensor present)
    {
        Tensor x = encoders.call(images, tones, captions, present) + names.call(arange(3, device: images.device));
        Tensor missing = present.logical_not();
        // Each looks at each: after this, the image's vector knows what the caption says of it.
        Tensor scores = bmm(query.call(x), key.call(x).transpose(1, 2)) / Math.Sqrt(width);
        Tensor looks = scores.masked_fill(missing.unsqueeze(1), double.NegativeInfinity).softmax(2);
        x = x + bmm(looks, value.call(x));
        x = x + wide.call(x);
        Tensor weights = question.call(x).squeeze(2).masked_fill(missing, double.NegativeInfinity).softmax(1);
        return (x, weights);
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Models;

/// <summary>Decision-level fusion: what one expert a modality says, made into one answer. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Article 003, "AIGC core technology", §2.2, the second of its three kinds. Both rules: Kittler and others, "On combining classifiers", IEEE PAMI 20, 1998; the product: Hinton, "Training products of experts by
/// minimizing contrastive divergence", Neural Computation 14, 2002.</remarks>
public static class DecisionFusion
{
    /// <summary>The mean of the experts' probabilities.</summary>
    /// <param name="experts">Logits (N, modalities, classes), as <see cref="ModalityExperts"/> gives them.</param>
    /// <param name="present">bool (N, modalities): whose answers count.</param>
    /// <returns>Logits (N, classes): logarithms of probabilities; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together, or a sample has no expert.</exception>
    public static Tensor Average(Tensor experts, Tensor present)
    {
        Check(experts, present);
        Tensor probabilities = experts.softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0);
        return (probabilities.sum(1L) / present.sum(1L).unsqueeze(1)).log();
    }

    /// <summary>The product of the experts' probabilities. It is Bayes' rule for classes that are equally frequent, where the modalities' errors have nothing to do with each other.</summary>
    /// <param name="experts">Logits (N, modalities, classes), as <see cref="ModalityExperts"/> gives them.</param>
    /// <param name="present">bool (N, modalities): whose answers count.</param>
    /// <returns>Logits (N, classes): logarithms of probabilities; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together, or a sample has no expert.</exception>
    public static Tensor Product(Tensor experts, Tensor present)
    {
        Check(experts, present);
        return experts.log_softmax(2).masked_fill(present.logical_not().unsqueeze(2), 0).sum(1L).log_softmax(1);
    }

    private static void Check(Tensor experts, Tensor present)
    {
        if (experts.ndim != 3 || present.ndim != 2 || present.dtype != ScalarType.Bool
            || present.shape[0] != experts.shape[0] || present.shape[1] != experts.shape[1])
            throw new ArgumentException("Expected logits (N, modalities, classes), and which of them count as bool "
                + $"(N, modalities); found ({string.Join(", ", experts.shape)}) and {present.dtype} "
                + $"({string.Join(", ", present.shape)}).", nameof(present));
        if (!present.any(1).all().ToBoolean())
            throw new ArgumentException(
                "Expected at least one expert a sample; found a sample without any.", nameof(present));
    }
}

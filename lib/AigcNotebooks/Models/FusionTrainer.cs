using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>Trains a fusion of modalities: each step lowers the cross-entropy by Adam, with or without modality dropout. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>Modality dropout: Neverova and others, "ModDrop", arXiv 1501.00102, §4.3.</remarks>
/// <param name="model">Images, tones, captions and which of them there are → logits (N, 10), or (N, 3, 10) for one answer a modality. Stays the caller's.</param>
/// <param name="learningRate">The highest one; <see cref="SetRate"/> says when.</param>
/// <param name="modalityDropout">Probability that a sample's image, its tone, its caption are each taken away, 0 to below 1; where all three would be, none is.</param>
public sealed class FusionTrainer(
    Module<Tensor, Tensor, Tensor, Tensor, Tensor> model,
    double learningRate = 0.003, double modalityDropout = 0) : IDisposable
{
    /// <summary>Adam, for checkpoints and for other learning rates.</summary>
    public TorchSharp.Modules.OptimizerHelper Optimizer { get; } = optim.Adam(model.parameters(), learningRate);

    /// <summary>The learning rate of a step: it falls as half a cosine, to 0 at the end.</summary>
    /// <param name="step">From 1.</param>
    /// <param name="steps">Of the whole training.</param>
    public void SetRate(long step, long steps)
    {
        foreach (var group in Optimizer.ParamGroups)
            group.LearningRate = learningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - 1) / steps));
    }

    /// <param name="batch">What to learn from. Stays the caller's.</param>
    /// <returns>The loss: −log of the probability that the right digit got, in nats, the mean over the batch and over a model's answers.</returns>
    public double Step(PairedBatch batch)
    {
        using var scope = NewDisposeScope();
        Tensor present = batch.Present(Modalities.All);
        if (modalityDropout > 0)
        {
            Tensor kept = rand(batch.Count, 3) >= modalityDropout;
            present = kept | kept.any(1).logical_not().unsqueeze(1);
        }
        Optimizer.zero_grad();
        var loss = Loss(model.call(batch.Images, batch.Tones, batch.Words, present), batch.Labels, present);
        loss.backward();
        Optimizer.step();
        return loss.item<float>();
    }

    /// <summary>−log of the probability that the right digit got.</summary>
    /// <param name="logits">(N, 10), or (N, 3, 10) for one answer a modality.</param>
    /// <param name="labels">int64 (N)</param>
    /// <param name="present">bool (N, 3): the answers that count, where there is one a modality.</param>
    /// <returns>One number, in nats, the mean over the answers; the caller's to dispose.</returns>
    public static Tensor Loss(Tensor logits, Tensor labels, Tensor present) => logits.ndim == 2
        ? cross_entropy(logits, labels)
        : cross_entropy(logits[present], labels.unsqueeze(1).expand(-1, 3)[present]);

    /// <summary>Frees the optimizer's state.</summary>
    public void Dispose() => Optimizer.Dispose();
}

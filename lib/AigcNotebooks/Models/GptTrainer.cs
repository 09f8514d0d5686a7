using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>Trains a GPT: each step lowers the surprise at the next token, in nats a token, by AdamW. Taught in <c>notebooks/06-gpt.ipynb</c>.</summary>
/// <remarks>Radford and others, "Improving language understanding by generative pre-training", 2018, equation 1; weights of matrices decay (Loshchilov and Hutter, arXiv 1711.05101), normalisations and biases
/// do not; gradients longer than 1 are cut.</remarks>
/// <param name="gpt">Ids (N, L) and a cache → logits, as <see cref="Gpt"/>. Stays the caller's.</param>
/// <param name="learningRate">The highest one; <see cref="SetRate"/> says when.</param>
/// <param name="weightDecay">Of matrices.</param>
public sealed class GptTrainer(
    Module<Tensor, KeyValueCache?, Tensor> gpt, double learningRate = 1e-3, double weightDecay = 0.1) : IDisposable
{
    /// <summary>AdamW with two groups, for checkpoints and for other learning rates.</summary>
    public TorchSharp.Modules.OptimizerHelper Optimizer { get; } = optim.AdamW([
        new TorchSharp.Modules.AdamW.ParamGroup(
            gpt.parameters().Where(p => p.ndim >= 2), learningRate, 0.9, 0.99, weight_decay: weightDecay),
        new TorchSharp.Modules.AdamW.ParamGroup(
            gpt.parameters().Where(p => p.ndim < 2), learningRate, 0.9, 0.99),
    ], learningRate, 0.9, 0.99);

    /// <summary>The learning rate of a step: it rises in a straight line for <paramref name="warmUp"/> steps, then falls as half a cosine, to a fiftieth at the end.</summary>
    /// <param name="step">From 1.</param>
    /// <param name="steps">Of the whole training.</param>
    /// <param name="warmUp">Steps until the highest rate.</param>
    public void SetRate(long step, long steps, int warmUp = 100)
    {
        double rate = learningRate * Math.Min(1, (double)step / warmUp)
            * (0.02 + 0.98 * 0.5 * (1 + Math.Cos(Math.PI * step / steps)));
        foreach (var group in Optimizer.ParamGroups)
            group.LearningRate = rate;
    }

    /// <param name="ids">int64 (N, L + 1): L tokens to learn from, and for each the one behind it. Stays the caller's.</param>
    /// <returns>The loss: −log of the probability that the next token got, in nats, the mean over all places.</returns>
    public double Step(Tensor ids)
    {
        using var scope = NewDisposeScope();
        Optimizer.zero_grad();
        var loss = Loss(gpt, ids);
        loss.backward();
        nn.utils.clip_grad_norm_(gpt.parameters(), 1);
        Optimizer.step();
        return loss.item<float>();
    }

    /// <summary>The surprise at the next token.</summary>
    /// <param name="gpt">Ids (N, L) and a cache → logits.</param>
    /// <param name="ids">int64 (N, L + 1)</param>
    /// <returns>One number, in nats a token, the caller's to dispose.</returns>
    public static Tensor Loss(Module<Tensor, KeyValueCache?, Tensor> gpt, Tensor ids)
    {
        using var scope = NewDisposeScope();
        var logits = gpt.call(ids[.., ..^1], null);
        return cross_entropy(logits.flatten(0, 1), ids[.., 1..].flatten()).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the optimizer's state.</summary>
    public void Dispose() => Optimizer.Dispose();
}

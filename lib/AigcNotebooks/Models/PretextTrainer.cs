using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Trains a model on any question that the data answer themselves: each step lowers a loss by AdamW, at a rate that rises in a straight line and then falls to 0 as half a cosine. Taught in
/// <c>notebooks/04-self-supervised.ipynb</c>.
/// <code>
/// using var trainer = new PretextTrainer(model, learningRate: 2e-3, steps);
/// double loss = trainer.Step(step, () => NtXentLoss.Of(model.call(first), model.call(second)));
/// </code></summary>
/// <remarks>AdamW: Loshchilov and Hutter, arXiv 1711.05101; the cosine: the same, arXiv 1608.03983. Gradients longer than 1 are cut.</remarks>
/// <param name="model">What is trained. Stays the caller's.</param>
/// <param name="learningRate">The highest one.</param>
/// <param name="steps">Of the whole training.</param>
/// <param name="weightDecay">AdamW's.</param>
/// <param name="warmUp">Steps until the highest rate.</param>
public sealed class PretextTrainer(
    Module model, double learningRate, long steps, double weightDecay = 1e-4, int warmUp = 30) : IDisposable
{
    /// <summary>AdamW, for checkpoints.</summary>
    public TorchSharp.Modules.OptimizerHelper Optimizer { get; } =
        optim.AdamW(model.parameters(), learningRate, weight_decay: weightDecay);

    /// <param name="step">From 1.</param>
    /// <param name="loss">Makes the loss, one number; what it makes on the way is freed afterwards.</param>
    /// <returns>The loss.</returns>
    public double Step(long step, Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        double rate = learningRate * Math.Min(1, (double)step / warmUp)
            * 0.5 * (1 + Math.Cos(Math.PI * (step - 1) / steps));
        foreach (var group in Optimizer.ParamGroups)
            group.LearningRate = rate;
        Optimizer.zero_grad();
        var value = loss();
        value.backward();
        nn.utils.clip_grad_norm_(model.parameters(), 1);
        Optimizer.step();
        return value.item<float>();
    }

    /// <summary>Frees the optimizer's state.</summary>
    public void Dispose() => Optimizer.Dispose();
}

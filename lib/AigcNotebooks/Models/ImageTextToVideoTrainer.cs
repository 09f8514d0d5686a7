using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>Trains a net that goes on from a first frame and a caption, by regression: each step lowers the mean squared error of its frames. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <remarks>No adversary is needed, since a frame and a caption leave one future. Where they leave several, the least squared error is that of their mean.</remarks>
/// <param name="model">First frames (N, 1, H, W) and word ids (N, L) → clips (N, 1, T, H, W). Stays the caller's.</param>
public sealed class ImageTextToVideoTrainer(Module<Tensor, Tensor, Tensor> model, double learningRate = 0.001) : IDisposable
{
    /// <summary>Adam, for checkpoints and for other learning rates.</summary>
    public TorchSharp.Modules.OptimizerHelper Optimizer { get; } = optim.Adam(model.parameters(), learningRate);

    /// <param name="clips">(N, C, T, H, W) in [0, 1]: the first frame of each is given, all are wanted. Stays the caller's.</param>
    /// <param name="captions">int64 (N, L)</param>
    /// <returns>The mean squared error a pixel.</returns>
    public double Step(Tensor clips, Tensor captions)
    {
        using var scope = NewDisposeScope();
        Optimizer.zero_grad();
        Tensor error = functional.mse_loss(model.call(clips.select(2, 0), captions), clips);
        error.backward();
        // Through so many frames a gradient can explode.
        nn.utils.clip_grad_norm_(model.parameters(), 0.05);
        Optimizer.step();
        return error.item<float>();
    }

    /// <summary>Frees the optimizer's state.</summary>
    public void Dispose() => Optimizer.Dispose();
}

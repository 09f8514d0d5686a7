using static TorchSharp.torch;

namespace AigcNotebooks.Tools;

/// <summary>A learning rate that falls as half a cosine, from its first value to 0.</summary>
internal static class CosineRate
{
    internal static void Set(optim.Optimizer optimizer, double first, long step, long steps)
    {
        foreach (optim.ILearningRateController group in optimizer.ParamGroups)
            group.LearningRate = first * 0.5 * (1 + Math.Cos(Math.PI * step / steps));
    }
}

using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One step of Adam or of AdamW on one parameter, with PyTorch's order of operations.</summary>
internal readonly record struct AdamUpdate(double Rate, double Beta1, double Beta2, double Eps, double Decay, bool Maximize, bool Decoupled)
{
    internal void Apply(Parameter parameter, ref long step, Tensor expAvg, Tensor expAvgSq, Tensor? maxExpAvgSq)
    {
        nint handle = NativeMethods.aigc_grad(parameter.Handle);
        if (handle == 0)
            return;
        step++;
        if (maxExpAvgSq is null && OnePass(parameter, handle, step, expAvg, expAvgSq))
            return;
        using var grad = new Tensor(handle);
        General(parameter, grad, step, expAvg, expAvgSq, maxExpAvgSq);
    }

    /// <summary>The native pass, without a managed object for the gradient. Returns false, and changes nothing, where it does not apply.</summary>
    private bool OnePass(Parameter parameter, nint grad, long step, Tensor expAvg, Tensor expAvgSq)
    {
        int done = NativeMethods.aigc_adam(parameter.Handle, grad, expAvg.Handle, expAvgSq.Handle, step, Rate, Beta1, Beta2, Eps, Decay, Decoupled ? 1 : 0, Maximize ? 1 : 0);
        if (done != 0)
            NativeMethods.aigc_release(grad);
        return NativeMethods.Check(done, nameof(Adam)) == 1;
    }

    private void General(Parameter parameter, Tensor grad, long step, Tensor expAvg, Tensor expAvgSq, Tensor? maxExpAvgSq)
    {
        if (Maximize)
            grad = -grad;
        if (Decoupled)
            parameter.mul_(1 - Rate * Decay);
        else if (Decay != 0)
            grad = grad.add(parameter, Decay);
        expAvg.mul_(Beta1).add_(grad, 1 - Beta1);
        expAvgSq.mul_(Beta2).addcmul_(grad, grad, 1 - Beta2);
        Tensor second = maxExpAvgSq is null ? expAvgSq : maxExpAvgSq.copy_(maxExpAvgSq.maximum(expAvgSq));
        Tensor denominator = (second.sqrt() / Math.Sqrt(1 - Math.Pow(Beta2, step))).add_(Eps);
        parameter.addcdiv_(expAvg, denominator, -(Rate / (1 - Math.Pow(Beta1, step))));
    }
}

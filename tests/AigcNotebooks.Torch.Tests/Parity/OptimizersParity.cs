using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class OptimizersParity
{
    private static readonly Golden Golden = new("optimizers")
    {
        { "SGD", x => Trace(x, p => optim.SGD(p, 0.1)) },
        { "SGD decay", x => Trace(x, p => optim.SGD(p, 0.1, weight_decay: 0.01)) },
        { "SGD momentum", x => Trace(x, p => optim.SGD(p, 0.1, momentum: 0.9)) },
        { "SGD dampening", x => Trace(x, p => optim.SGD(p, 0.1, momentum: 0.9, dampening: 0.5, weight_decay: 0.01)) },
        { "SGD nesterov", x => Trace(x, p => optim.SGD(p, 0.1, momentum: 0.9, nesterov: true, weight_decay: 0.01)) },
        { "SGD maximize", x => Trace(x, p => optim.SGD(p, 0.01, momentum: 0.9, weight_decay: 0.01, maximize: true)) },
        { "SGD groups", x => Trace(x, p => optim.SGD([new SGD.ParamGroup { Parameters = p[..1] }, new SGD.ParamGroup(p[1..], new SGD.Options { LearningRate = 0.02, momentum = 0.5 })], 0.1, momentum: 0.9)) },
        { "Adam", x => Trace(x, p => optim.Adam(p, 0.05)) },
        { "Adam betas", x => Trace(x, p => optim.Adam(p, 0.05, 0.5, 0.9, 1e-6, weight_decay: 0.01)) },
        { "Adam amsgrad", x => Trace(x, p => optim.Adam(p, 0.05, 0.5, 0.6, amsgrad: true)) },
        { "Adam maximize", x => Trace(x, p => optim.Adam(p, 0.01, weight_decay: 0.01, maximize: true)) },
        { "Adam groups", x => Trace(x, p => optim.Adam([new Adam.ParamGroup { Parameters = p[..1] }, new Adam.ParamGroup(p[1..], lr: 0.02, beta1: 0.5, beta2: 0.9)], 0.1)) },
        { "AdamW", x => Trace(x, p => optim.AdamW(p, 0.05)) },
        { "AdamW decay", x => Trace(x, p => optim.AdamW(p, 0.05, weight_decay: 0.1)) },
        { "AdamW amsgrad", x => Trace(x, p => optim.AdamW(p, 0.05, 0.5, 0.6, weight_decay: 0.1, amsgrad: true)) },
        { "AdamW maximize", x => Trace(x, p => optim.AdamW(p, 0.01, weight_decay: 0.1, maximize: true)) },
        { "RMSprop", x => Trace(x, p => optim.RMSProp(p, 0.01)) },
        { "RMSprop momentum", x => Trace(x, p => optim.RMSProp(p, 0.01, alpha: 0.9, momentum: 0.9, weight_decay: 0.01)) },
        { "RMSprop centered", x => Trace(x, p => optim.RMSProp(p, 0.01, momentum: 0.9, centered: true)) },
        { "RMSprop maximize", x => Trace(x, p => optim.RMSProp(p, 0.01, eps: 1e-4, weight_decay: 0.01, maximize: true)) },
        { "Adagrad", x => Trace(x, p => optim.Adagrad(p, 0.1, lr_decay: 0.1, weight_decay: 0.01, initial_accumulator_value: 0.2)) },
        { "Adadelta", x => Trace(x, p => optim.Adadelta(p, 1.0, rho: 0.8, weight_decay: 0.01)) },
        { "Adadelta maximize", x => Trace(x, p => optim.Adadelta(p, 1.0, maximize: true)) },
        { "Adamax", x => Trace(x, p => optim.Adamax(p, 0.02, 0.8, 0.9, weight_decay: 0.01)) },
        { "NAdam", x => Trace(x, p => optim.NAdam(p, 0.02, weight_decay: 0.01)) },
        { "RAdam", x => Trace(x, p => optim.RAdam(p, 0.02, 0.9, 0.99, weight_decay: 0.01)) },
        { "ASGD", x => Trace(x, p => optim.ASGD(p, 0.1, lambd: 1e-2, t0: 4, weight_decay: 0.01)) },
        { "ASGD maximize", x => Trace(x, p => optim.ASGD(p, 0.01, maximize: true)) },
        { "Rprop", x => Trace(x, p => optim.Rprop(p, 0.01, 0.4, 1.3, 1e-4, 0.1)) },
        { "Rprop maximize", x => Trace(x, p => optim.Rprop(p, 0.01, maximize: true)) },
        { "LBFGS", x => Trace(x, p => optim.LBFGS(p, 0.5, max_iter: 4, history_size: 3)) },
        { "LBFGS tolerances", x => Trace(x, p => optim.LBFGS(p, 1, max_iter: 20, max_eval: 7, tolerange_grad: 1e-2, tolerance_change: 1e-3)) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    private static Tensor[] Trace(Tensor[] x, Func<Parameter[], optim.Optimizer> make)
    {
        Parameter[] parameters = [.. x[..3].Select(t => new Parameter(t.clone()))];
        using optim.Optimizer optimizer = make(parameters);
        var seen = new List<Tensor>();
        for (int step = 1; step <= 12; step++)
        {
            optimizer.step(() =>
            {
                optimizer.zero_grad();
                Tensor loss = tanh(x[3].matmul(parameters[0]) + parameters[1]).matmul(parameters[2]).square().mean();
                loss.backward();
                return loss;
            });
            if (step is 1 or 2 or 6 or 12)
                seen.Add(cat([.. parameters.Select(p => p.detach().flatten())]));
        }
        return [.. seen];
    }
}

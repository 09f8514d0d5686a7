using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;
using LRScheduler = TorchSharp.torch.optim.lr_scheduler.LRScheduler;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class SchedulersParity
{
    private static readonly double[] Bumps = [5, 4, 4.1, 4.2, 4.05, 3.9, 3.9, 3.8999, 4, 4, 4, 4, 4, 3.5];

    private static readonly Golden Golden = new("schedulers")
    {
        { "LambdaLR", _ => Trace(o => LambdaLR(o, e => Math.Pow(0.9, e))) },
        { "MultiplicativeLR", _ => Trace(o => MultiplicativeLR(o, e => e % 2 == 1 ? 0.9 : 1.05)) },
        { "StepLR", _ => Trace(o => StepLR(o, 4, 0.5)) },
        { "StepLR to an epoch", _ => Trace(o => StepLR(o, 4, 0.5), step: Jump) },
        { "StepLR resumed", _ => Trace(o => StepLR(o, 4, 0.5, last_epoch: 5)) },
        { "MultiStepLR", _ => Trace(o => MultiStepLR(o, [8, 3, 8, 20], 0.5)) },
        { "MultiStepLR to an epoch", _ => Trace(o => MultiStepLR(o, [8, 3, 8], 0.5), step: Jump) },
        { "ExponentialLR", _ => Trace(o => ExponentialLR(o, 0.9)) },
        { "ExponentialLR to an epoch", _ => Trace(o => ExponentialLR(o, 0.9), step: Jump) },
        { "ConstantLR", _ => Trace(o => ConstantLR(o, 0.25, 6)) },
        { "ConstantLR to an epoch", _ => Trace(o => ConstantLR(o, 0.25, 6), step: Jump) },
        { "LinearLR", _ => Trace(o => LinearLR(o, 0.1, 0.8, 10)) },
        { "LinearLR to an epoch", _ => Trace(o => LinearLR(o), step: Jump) },
        { "PolynomialLR", _ => Trace(o => PolynomialLR(o, 12, 2)) },
        { "PolynomialLR to an epoch", _ => Trace(o => PolynomialLR(o, 12, 2), step: Jump) },
        { "CosineAnnealingLR", _ => Trace(o => CosineAnnealingLR(o, 8, 0.001)) },
        { "CosineAnnealingLR to an epoch", _ => Trace(o => CosineAnnealingLR(o, 8), step: Jump) },
        { "CosineAnnealingLR resumed", _ => Trace(o => CosineAnnealingLR(o, 20, last_epoch: 5)) },
        { "OneCycleLR", _ => Trace(o => OneCycleLR(o, 0.5, total_steps: 25)) },
        { "OneCycleLR Adam", _ => Trace(o => OneCycleLR(o, [0.5, 0.2], epochs: 5, steps_per_epoch: 6, pct_start: 0.4, anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear, base_momentum: [0.7, 0.8], max_momentum: [0.9, 0.95]), Adam) },
        { "OneCycleLR three phases", _ => Trace(o => OneCycleLR(o, 0.5, total_steps: 30, three_phase: true, div_factor: 10, final_div_factor: 100)) },
        { "OneCycleLR rates only", _ => Trace(o => OneCycleLR(o, 0.5, total_steps: 40, cycle_momentum: false)) },
        { "CyclicLR", _ => Trace(o => CyclicLR(o, 0.01, 0.1, 4, 6)) },
        { "CyclicLR triangular2", _ => Trace(o => CyclicLR(o, [0.01, 0.02], [0.1, 0.3], 3, mode: impl.CyclicLR.Mode.Triangular2, base_momentum: [0.5, 0.6], max_momentum: [0.9, 0.95])) },
        { "CyclicLR exp_range", _ => Trace(o => CyclicLR(o, 0.01, 0.1, 4, mode: impl.CyclicLR.Mode.ExpRange, gamma: 0.95)) },
        { "CyclicLR function", _ => Trace(o => CyclicLR(o, 0.01, 0.1, 4, scale_fn: x => 1 / x, scale_mode: impl.CyclicLR.ScaleMode.Cycle, cycle_momentum: false)) },
        { "SequentialLR", _ => Trace(o => SequentialLR(o, [LinearLR(o, 0.1, 1, 5), CosineAnnealingLR(o, 10), ExponentialLR(o, 0.5)], [5, 15])) },
        { "SequentialLR of constants", _ => Trace(o => SequentialLR(o, [ConstantLR(o, 0.1, 2), StepLR(o, 3, 0.5)], [6])) },
        { "ChainedLR", _ => Trace(o => ChainedLR([ConstantLR(o, 0.1, 4), ExponentialLR(o, 0.9)])) },
        { "ReduceLROnPlateau", _ => Trace(o => ReduceLROnPlateau(o, factor: 0.5, patience: 2), step: Bumpy) },
        { "ReduceLROnPlateau max", _ => Trace(o => ReduceLROnPlateau(o, "max", 0.3, 1, 0.05, "abs", 2, [0.01, 0.001]), step: Bumpy) },
        { "ReduceLROnPlateau abs", _ => Trace(o => ReduceLROnPlateau(o, "min", 0.5, 0, 0.01, "abs", 1, [0.005]), step: Bumpy) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    [Fact]
    public void Wrong_arguments_are_named()
    {
        using var scope = NewDisposeScope();
        using var sgd = Sgd();
        using var adam = Adam();
        using var adagrad = optim.Adagrad([new Parameter(zeros(1))]);
        Assert.Contains("momentum", Assert.Throws<ArgumentException>(() => CyclicLR(adam, 0.01, 0.1)).Message);
        Assert.Contains("Adagrad", Assert.Throws<ArgumentException>(() => OneCycleLR(adagrad, 0.1, total_steps: 5)).Message);
        Assert.Contains("total_steps", Assert.Throws<ArgumentException>(() => OneCycleLR(sgd, 0.1)).Message);
        Assert.Contains("Expected 2 values", Assert.Throws<ArgumentException>(() => OneCycleLR(sgd, [0.1], total_steps: 5)).Message);
        Assert.Contains("one milestone fewer", Assert.Throws<ArgumentException>(() => SequentialLR(sgd, [StepLR(sgd, 1)], [1])).Message);
        Assert.Contains("same optimizer", Assert.Throws<ArgumentException>(() => ChainedLR([StepLR(sgd, 1), StepLR(adam, 1)])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => StepLR(sgd, 0));
        Assert.Throws<ArgumentNullException>(() => OneCycleLR(null!, 0.1, total_steps: 5));
        Assert.Throws<InvalidOperationException>(ReduceLROnPlateau(sgd).step);
        LRScheduler oneCycle = OneCycleLR(sgd, 0.1, total_steps: 1);
        oneCycle.step();
        Assert.Contains("total steps is 1", Assert.Throws<InvalidOperationException>(oneCycle.step).Message);
    }

    private static optim.Optimizer Sgd() => optim.SGD([new SGD.ParamGroup { Parameters = [new Parameter(zeros(1))] }, new SGD.ParamGroup([new Parameter(zeros(1))], new SGD.Options { LearningRate = 0.02 })], 0.1, momentum: 0.9);

    private static optim.Optimizer Adam() => optim.Adam([new Adam.ParamGroup { Parameters = [new Parameter(zeros(1))] }, new Adam.ParamGroup([new Parameter(zeros(1))], new Adam.Options { LearningRate = 0.02 })], 0.1);

    private static void Jump(LRScheduler scheduler, int i) => scheduler.step((int?)(7 * i % 11));

    private static void Bumpy(LRScheduler scheduler, int i) => scheduler.step(Bumps[i % 14] - i / 14);

    private static Tensor[] Trace(Func<optim.Optimizer, LRScheduler> make, Func<optim.Optimizer>? optimizer = null, Action<LRScheduler, int>? step = null)
    {
        using optim.Optimizer o = (optimizer ?? Sgd)();
        LRScheduler scheduler = make(o);
        List<Tensor> rows = [Read()];
        for (int i = 0; i < 25; i++)
        {
            (step ?? ((s, _) => s.step()))(scheduler, i);
            rows.Add(Read());
        }
        return [.. rows, tensor(scheduler is impl.ReduceLROnPlateau ? [] : scheduler.get_last_lr().ToArray())];

        Tensor Read() => tensor(o.ParamGroups.Select(g => g.LearningRate).Concat(o.ParamGroups.Select(g => g is optim.IBetas b ? b.Betas.Item1 : ((optim.IMomentum)g).Momentum)).ToArray());
    }
}

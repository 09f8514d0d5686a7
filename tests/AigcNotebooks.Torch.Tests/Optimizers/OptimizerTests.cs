using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Optimizers;

public sealed class OptimizerTests
{
    public static TheoryData<string> FusedKinds => [.. Fused.Keys];

    private static readonly Dictionary<string, Func<Parameter[], optim.Optimizer>> Fused = new()
    {
        ["Adam"] = p => optim.Adam(p, 2e-4),
        ["Adam, decay"] = p => optim.Adam(p, 2e-4, weight_decay: 0.01),
        ["Adam, maximize"] = p => optim.Adam(p, 2e-4, weight_decay: 0.01, maximize: true),
        ["AdamW"] = p => optim.AdamW(p, 2e-3, weight_decay: 0.01),
        ["AdamW, maximize"] = p => optim.AdamW(p, 2e-3, weight_decay: 0.01, maximize: true),
        ["SGD"] = p => optim.SGD(p, 0.1, momentum: 0.9),
        ["SGD, dampening"] = p => optim.SGD(p, 0.1, momentum: 0.9, dampening: 0.3, weight_decay: 0.01),
        ["SGD, nesterov"] = p => optim.SGD(p, 0.1, momentum: 0.9, nesterov: true, weight_decay: 0.01),
        ["SGD, maximize"] = p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.01, maximize: true),
    };

    /// <summary>The one-pass kernel must give, bit for bit, what ATen's operators give one after the other: those run here on a
    /// parameter that is not contiguous, which the kernel does not take.</summary>
    [Theory, MemberData(nameof(FusedKinds))]
    public void The_fused_step_equals_the_general_one(string kind)
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.Fma.IsSupported, "ATen's kernels for processors without fused multiply-add round twice");
        using var scope = NewDisposeScope();
        manual_seed(1);
        var start = randn(1003, 101);
        var fused = new Parameter(start.clone());
        var general = new Parameter(start.t().contiguous().t());
        Assert.False(general.is_contiguous());
        using var fusedOptimizer = Fused[kind]([fused]);
        using var generalOptimizer = Fused[kind]([general]);
        for (int step = 0; step < 20; step++)
        {
            var grad = randn(1003, 101) * 0.01;
            fused.grad = grad;
            general.grad = grad;
            fusedOptimizer.step();
            generalOptimizer.step();
        }
        Assert.True(fused.Equals(general), $"largest difference {(fused - general).abs().max().ToDouble()}");
        Assert.False(fused.Equals(start));
    }

    [Theory]
    [InlineData("Adam")]
    [InlineData("SGD")]
    public void Parameters_without_a_gradient_stay(string kind)
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(ones(3));
        using var optimizer = Fused[kind]([x]);
        optimizer.step();
        Assert.Equal([1f, 1f, 1f], x.data<float>().ToArray());
    }

    [Fact]
    public void A_step_with_a_closure_returns_its_loss()
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(tensor(new float[] { 3 }));
        using var sgd = optim.SGD([x], 0.1);
        using (no_grad())
        {
            var loss = sgd.step(() =>
            {
                sgd.zero_grad();
                var square = x.square().sum();
                square.backward();
                return square;
            });
            Assert.Equal(9f, loss!.item<float>());
        }
        Assert.Equal(2.4f, x.item<float>(), 1e-6);
    }

    [Fact]
    public void A_group_added_later_takes_the_defaults_it_leaves_open()
    {
        using var scope = NewDisposeScope();
        Parameter a = new(ones(1)), b = new(ones(1));
        using var sgd = optim.SGD([a], 0.1, momentum: 0.9);
        sgd.add_param_group(new SGD.ParamGroup([b], new SGD.Options { LearningRate = 0.5 }));
        var groups = sgd.ParamGroups.ToArray();
        Assert.Equal([0.1, 0.5], groups.Select(g => g.LearningRate));
        Assert.Equal([0.1, 0.5], groups.Select(g => g.InitialLearningRate));
        Assert.Equal(0.9, ((SGD.ParamGroup)groups[1]).Momentum);
        Assert.Equal([a, b], sgd.parameters(), ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(ones(1));
        Assert.Contains("lr", Assert.Throws<ArgumentException>(() => optim.SGD([x], -0.1)).Message);
        Assert.Contains("Nesterov", Assert.Throws<ArgumentException>(() => optim.SGD([x], 0.1, nesterov: true)).Message);
        Assert.Contains("beta1", Assert.Throws<ArgumentException>(() => optim.Adam([x], beta1: 1)).Message);
        Assert.Contains("another group", Assert.Throws<ArgumentException>(() => optim.Adam([new Adam.ParamGroup([x]), new Adam.ParamGroup([x])])).Message);
        using var adam = optim.Adam([x]);
        Assert.Contains("Adam+Options", Assert.Throws<ArgumentException>(() => adam.add_param_group(new SGD.ParamGroup([new Parameter(ones(1))]))).Message);
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(ones(3).to(ScalarType.Float64));
        x.grad = ones(3, dtype: ScalarType.Float64);
        foreach (var make in Fused.Values.Append(p => optim.RMSProp(p, momentum: 0.5, centered: true)).Append(p => optim.Rprop(p)).Append(p => optim.ASGD(p)))
        {
            long before = Tensor.TotalCount;
            int owned = scope.DisposablesCount;
            using (var optimizer = make([x]))
            {
                optimizer.step();
                long after = Tensor.TotalCount;
                optimizer.step();
                Assert.Equal(after, Tensor.TotalCount);
            }
            Assert.Equal(before, Tensor.TotalCount);
            Assert.Equal(owned, scope.DisposablesCount);
        }
    }
}

using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

public sealed class AdamTests
{
    /// <summary>The one-pass kernel must give, bit for bit, what ATen's operators give one after the other: those run here on a
    /// parameter that is not contiguous, which the kernel does not take.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(0.01, false)]
    [InlineData(0.01, true)]
    public void The_fused_step_equals_the_general_one(double weightDecay, bool maximize)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var start = randn(1003, 101);
        var fused = new Parameter(start.clone());
        var general = new Parameter(start.t().contiguous().t());
        Assert.False(general.is_contiguous());
        using var fusedAdam = optim.Adam([fused], 2e-4, weight_decay: weightDecay, maximize: maximize);
        using var generalAdam = optim.Adam([general], 2e-4, weight_decay: weightDecay, maximize: maximize);
        for (int step = 0; step < 20; step++)
        {
            var grad = randn(1003, 101) * 0.01;
            fused.grad = grad;
            general.grad = grad;
            fusedAdam.step();
            generalAdam.step();
        }
        Assert.True(fused.Equals(general), $"largest difference {(fused - general).abs().max().ToDouble()}");
        Assert.False(fused.Equals(start));
    }

    [Fact]
    public void It_finds_the_bottom_of_a_bowl()
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(tensor(new float[] { 3, -2 }));
        using var adam = optim.Adam([x], 0.1, amsgrad: true);
        for (int i = 0; i < 500; i++)
        {
            adam.zero_grad();
            x.square().sum().backward();
            adam.step();
        }
        Assert.True(x.abs().max().ToDouble() < 1e-2);
    }

    [Fact]
    public void Parameters_without_a_gradient_stay()
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(ones(3));
        using var adam = optim.Adam([x], 0.1);
        adam.step();
        Assert.Equal([1f, 1f, 1f], x.data<float>().ToArray());
    }
}

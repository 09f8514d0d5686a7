using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

/// <summary>Numbers from PyTorch 1.13: <c>torch.manual_seed(0)</c>, then what each test says.</summary>
public sealed class RandomTests
{
    [Fact]
    public void Randn_gives_PyTorchs_numbers()
    {
        manual_seed(0);
        using var x = randn(4);
        Assert.Equal([1.5410f, -0.2934f, -2.1788f, 0.5684f], x.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-4f);
    }

    [Fact]
    public void Randperm_gives_PyTorchs_order()
    {
        manual_seed(0);
        using var x = randperm(10);
        Assert.Equal([4L, 1L, 7L, 5L, 3L, 9L, 0L, 8L, 6L, 2L], x.data<long>().ToArray());
    }

    [Fact]
    public void Linear_starts_with_PyTorchs_weights()
    {
        manual_seed(0);
        using var layer = nn.Linear(3, 2);
        Assert.Equal([-0.0043f, 0.3097f, -0.4752f, -0.4249f, -0.2224f, 0.1548f], layer.weight.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-4f);
        Assert.Equal([-0.0114f, 0.4578f], layer.bias!.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-4f);
    }

    [Fact]
    public void A_generators_state_can_be_put_back()
    {
        using var generator = new Generator(7);
        using var state = generator.get_state();
        using var first = rand(5, generator: generator);
        generator.set_state(state);
        using var again = rand(5, generator: generator);
        Assert.True(first.Equals(again));
    }
}

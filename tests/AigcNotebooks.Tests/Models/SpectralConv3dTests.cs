using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class SpectralConv3dTests
{
    [Fact]
    public void In_training_its_largest_singular_value_becomes_1()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var layer = Layer();
        var weight = layer.get_parameter("conv.weight")!;
        weight.mul_(7f);
        for (int i = 0; i < 500; i++)
            layer.call(zeros([1, 3, 4, 8, 8]));
        double largest = linalg.svdvals(weight.flatten(1)).max().ToDouble();
        var impulse = zeros([1, 3, 4, 8, 8]);
        impulse[0, 1, 2, 4, 4] = 1f;
        var expected = nn.functional.conv3d(impulse, weight / largest, layer.get_parameter("conv.bias"), [1, 2, 2], [0, 1, 1]);
        Assert.True(layer.call(impulse).allclose(expected, rtol: 1e-4, atol: 1e-6));
    }

    [Fact]
    public void In_evaluation_a_call_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var layer = Layer();
        layer.eval();
        var before = layer.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        layer.call(randn([1, 3, 4, 8, 8]));
        Assert.Equal(["conv.bias", "conv.weight", "norm.u", "norm.v"], before.Keys.Order());
        foreach (var (name, tensor) in layer.state_dict())
            Assert.True(tensor.equal(before[name]).all().ToBoolean(), name);
    }

    private static SpectralConv3d Layer() => new(3, 5, (1, 4, 4), (1, 2, 2), (0, 1, 1));
}

using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_fills_the_gradients_of_leaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2, 3 }).requires_grad_();
        (x * x).sum().backward();
        Assert.Equal([2f, 4f, 6f], x.grad!.data<float>().ToArray());
        (x * x).sum().backward();
        Assert.Equal([4f, 8f, 12f], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Grad_can_be_differentiated_again()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 2 }).requires_grad_();
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        Assert.Equal(12f, first.item<float>());
        var second = autograd.grad([first], [x])[0];
        Assert.Equal(12f, second.item<float>());
        Assert.Null(x.grad);
    }

    [Fact]
    public void Nothing_is_recorded_without_grad_and_grad_mode_comes_back()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True((x * 2).requires_grad);
        using (inference_mode())
            Assert.True(is_inference_mode_enabled());
        Assert.False(x.detach().requires_grad);
    }

    [Fact]
    public void Backward_from_a_vector_is_refused_in_words()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();
        var e = Assert.Throws<ExternalException>(() => (x * 2).backward());
        Assert.Contains("scalar outputs", e.Message);
    }
}

using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Torch.Tests;

public sealed class HookTests
{
    private sealed class Sum : Module<Tensor, Tensor, Tensor>
    {
        internal Sum() : base(nameof(Sum)) { }

        public override Tensor forward(Tensor input1, Tensor input2) => input1 + input2;
    }

    [Fact]
    public void Hooks_see_and_change_what_goes_in_and_out_until_they_are_removed()
    {
        using var scope = NewDisposeScope();
        using var net = Identity();
        Tensor one = ones(1);
        var order = new List<string>();
        var doubled = net.register_forward_pre_hook((module, input) => { Assert.Same(net, module); order.Add("pre"); return input * 2; });
        net.register_forward_pre_hook((module, input) => null!);
        var plus = net.register_forward_hook((module, input, output) => { Assert.Equal(2, input.item<float>()); order.Add("post"); return output + 1; });
        var before = net.register_forward_pre_hook(module => order.Add("before"));
        net.register_forward_hook(module => order.Add("after"));
        Assert.Equal(3, net.call(one).item<float>());
        Assert.Equal(["before", "pre", "post", "after"], order);
        Assert.Equal(1, net.forward(one).item<float>());
        plus.remove();
        before.remove();
        plus.remove();
        Assert.Equal(2, net.call(one).item<float>());
        doubled.remove();
        Assert.Equal(1, net.call(one).item<float>());
    }

    [Fact]
    public void Modules_of_several_inputs_have_hooks_too()
    {
        using var scope = NewDisposeScope();
        using var net = new Sum();
        net.register_forward_pre_hook((module, a, b) => (b * 10, a));
        net.register_forward_hook((module, a, b, result) => result - b);
        Assert.Equal(20, net.call(tensor(1f), tensor(2f)).item<float>());
    }

    [Fact]
    public void A_hook_inside_a_sequential_runs_and_may_remove_itself()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(2, 3);
        using var net = Sequential(layer, ReLU());
        int runs = 0;
        HookableModule<Func<Module<Tensor, Tensor>, Tensor, Tensor>, Func<Module<Tensor, Tensor>, Tensor, Tensor, Tensor>>.HookRemover? once = null;
        once = layer.register_forward_hook((module, input, output) => { runs++; once!.remove(); return null!; });
        net.call(rand(1, 2));
        net.call(rand(1, 2));
        Assert.Equal(1, runs);
    }
}

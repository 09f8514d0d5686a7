using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Torch.Tests;

public sealed class ModuleTests
{
    private sealed class Net : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> body = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2), ReLU(), MaxPool2d(2), Flatten());
        private readonly Module<Tensor, Tensor> head = Sequential(("drop", Dropout(0.5)), ("out", Linear(2 * 3 * 3, 4)));

        internal Net() : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input) => head.call(body.call(input));
    }

    [Fact]
    public void Fields_are_registered_under_dotted_names()
    {
        using var net = new Net();
        Assert.Equal(["body.0.weight", "body.0.bias", "body.1.weight", "body.1.bias", "head.out.weight", "head.out.bias"], net.named_parameters().Select(p => p.name));
        Assert.Equal(["body.1.running_mean", "body.1.running_var", "body.1.num_batches_tracked"], net.named_buffers().Select(b => b.name));
        Assert.Equal(2 * 9 + 2 + 4 + 18 * 4 + 4, net.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void Evaluation_turns_dropout_off_and_uses_running_statistics()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var x = rand(8, 1, 8, 8);
        Assert.False(net.call(x).allclose(net.call(x)));
        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));
        Assert.True(net.call(x).allclose(net.call(x)));
        Assert.Equal([8L, 4L], net.call(x).shape);
    }

    [Fact]
    public void A_state_dict_carries_one_module_into_another_and_strictness_names_what_is_missing()
    {
        using var scope = NewDisposeScope();
        using var one = new Net();
        using var other = new Net();
        var x = rand(2, 1, 8, 8);
        one.eval();
        other.eval();
        Assert.False(one.call(x).allclose(other.call(x)));
        other.load_state_dict(one.state_dict());
        Assert.True(one.call(x).allclose(other.call(x)));

        var partial = one.state_dict();
        partial.Remove("head.out.bias");
        var e = Assert.Throws<InvalidOperationException>(() => other.load_state_dict(partial));
        Assert.Contains("head.out.bias", e.Message);
        Assert.Equal(["head.out.bias"], other.load_state_dict(partial, strict: false).missing_keys);
    }

    [Fact]
    public void Moving_to_another_type_keeps_parameters_the_same_objects()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        Parameter[] before = [.. net.parameters()];
        net.to(ScalarType.Float64);
        Assert.All(net.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.All(net.parameters().Zip(before), pair => Assert.Same(pair.Second, pair.First));
        Assert.Equal(ScalarType.Float64, net.call(rand(2, 1, 8, 8, ScalarType.Float64)).dtype);
        Assert.Throws<ArgumentException>(() => net.to(ScalarType.Int64));
    }

    [Fact]
    public void Sequential_frees_what_lies_between_its_layers()
    {
        using var layers = Sequential(Linear(4, 4), ReLU(), Linear(4, 2));
        using var x = rand(3, 4);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _ = layers.call(x);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void A_name_is_registered_once()
    {
        using var layers = Sequential(("a", Linear(1, 1)));
        Assert.Throws<InvalidOperationException>(() => layers.append("a", Linear(1, 1)));
        Assert.Throws<ArgumentException>(() => layers.append("a.b", Linear(1, 1)));
    }
}

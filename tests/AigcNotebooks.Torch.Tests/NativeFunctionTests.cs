using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

/// <summary>Functions whose backward is written in C#.</summary>
public sealed class NativeFunctionTests
{
    private sealed class Square : autograd.SingleTensorFunction<Square>
    {
        public override string Name => nameof(Square);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("scale", vars[1]);
            return x * x * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [2 * ctx.get_saved_variables()[0] * grad_output * (double)ctx.get_data("scale")!, null!];
    }

    private sealed class SumAndProduct : autograd.MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            (var a, var b) = ((Tensor)vars[0], (Tensor)vars[1]);
            var product = a * b;
            ctx.save_for_backward([a, b, product, null!]);
            return [a + b, product];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            Assert.Equal(4, saved.Count);
            Assert.True(saved[2].Equals(saved[0] * saved[1]));
            Assert.True(saved[3].IsInvalid);
            return [grad_outputs[0] + grad_outputs[1] * saved[1], grad_outputs[0] + grad_outputs[1] * saved[0]];
        }
    }

    private sealed class Doubling : autograd.SingleTensorFunction<Doubling>
    {
        public override string Name => nameof(Doubling);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = ((Tensor)vars[0]).mul_(2);
            ctx.mark_dirty([x]);
            return x;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * 2];
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) =>
            vars.Length == 1 ? ((Tensor)vars[0]).clone() : throw new FormatException("forward says no");

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => throw new FormatException("backward says no");
    }

    private sealed class TooFew : autograd.SingleTensorFunction<TooFew>
    {
        public override string Name => nameof(TooFew);
        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] + (Tensor)vars[1];
        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    [Fact]
    public void Its_gradient_is_what_backward_says()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 1, 2, 3 }).requires_grad_();
        var y = Square.apply(x * 1, 0.5);
        Assert.Equal([0.5, 2, 4.5], y.data<double>().ToArray());
        y.sum().backward();
        Assert.Equal([1, 2, 3], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Gradients_of_gradients_go_through_it()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 3 }).requires_grad_();
        var first = autograd.grad([Square.apply(Square.apply(x, 1.0), 1.0)], [x], create_graph: true)[0];
        Assert.Equal(4 * 27, first.item<double>());
        Assert.Equal(12 * 9, autograd.grad([first], [x])[0].item<double>());
    }

    [Fact]
    public void Several_inputs_and_outputs_and_saved_outputs()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (randn(4, float64).requires_grad_(), randn(4, float64).requires_grad_());
        var outputs = SumAndProduct.apply(a, b);
        (outputs[0] * 2 + outputs[1]).sum().backward();
        Assert.True(allclose(a.grad!, b.detach() + 2));
        Assert.True(allclose(b.grad!, a.detach() + 2));
        // An output that nothing came back to has a gradient of zeros.
        SumAndProduct.apply(a, b)[1].sum().backward();
        Assert.True(allclose(a.grad!, b.detach() * 2 + 2));
    }

    [Fact]
    public void It_may_change_its_input_in_place()
    {
        using var scope = NewDisposeScope();
        var x = ones(3).requires_grad_();
        var y = x * 1;
        var z = Doubling.apply(y);
        Assert.Same(y, z);
        z.sum().backward();
        Assert.Equal([2f, 2, 2], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Without_gradients_it_is_its_forward()
    {
        using var scope = NewDisposeScope();
        Assert.False(Square.apply(ones(2), 1.0).requires_grad);
        using (no_grad())
            Assert.False(Square.apply(ones(2).requires_grad_(), 1.0).requires_grad);
    }

    [Fact]
    public void Its_exceptions_come_out_of_apply_and_of_backward()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();
        Assert.Equal("forward says no", Assert.Throws<FormatException>(() => Failing.apply(x, 1)).Message);
        Assert.Equal("backward says no", Assert.Throws<FormatException>(() => Failing.apply(x).sum().backward()).Message);
        Assert.Contains("TooFew", Assert.Throws<InvalidOperationException>(() => TooFew.apply(x, x).sum().backward()).Message);
        // And all is well afterwards.
        (x * x).sum().backward();
        Assert.Equal([2f, 2], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Saved_tensors_are_guarded()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();
        var y = x * 1;
        var z = Square.apply(y, 1.0);
        z.sum().backward(retain_graph: true);
        y.detach().zero_();
        Assert.Contains("modified by an inplace operation", Assert.Throws<ExternalException>(() => z.sum().backward()).Message);
        var w = Square.apply(x, 1.0);
        w.sum().backward();
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => w.sum().backward()).Message);
    }

    [Fact]
    public void The_graph_keeps_it_alive_and_no_longer()
    {
        WeakReference context = Trained();
        for (int i = 0; i < 5 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(context.IsAlive);

        static WeakReference Trained()
        {
            using var x = ones(2).requires_grad_();
            var data = new object();
            using var y = Keeping.apply(x, data);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var sum = y.sum();
            sum.backward();
            return new WeakReference(data);
        }
    }

    private sealed class Keeping : autograd.SingleTensorFunction<Keeping>
    {
        public override string Name => nameof(Keeping);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("it", vars[1]);
            return ((Tensor)vars[0]).clone();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            Assert.NotNull(ctx.get_data("it"));
            return [grad_output, null!];
        }
    }

    [Fact]
    public void Many_graphs_forgotten_leave_nothing()
    {
        using var x = ones(100).requires_grad_();
        long before = Tensor.TotalCount;
        for (int i = 0; i < 2000; i++)
        {
            using var scope = NewDisposeScope();
            var y = Square.apply(x, 1.0);
            if (i % 2 == 0)
                y.sum().backward();
        }
        // Less where a finalizer ran meanwhile, on what other tests left.
        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount - before} tensors were left");
    }

    [Fact]
    public void Threads_may_go_back_at_once() =>
        Parallel.For(0, 200, _ =>
        {
            using var scope = NewDisposeScope();
            var x = randn(10, float64).requires_grad_();
            Square.apply(x, 2.0).sum().backward();
            Assert.True(allclose(x.grad!, x.detach() * 4));
        });

    [Fact]
    public void A_backward_may_run_another()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 3 }).requires_grad_();
        var y = Nested.apply(x, 200);
        y.backward();
        Assert.Equal(1, x.grad!.item<double>());
    }

    // Its backward runs a graph that holds itself, one level less deep.
    private sealed class Nested : autograd.SingleTensorFunction<Nested>
    {
        public override string Name => nameof(Nested);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("depth", vars[1]);
            ctx.save_for_backward([(Tensor)vars[0]]);
            return ((Tensor)vars[0]).clone();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            int depth = (int)ctx.get_data("depth")!;
            if (depth == 0)
                return [grad_output, null!];
            using var recorded = enable_grad();
            var inner = ctx.get_saved_variables()[0].detach().requires_grad_();
            return [autograd.grad([apply(inner, depth - 1)], [inner])[0] * grad_output, null!];
        }
    }
}

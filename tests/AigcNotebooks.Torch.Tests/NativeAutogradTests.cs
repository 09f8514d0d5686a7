using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

public sealed class NativeAutogradTests
{
    [Fact]
    public void An_unused_input_is_an_error_unless_allowed()
    {
        using var scope = NewDisposeScope();
        var (x, unused) = (ones(2).requires_grad_(), ones(2).requires_grad_());
        Assert.Contains("unused", Assert.Throws<ExternalException>(() => autograd.grad([(x * 2).sum()], [x, unused])).Message, StringComparison.OrdinalIgnoreCase);
        var gradients = autograd.grad([(x * 2).sum()], [x, unused], allow_unused: true);
        Assert.Equal([2f, 2], gradients[0].data<float>().ToArray());
        Assert.True(gradients[1].IsInvalid);
    }

    [Fact]
    public void Backward_takes_gradients_and_inputs()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(2).requires_grad_(), ones(2).requires_grad_());
        autograd.backward(x * y * 3, tensor(new float[] { 1, 2 }), inputs: [x]);
        Assert.Equal([3f, 6], x.grad!.data<float>().ToArray());
        Assert.Null(y.grad);
        autograd.backward([(x * y).sum(), (x + y).sum()], [null!, tensor(2f)], inputs: [y]);
        Assert.Equal([3f, 3], y.grad!.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => autograd.backward([x * y], [ones(2), ones(2)]));
    }

    [Fact]
    public void A_gradient_penalty_trains()
    {
        using var scope = NewDisposeScope();
        var (w, x) = (tensor(new double[] { 3, 4 }).requires_grad_(), ones(2, float64).requires_grad_());
        var slope = autograd.grad([(w * x).sum()], [x], create_graph: true)[0];
        // d/dw (|w| − 1)² = 2 (|w| − 1) w / |w|
        (slope.pow(2).sum().sqrt() - 1).pow(2).backward();
        Assert.Equal([4.8, 6.4], w.grad!.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Jacobians_are_those_of_the_formula()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 1, 2, 3 });
        var diagonal = autograd.functional.jacobian((Tensor v) => v * v, x);
        Assert.True(allclose(diagonal, eye(3, dtype: float64) * x * 2));
        var both = autograd.functional.jacobian((Tensor[] v) => [v[0].sum() * v[1], v[0]], [x, tensor(new double[] { 5 })]).ToArray();
        Assert.Equal([[1, 3], [1, 1], [3, 3], [3, 1]], both.Select(j => j.shape));
        Assert.Equal([5, 5, 5], both[0].data<double>().ToArray());
        Assert.Equal([0, 0, 0], both[3].data<double>().ToArray());
    }

    [Fact]
    public void Anomaly_mode_finds_a_NaN()
    {
        using var scope = NewDisposeScope();
        var x = zeros(1).requires_grad_();
        (x.sqrt() * 0).sum().backward();
        Assert.False(AnomalyMode.IsEnabled);
        using (autograd.detect_anomaly())
        {
            Assert.True(AnomalyMode.IsEnabled && AnomalyMode.ShouldCheckNaN);
            Assert.Contains("nan values", Assert.Throws<ExternalException>(() => (x.sqrt() * 0).sum().backward()).Message);
        }
        Assert.False(AnomalyMode.IsEnabled);
    }

    [Fact]
    public void Modes_are_set_and_come_back()
    {
        using (use_deterministic_algorithms(true, warn_only: true))
        {
            Assert.True(are_deterministic_algorithms_enabled());
            Assert.True(is_deterministic_algorithms_warn_only_enabled());
            Assert.Equal(DebugMode.warn, get_deterministic_debug_mode());
        }
        Assert.False(are_deterministic_algorithms_enabled());
        using (set_float32_matmul_precision(Float32MatmulPrecision.medium))
            Assert.Equal(Float32MatmulPrecision.medium, get_float32_matmul_precision());
        Assert.Equal(Float32MatmulPrecision.highest, get_float32_matmul_precision());
        set_default_dtype(float64);
        try
        {
            using var x = ones(2);
            Assert.Equal(float64, x.dtype);
        }
        finally
        {
            set_default_dtype(float32);
        }
        Assert.Throws<ArgumentException>(() => set_default_dtype(int64));
        Assert.Throws<ArgumentOutOfRangeException>(() => set_num_threads(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => set_num_threads(int.MaxValue));
    }

    [Fact]
    public void The_default_generator_outlives_its_disposal()
    {
        Generator.Default.Dispose();
        using (manual_seed(1)) { }
        using var x = rand(1);
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void A_wrong_state_is_refused()
    {
        using var state = get_rng_state();
        using var first = rand(5);
        Assert.Throws<ExternalException>(() => set_rng_state(first));
        set_rng_state(state);
        using var again = rand(5);
        Assert.True(first.Equals(again));
    }
}

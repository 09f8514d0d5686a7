using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Training;

public sealed class AutocastTests
{
    [Fact]
    public void Where_it_is_missing_it_says_so()
    {
        if (!Autocast.IsSupported)
            Assert.Contains("system", Assert.Throws<NotSupportedException>(Autocast.BFloat16).Message);
    }

    [Fact]
    public void Products_run_in_bfloat16_inside_and_not_outside()
    {
        Assert.SkipUnless(Autocast.IsSupported, "TorchSharp has no autocast");
        using var scope = NewDisposeScope();
        var (x, weight) = (randn(4, 3), randn(3, 5));
        using (Autocast.BFloat16())
        {
            Assert.Equal(bfloat16, x.matmul(weight).dtype);
            using (Autocast.BFloat16())
                Assert.Equal(bfloat16, x.matmul(weight).dtype);
            Assert.Equal(bfloat16, x.matmul(weight).dtype);
            Assert.Equal(float32, (x + 1).dtype);
        }
        Assert.Equal(float32, x.matmul(weight).dtype);
    }

    [Fact]
    public void It_is_one_threads_own()
    {
        Assert.SkipUnless(Autocast.IsSupported, "TorchSharp has no autocast");
        using var scope = NewDisposeScope();
        var x = randn(3, 3);
        using var autocast = Autocast.BFloat16();
        ScalarType elsewhere = bfloat16;
        Exception? refused = null;
        var thread = new Thread(() =>
        {
            using Tensor product = x.matmul(x);
            elsewhere = product.dtype;
            refused = Record.Exception(autocast.Dispose);
        });
        thread.Start();
        thread.Join();
        Assert.Equal(float32, elsewhere);
        Assert.IsType<InvalidOperationException>(refused);
    }

    [Fact]
    public void Training_goes_on_and_gradients_are_float32()
    {
        Assert.SkipUnless(Autocast.IsSupported, "TorchSharp has no autocast");
        Assert.Equal(Losses(autocast: false), Losses(autocast: true), (a, b) => Math.Abs(a - b) < 0.02 * a);
    }

    // A changed weight must be cast anew: were the cache not emptied, the loss would not fall.
    private static double[] Losses(bool autocast)
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 1));
        var adam = optim.Adam(model.parameters(), 1e-3);
        var (x, y) = (randn(128, 20), randn(128, 1));
        var losses = new double[200];
        for (int step = 0; step < losses.Length; step++)
        {
            adam.zero_grad();
            Tensor loss;
            using (autocast ? Autocast.BFloat16() : null)
            {
                loss = nn.functional.mse_loss(model.call(x).to(float32), y);
                if (step % 2 == 0)
                    loss.backward();
            }
            if (step % 2 == 1)
                loss.backward();
            Assert.All(model.parameters(), p => Assert.Equal(float32, p.grad!.dtype));
            adam.step();
            losses[step] = loss.item<float>();
        }
        Assert.True(losses[^1] < 0.8 * losses[0]);
        return losses;
    }
}

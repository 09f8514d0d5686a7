using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using AigcNotebooks.Data;
using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class VaeTests
{
    private const int BatchSize = 128, Steps = 50;
    private const double Tolerance = 1e-5;

    [Fact]
    public void The_published_net_repaired_has_652_824_parameters_and_its_shapes()
    {
        using var scope = NewDisposeScope();
        using var vae = new Vae();
        Assert.Equal(652_824, vae.parameters().Sum(p => p.numel()));
        foreach (long[] shape in new long[][] { [128, 784], [128, 1, 28, 28] })
        {
            var (logits, mean, logVariance) = vae.call(rand(shape));
            Assert.Equal([128L, 784L], logits.shape);
            Assert.Equal([128L, 20L], mean.shape);
            Assert.Equal([128L, 20L], logVariance.shape);
        }
    }

    [Fact]
    public void The_residual_one_has_1_360_696_parameters_and_the_same_shapes()
    {
        using var scope = NewDisposeScope();
        using var vae = new ResidualVae();
        Assert.Equal(1_360_696, vae.parameters().Sum(p => p.numel()));
        var (logits, mean, logVariance) = vae.call(rand(3, 1, 28, 28));
        Assert.Equal([3L, 784L], logits.shape);
        Assert.Equal([3L, 20L], mean.shape);
        Assert.Equal([3L, 20L], logVariance.shape);
        using var flat = new ResidualVae(latent: 2, width: 16);
        Assert.Equal([5L, 4L], flat.Encoder.call(rand(5, 784)).shape);
    }

    [Fact]
    public void A_residual_layer_adds_to_what_it_was_given()
    {
        using var scope = NewDisposeScope();
        using var layer = new ResidualLinear(4);
        var x = randn(3, 4);
        var inner = nn.functional.linear(x, layer.parameters().First(), layer.parameters().Last());
        Assert.True(layer.call(x).allclose(x + inner * inner.sigmoid()));
    }

    [Fact]
    public void Its_first_50_losses_on_random_images_are_PyTorchs()
    {
        manual_seed(0);
        using var vae = new Vae();
        Tensor[] batches = [.. Enumerable.Range(0, Steps).Select(_ => rand(BatchSize, 1, 28, 28).bernoulli())];
        AssertLosses("random", vae, batches);
    }

    [Fact]
    public void Its_first_50_losses_on_MNIST_are_PyTorchs()
    {
        if (Environment.GetEnvironmentVariable("AIGC_DATA") is not { Length: > 0 })
            Assert.Skip("needs real MNIST: set AIGC_DATA");
        using DigitData data = Mnist.Load(cancel: TestContext.Current.CancellationToken);
        Assert.True(data.IsReal, data.Notice);
        manual_seed(0);
        using var vae = new Vae();
        AssertLosses("mnist", vae, MiniBatches.Of(data.TrainImages, BatchSize).Take(Steps).Select(Pixels.Binarize));
    }

    [Fact]
    public void The_residual_ones_first_50_losses_are_PyTorchs_while_the_rate_falls()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var vae = new ResidualVae();
        Tensor[] levels = [.. Enumerable.Range(0, Steps).Select(_ => randint(0, 256, [BatchSize, 1, 28, 28], ScalarType.Byte))];
        AssertLosses("residual", vae, levels.Select(Pixels.Binarize), step => 1e-5 + (2e-3 - 1e-5) * (1 + Math.Cos(Math.PI * step / Steps)) / 2);
    }

    [Fact]
    public void Gradients_reach_the_encoder_through_the_codes()
    {
        using var scope = NewDisposeScope();
        using var vae = new Vae();
        var images = rand(8, 784).bernoulli();
        // The reconstruction alone: all that the encoder learns from it passes through what was drawn.
        VaeLoss.Reconstruction(vae.call(images).Logits, images).sum().backward();
        Assert.All(vae.Encoder.parameters(), p => Assert.True(p.grad!.abs().sum().ToDouble() > 0));
    }

    [Fact]
    public void Beta_is_the_price_of_a_nat_of_divergence()
    {
        // With a high price the codes end at the prior and say nothing; without one they say much.
        Assert.InRange(DivergenceAfterTraining(beta: 1000), 0, 0.2);
        Assert.InRange(DivergenceAfterTraining(beta: 0), 5, 1e6);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var vae = new Vae();
        using var trainer = new VaeTrainer(vae);
        using Tensor images = rand(16, 784);
        trainer.Step(images);
        using var scope = NewDisposeScope();
        trainer.Step(images);
        Assert.Equal(0, scope.DisposablesCount);
    }

    private static double DivergenceAfterTraining(double beta)
    {
        manual_seed(0);
        using var scope = NewDisposeScope();
        using var vae = new Vae();
        using var trainer = new VaeTrainer(vae, beta: beta);
        var images = rand(64, 784).bernoulli();
        double divergence = 0;
        for (int step = 0; step < 60; step++)
            divergence = trainer.Step(images).Divergence;
        return divergence;
    }

    /// <param name="rate">The learning rate of each step, counted from 1; null: the trainer's own.</param>
    private static void AssertLosses(string name, nn.Module<Tensor, (Tensor, Tensor, Tensor)> vae, IEnumerable<Tensor> batches, Func<int, double>? rate = null)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "parity", "vae.json")));
        if (!Avx2.IsSupported)
            Assert.Skip("the numbers are those of AVX2 kernels, which this processor has not");
        int threads = get_num_threads();
        set_num_threads(1);
        try
        {
            double[][] expected = json.RootElement.GetProperty(name).Deserialize<double[][]>()!;
            using var trainer = new VaeTrainer(vae);
            int step = 0;
            foreach (Tensor images in batches)
            {
                using (images)
                {
                    if (rate is not null)
                        foreach (var group in trainer.Optimizer.ParamGroups)
                            group.LearningRate = rate(step + 1);
                    (double reconstruction, double divergence) = trainer.Step(images);
                    AssertClose(expected[step][0], reconstruction, $"reconstruction, step {step}");
                    AssertClose(expected[step][1], divergence, $"divergence, step {step}");
                }
                step++;
            }
            Assert.Equal(Steps, step);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= Tolerance * Math.Abs(expected), $"{what}: PyTorch has {expected:R}, found {actual:R}");
}

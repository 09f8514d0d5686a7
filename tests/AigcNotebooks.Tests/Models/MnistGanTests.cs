using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using AigcNotebooks.Data;
using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class MnistGanTests
{
    private const int BatchSize = 64;
    private const double Tolerance = 1e-5;

    [Fact]
    public void The_networks_have_the_published_numbers_of_parameters_and_shapes()
    {
        using var scope = NewDisposeScope();
        using var generator = new MnistGenerator();
        using var discriminator = new MnistDiscriminator();
        using var normalized = new NormalizedGenerator();
        Assert.Equal(1_486_352 + 2 * (256 + 512 + 1024), normalized.parameters().Sum(p => p.numel()));
        Assert.Equal([3L, 1L, 28L, 28L], normalized.call(randn(3, 100)).shape);
        Assert.Equal(1_486_352, generator.parameters().Sum(p => p.numel()));
        Assert.Equal(533_505, discriminator.parameters().Sum(p => p.numel()));
        var images = generator.call(randn(3, 100));
        Assert.Equal([3L, 1L, 28L, 28L], images.shape);
        Assert.Equal([3L, 1L], discriminator.call(images).shape);
    }

    [Fact]
    public void Its_first_50_losses_on_random_images_are_PyTorchs()
    {
        manual_seed(0);
        using var gan = new Gan();
        Tensor[] batches = [.. Enumerable.Range(0, 50).Select(_ => RandomImages())];
        AssertLosses("random", gan, batches);
    }

    [Fact]
    public void Its_first_50_losses_on_MNIST_are_PyTorchs()
    {
        if (Environment.GetEnvironmentVariable("AIGC_DATA") is not { Length: > 0 })
            Assert.Skip("needs real MNIST: set AIGC_DATA");
        using DigitData data = Mnist.Load(cancel: TestContext.Current.CancellationToken);
        Assert.True(data.IsReal, data.Notice);
        manual_seed(0);
        using var gan = new Gan();
        AssertLosses("mnist", gan, MiniBatches.Of(data.TrainImages, BatchSize).Take(50).Select(batch => Pixels.Normalize(batch)));
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var gan = new Gan();
        using Tensor images = RandomImages();
        gan.Trainer.Step(images);
        using var scope = NewDisposeScope();
        gan.Trainer.Step(images);
        Assert.Equal(0, scope.DisposablesCount);
    }

    private static Tensor RandomImages()
    {
        using var uniform = rand(BatchSize, 1, 28, 28);
        return uniform * 2 - 1;
    }

    private static void AssertLosses(string name, Gan gan, IEnumerable<Tensor> batches)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "parity", "gan.json")));
        if (!Avx2.IsSupported)
            Assert.Skip("the numbers are those of AVX2 kernels, which this processor has not");
        // A GAN is chaotic: another number of threads sums in another order and drifts away (tests/parity/gan.py).
        int threads = get_num_threads();
        set_num_threads(1);
        using var restore = new Restore(() => set_num_threads(threads));
        double[][] expected = json.RootElement.GetProperty(name).Deserialize<double[][]>()!;
        int step = 0;
        foreach (Tensor images in batches)
        {
            using (images)
            {
                (double discriminator, double generator) = gan.Trainer.Step(images);
                AssertClose(expected[step][0], discriminator, $"discriminator, step {step}");
                AssertClose(expected[step][1], generator, $"generator, step {step}");
            }
            step++;
        }
        Assert.Equal(50, step);
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= Tolerance * Math.Abs(expected), $"{what}: PyTorch has {expected:R}, found {actual:R}");

    private sealed class Restore(Action action) : IDisposable
    {
        public void Dispose() => action();
    }

    private sealed class Gan : IDisposable
    {
        private readonly MnistGenerator _generator = new();
        private readonly MnistDiscriminator _discriminator = new();

        internal Gan() => Trainer = new GanTrainer(_generator, _discriminator);

        internal GanTrainer Trainer { get; }

        public void Dispose()
        {
            Trainer.Dispose();
            _generator.Dispose();
            _discriminator.Dispose();
        }
    }
}

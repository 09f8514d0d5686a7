using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Training;

public sealed class ExponentialMovingAverageTests
{
    [Fact]
    public void Starts_as_the_weights_and_follows_them()
    {
        using var scope = NewDisposeScope();
        nn.Module<Tensor, Tensor> model = nn.Linear(2, 1), averaged = nn.Linear(2, 1);
        var average = new ExponentialMovingAverage(model, averaged, decay: 0.75, warmUp: false);
        var first = Weights(model);

        Assert.Equal(first, Weights(averaged));
        Fill(model, 2);
        average.Update();
        Assert.Equal(first.Select(w => w + (2 - w) * 0.25f), Weights(averaged), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(1, average.Updates);
        Assert.All(averaged.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Warm_up_forgets_the_untrained_weights_first()
    {
        using var scope = NewDisposeScope();
        nn.Module<Tensor, Tensor> model = nn.Linear(1, 1), averaged = nn.Linear(1, 1);
        Fill(model, 0);
        var average = new ExponentialMovingAverage(model, averaged, decay: 0.9);
        Fill(model, 1);
        var expected = 0.0;
        for (var t = 1; t <= 200; t++)
        {
            average.Update();
            var decay = Math.Min(0.9, (1.0 + t) / (10 + t));
            expected = decay * expected + 1 - decay;
            if (t == 1)
                Assert.Equal(9 / 11.0, Weights(averaged)[0], 1e-6);
        }
        Assert.Equal(expected, Weights(averaged)[0], 1e-5);
    }

    [Fact]
    public void Buffers_are_copied_and_the_model_draws_without_them_changing()
    {
        using var scope = NewDisposeScope();
        nn.Module<Tensor, Tensor> model = nn.BatchNorm1d(3), averaged = nn.BatchNorm1d(3);
        var average = new ExponentialMovingAverage(model, averaged);
        model.call(randn(16, 3) + 5);
        average.Update();

        Assert.Equal(Bytes(model.get_buffer("running_mean")!), Bytes(averaged.get_buffer("running_mean")!));
        Assert.Equal(1, averaged.get_buffer("num_batches_tracked")!.item<long>());
        Assert.False(averaged.training);
        averaged.call(randn(16, 3));
        Assert.Equal(Bytes(model.get_buffer("running_mean")!), Bytes(averaged.get_buffer("running_mean")!));
    }

    [Fact]
    public void Other_models_and_decays_are_errors()
    {
        using var scope = NewDisposeScope();
        var model = nn.Linear(2, 1);

        Assert.Contains("'weight'", Assert.Throws<ArgumentException>(() => new ExponentialMovingAverage(model, nn.Linear(3, 1))).Message);
        Assert.Contains("'bias'", Assert.Throws<ArgumentException>(() => new ExponentialMovingAverage(model, nn.Linear(2, 1, hasBias: false))).Message);
        Assert.Contains("another module", Assert.Throws<ArgumentException>(() => new ExponentialMovingAverage(model, model)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialMovingAverage(model, nn.Linear(2, 1), decay: 1));
    }

    private static void Fill(nn.Module model, double value)
    {
        using var noGrad = no_grad();
        foreach (var parameter in model.parameters())
            parameter.fill_(value);
    }

    private static float[] Weights(nn.Module model) => [.. model.parameters().SelectMany(parameter => parameter.detach().data<float>().ToArray())];

    private static string Bytes(Tensor tensor) => Convert.ToHexString(tensor.bytes);
}

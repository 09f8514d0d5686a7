using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Tests.Metrics;

/// <summary>A variational autoencoder of four pixels and one latent number, small enough to integrate.</summary>
public sealed class LikelihoodBoundTests
{
    private static readonly float[] Pixels = [1, 0, 1, 1];
    private static readonly double[] Slope = [1.5, -2, 0.5, 1], Offset = [0.2, -0.3, 0.1, 0];
    private const double Mean = 0.4, LogVariance = -0.3;

    [Fact]
    public void The_bound_is_what_integration_says()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        (Module<Tensor, Tensor> encoder, Module<Tensor, Tensor> decoder) = Networks();
        Elbo elbo = Elbo.Of(encoder, decoder, Images(3), samples: 20_000);
        double deviation = Math.Exp(0.5 * LogVariance);
        Assert.Equal(3, elbo.PerImage.Length);
        Assert.Equal(Integral(z => -LogLikelihood(z) * Density(z, Mean, deviation)), elbo.Reconstruction[0], 0.02);
        Assert.Equal(Integral(z => Density(z, Mean, deviation) * Math.Log(Density(z, Mean, deviation) / Density(z, 0, 1))), elbo.Divergence[1], 1e-5);
        Assert.Equal(-(elbo.Reconstruction.Average() + elbo.Divergence.Average()), elbo.Mean, 1e-5);
    }

    [Fact]
    public void Many_codes_come_to_the_likelihood_from_below()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        (Module<Tensor, Tensor> encoder, Module<Tensor, Tensor> decoder) = Networks();
        double exact = Math.Log(Integral(z => Math.Exp(LogLikelihood(z)) * Density(z, 0, 1)));
        double one = IwaeBound.Of(encoder, decoder, Images(5000), samples: 1).Average();
        double ten = IwaeBound.Of(encoder, decoder, Images(5000), samples: 10).Average();
        // More codes than are decoded at once.
        float[] many = IwaeBound.Of(encoder, decoder, Images(2), samples: 50_000);
        Assert.Equal(Elbo.Of(encoder, decoder, Images(5000)).Mean, one, 0.05);
        Assert.True(one < ten && ten < exact, $"{one} < {ten} < {exact}");
        Assert.Equal(2, many.Length);
        Assert.All(many, bound => Assert.Equal(exact, bound, 0.01));
    }

    [Fact]
    public void Networks_of_doubles_are_measured_too()
    {
        using var scope = NewDisposeScope();
        (Module<Tensor, Tensor> encoder, Module<Tensor, Tensor> decoder) = Networks();
        manual_seed(0);
        Elbo single = Elbo.Of(encoder, decoder, Images(2), samples: 5000);
        float[] singleBound = IwaeBound.Of(encoder, decoder, Images(2), samples: 5000);
        encoder.to(ScalarType.Float64);
        decoder.to(ScalarType.Float64);
        Tensor images = Images(2).to_type(ScalarType.Float64);
        Elbo twice = Elbo.Of(encoder, decoder, images, samples: 5000);
        Assert.Equal(single.Mean, twice.Mean, 0.1);
        Assert.Equal(single.Divergence[0], twice.Divergence[0], 1e-5);
        Assert.Equal(singleBound[0], IwaeBound.Of(encoder, decoder, images, samples: 5000)[0], 0.1);
    }

    [Fact]
    public void Stop_ends_the_bound_between_two_codes_of_a_chunk()
    {
        using var scope = NewDisposeScope();
        using var stop = new CancellationTokenSource();
        (Module<Tensor, Tensor> encoder, Module<Tensor, Tensor> decoder) = Networks();
        var stopping = new Stopping(decoder, stop);
        AppContext.SetData("AigcNotebooks.StopToken", stop.Token);
        try
        {
            Assert.Throws<OperationCanceledException>(() => Elbo.Of(encoder, stopping, Images(2), samples: 50));
            Assert.Equal(1, stopping.Calls);
        }
        finally
        {
            AppContext.SetData("AigcNotebooks.StopToken", null);
        }
    }

    [Fact]
    public void Images_that_have_no_likelihood_and_networks_that_do_not_fit_are_refused_and_training_mode_is_put_back()
    {
        using var scope = NewDisposeScope();
        (Module<Tensor, Tensor> encoder, Module<Tensor, Tensor> decoder) = Networks();
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => Elbo.Of(encoder, decoder, Images(2) * 2 - 1)).Message);
        Assert.Contains("Pixels.Binarize", Assert.Throws<ArgumentException>(() => IwaeBound.Of(encoder, decoder, Images(2).to_type(ScalarType.Byte))).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => Elbo.Of(encoder, decoder, Images(2) * double.NaN)).Message);
        Assert.Contains("(2, 3)", Assert.Throws<ArgumentException>(() => Elbo.Of(Linear(4, 3), decoder, Images(2))).Message);
        Assert.Contains("4 pixels", Assert.Throws<ArgumentException>(() => Elbo.Of(encoder, Linear(1, 5), Images(2))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Elbo.Of(encoder, decoder, Images(2), samples: 0));
        Assert.True(encoder.training && decoder.training);
    }

    [Fact]
    public void What_varies_is_active()
    {
        using var scope = NewDisposeScope();
        // Means x₀ and 3, log-variances 0: the first latent number tells images apart, the second never changes.
        var encoder = Linear(2, 4);
        using (no_grad())
        {
            encoder.weight!.copy_(tensor(new float[] { 1, 0, 0, 0, 0, 0, 0, 0 }).view(4, 2));
            encoder.bias!.copy_(tensor(new float[] { 0, 3, 0, 0 }));
        }
        var images = tensor(new float[] { 0, 1, 1, 1 }).view(2, 2);
        ActiveUnits units = ActiveUnits.Of(encoder, images);
        Assert.Equal(1, units.Count);
        Assert.Equal(0.25, units.Variances[0], 1e-9);
        Assert.Equal(0, units.Variances[1], 1e-9);
        Assert.Contains("two images", Assert.Throws<ArgumentException>(() => ActiveUnits.Of(encoder, images[..1])).Message);
    }

    /// <summary>A decoder at whose first call Stop is pressed.</summary>
    private sealed class Stopping(Module<Tensor, Tensor> decoder, CancellationTokenSource stop) : Module<Tensor, Tensor>(nameof(Stopping))
    {
        public int Calls { get; private set; }

        public override Tensor forward(Tensor codes)
        {
            Calls++;
            stop.Cancel();
            return decoder.call(codes);
        }
    }

    private static (Module<Tensor, Tensor> Encoder, Module<Tensor, Tensor> Decoder) Networks()
    {
        var encoder = Linear(4, 2);
        var decoder = Linear(1, 4);
        using (no_grad())
        {
            init.zeros_(encoder.weight!);
            encoder.bias!.copy_(tensor(new[] { (float)Mean, (float)LogVariance }));
            decoder.weight!.copy_(tensor(Slope.Select(x => (float)x).ToArray()).view(4, 1));
            decoder.bias!.copy_(tensor(Offset.Select(x => (float)x).ToArray()));
        }
        return (encoder, decoder);
    }

    private static Tensor Images(int count) => tensor(Pixels).repeat(count, 1);

    private static double LogLikelihood(double z) =>
        Enumerable.Range(0, 4).Sum(i => -Math.Log(1 + Math.Exp((Pixels[i] == 1 ? -1 : 1) * (Slope[i] * z + Offset[i]))));

    private static double Density(double z, double mean, double deviation) =>
        Math.Exp(-0.5 * Math.Pow((z - mean) / deviation, 2)) / (deviation * Math.Sqrt(2 * Math.PI));

    private static double Integral(Func<double, double> f)
    {
        const double Step = 0.001;
        return Enumerable.Range(-8000, 16_001).Sum(i => f(i * Step) * Step);
    }
}

using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class VaeLossTests
{
    [Fact]
    public void Reconstruction_is_the_surprise_of_the_pixels_in_nats_an_image()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 0f, 2, -1, 3 }).view(2, 2);
        var images = tensor(new[] { 1f, 1, 0, 0 }).view(2, 1, 1, 2);
        double LogSigmoid(double x) => -Math.Log(1 + Math.Exp(-x));
        double[] expected = [-(LogSigmoid(0) + LogSigmoid(2)), -(LogSigmoid(1) + LogSigmoid(-3))];
        Assert.Equal(expected, VaeLoss.Reconstruction(logits, images).data<float>().Select(x => (double)x), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Divergence_is_0_at_the_prior_and_the_closed_form_elsewhere()
    {
        using var scope = NewDisposeScope();
        var mean = tensor(new[] { 0f, 0, 2, -1 }).view(2, 2);
        var logVariance = tensor(new[] { 0f, 0, (float)Math.Log(0.25), 0 }).view(2, 2);
        float[] divergence = VaeLoss.Divergence(mean, logVariance).data<float>().ToArray();
        Assert.Equal(0, divergence[0]);
        // KL of N(2, 0.5²): log(1/0.5) + (0.25 + 4) / 2 − 1/2; of N(−1, 1): 1/2.
        Assert.Equal(Math.Log(2) + 4.25 / 2 - 0.5 + 0.5, divergence[1], 1e-5);
    }
}

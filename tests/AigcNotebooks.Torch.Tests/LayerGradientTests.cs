using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Torch.Tests;

/// <summary>The gradients of functions that are composed here, against differences of their values, in float64.</summary>
public sealed class LayerGradientTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> s_functions = new()
    {
        ["softsign"] = (x, _) => F.softsign(x),
        ["tanhshrink"] = (x, _) => F.tanhshrink(x),
        ["softmin"] = (x, _) => F.softmin(x, 1),
        ["local_response_norm"] = (x, _) => F.local_response_norm(x, 3, alpha: 0.5),
        ["normalize"] = (x, _) => F.normalize(x),
        ["lp_pool1d"] = (x, _) => F.lp_pool1d(x.exp(), 3, 2),
        ["max_unpool1d"] = (x, _) => { var (values, places) = F.max_pool1d_with_indices(x, 2); return F.max_unpool1d(values, places, 2); },
        ["interpolate"] = (x, _) => F.interpolate(x, scale_factor: [1.7], mode: InterpolationMode.Linear),
        ["interpolate by area"] = (x, _) => F.interpolate(x, size: [3], mode: InterpolationMode.Area),
        ["pad circular"] = (x, _) => F.pad(x, (1, 2), PaddingModes.Circular),
        ["ChannelShuffle"] = (x, _) => nn.ChannelShuffle(2).call(x),
        ["mse_loss that broadcasts"] = (x, y) => F.mse_loss(x, y[0]),
        ["multilabel_soft_margin_loss"] = (x, y) => F.multilabel_soft_margin_loss(x, y),
        ["gaussian_nll_loss"] = (x, y) => F.gaussian_nll_loss(x, y, y.exp(), full: true),
        ["triplet_margin_with_distance_loss"] = (x, y) => F.triplet_margin_with_distance_loss(x, y, x * y, margin: 3, swap: true),
    };

    public static TheoryData<string> Names => [.. s_functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_gradient_is_the_slope(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        Tensor x = randn(2, 4, 6, dtype: ScalarType.Float64).requires_grad_(), y = randn(2, 4, 6, dtype: ScalarType.Float64).requires_grad_();
        Tensor weights = randn_like(s_functions[name](x, y).detach());
        Tensor Total() => (s_functions[name](x, y) * weights).sum();

        Total().backward();
        foreach (Tensor input in new[] { x, y })
        {
            if (input.grad is not { } gradient)
                continue;
            Tensor slopes = zeros_like(input);
            for (int i = 0; i < input.numel(); i++)
                slopes.view(-1)[i] = (Shifted(input, i, 1e-6) - Shifted(input, i, -1e-6)) / 2e-6;
            Assert.True(slopes.allclose(gradient, 1e-6, 1e-7), $"{name}: the largest difference is {(slopes - gradient).abs().max().ToDouble()}");
        }

        double Shifted(Tensor input, long element, double by)
        {
            using IDisposable noGrad = no_grad();
            input.view(-1)[element].add_(by);
            double total = Total().ToDouble();
            input.view(-1)[element].add_(-by);
            return total;
        }
    }
}

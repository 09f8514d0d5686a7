using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Torch.Tests;

public sealed class LayerTests
{
    private sealed class Autoencoder : Module<Tensor, Tensor>
    {
        internal readonly Linear encoder = Linear(5, 5);
        internal readonly Linear decoder = Linear(5, 5, hasBias: false);

        internal Autoencoder() : base(nameof(Autoencoder))
        {
            decoder.weight = encoder.weight;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => decoder.call(encoder.call(input));
    }

    [Fact]
    public void Tied_weights_are_one_parameter_with_one_gradient()
    {
        using var scope = NewDisposeScope();
        using var model = new Autoencoder();
        Assert.Equal(["encoder.weight", "encoder.bias"], model.named_parameters().Select(p => p.name));
        model.call(rand(3, 5)).sum().backward();
        Assert.Same(model.encoder.weight, model.decoder.weight);
        Assert.NotNull(model.encoder.weight.grad);
    }

    [Fact]
    public void A_setter_replaces_the_parameter_and_null_takes_it_away()
    {
        using var scope = NewDisposeScope();
        using var layer = Conv2d(1, 2, 3);
        Parameter old = layer.weight;
        layer.weight = new Parameter(ones(2, 1, 3, 3));
        layer.bias = null;
        Assert.True(old.IsInvalid);
        Assert.Equal(["weight"], layer.named_parameters().Select(p => p.name));
        Assert.Equal(9f, layer.call(ones(1, 1, 3, 3))[0, 0, 0, 0].item<float>());

        using var norm = BatchNorm1d(3);
        norm.running_mean = ones(3);
        norm.eval();
        Assert.True(norm.call(ones(2, 3)).allclose(zeros(2, 3)));
    }

    [Fact]
    public void A_layer_outlives_the_scope_it_was_made_in()
    {
        Module<Tensor, Tensor> layers;
        using (NewDisposeScope())
            layers = Sequential(Linear(4, 4), BatchNorm1d(4), PReLU(1), LayerNorm(4));
        using (layers)
        using (Tensor x = rand(3, 4), y = layers.call(x))
            Assert.Equal([3L, 4L], y.shape);
    }

    [Fact]
    public void What_an_activation_returns_in_place_can_be_disposed_without_its_input()
    {
        using Tensor x = tensor(new[] { -1f, 2f });
        using (F.relu(x, inplace: true)) { }
        using (ReLU(inplace: true).call(x)) { }
        Assert.Equal(new[] { 0f, 2f }, x.data<float>().ToArray());
    }

    public static TheoryData<string> Composites => [.. s_composites.Keys];

    [Theory, MemberData(nameof(Composites))]
    public void A_composed_function_leaves_nothing_but_its_result(string name)
    {
        using Tensor x = rand(2, 4, 6).requires_grad_(), y = rand(2, 4, 6), image = rand(2, 4, 6, 6);
        using var scope = NewDisposeScope();
        using Tensor result = s_composites[name](x, y, image);
        Assert.Equal([result], scope.DisposablesView);
        scope.Detach(result);
    }

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor, Tensor>> s_composites = new()
    {
        ["softsign"] = (x, _, _) => F.softsign(x),
        ["tanhshrink"] = (x, _, _) => F.tanhshrink(x),
        ["softmin"] = (x, _, _) => F.softmin(x, 1),
        ["dropout3d"] = (_, _, image) => F.dropout3d(image),
        ["local_response_norm"] = (x, _, _) => F.local_response_norm(x, 3),
        ["normalize"] = (x, _, _) => F.normalize(x),
        ["lp_pool1d"] = (x, _, _) => F.lp_pool1d(x, 2, 2),
        ["lp_pool2d"] = (_, _, image) => F.lp_pool2d(image, 2, 2),
        ["adaptive_max_pool1d"] = (x, _, _) => F.adaptive_max_pool1d(x, 2),
        ["fractional_max_pool2d"] = (_, _, image) => F.fractional_max_pool2d(image, 2, output_size: 3),
        ["mse_loss"] = (x, y, _) => F.mse_loss(x, y),
        ["multilabel_soft_margin_loss"] = (x, y, _) => F.multilabel_soft_margin_loss(x, y),
        ["gaussian_nll_loss"] = (x, y, _) => F.gaussian_nll_loss(x, y, y, full: true),
        ["triplet_margin_with_distance_loss"] = (x, y, _) => F.triplet_margin_with_distance_loss(x, y, y, swap: true),
        ["ChannelShuffle"] = (x, _, _) => ChannelShuffle(2).call(x),
        ["InstanceNorm"] = (x, _, _) => InstanceNorm2d(2).call(x),
        ["Conv2d circular"] = (_, _, image) => Conv2d(4, 2, 3, padding: 1, padding_mode: PaddingModes.Circular).call(image),
        ["orthogonal_"] = (_, _, _) => init.orthogonal_(empty(3, 4)),
        ["trunc_normal_"] = (_, _, _) => init.trunc_normal_(empty(3, 4)),
        ["dirac_"] = (_, _, _) => init.dirac_(empty(3, 4, 5)),
        ["sparse_"] = (_, _, _) => init.sparse_(empty(3, 4), 0.5),
    };

    [Fact]
    public void Wrong_arguments_are_named()
    {
        using var scope = NewDisposeScope();
        Tensor x = rand(2, 3, 8, 8);
        Refused("3 groups", () => Conv2d(4, 6, 3, groups: 3));
        Refused("0 groups", () => Conv2d(4, 6, 3, groups: 0));
        Refused("keep the size", () => Conv2d(4, 6, 3, Padding.Same, stride: 2));
        Refused("Reflect", () => ConvTranspose2d(4, 6, 3, padding_mode: PaddingModes.Reflect));
        Refused("between 15 and 16", () => ConvTranspose2d(3, 1, 3, stride: 2, padding: 1).forward(x, [15, 17]));
        Refused("4D", () => BatchNorm2d(3).call(rand(2, 3)));
        Refused("[1, 3]", () => BatchNorm1d(3).call(rand(1, 3)));
        Refused("2 features", () => InstanceNorm2d(2).call(x));
        Refused("5 channels", () => GroupNorm(2, 5));
        Refused("[2, 3, 8, 8]", () => F.binary_cross_entropy(x, rand(2, 3, 8)));
        Refused("negative", () => F.gaussian_nll_loss(x, x, -x));
        Refused("a variance of [2]", () => F.gaussian_nll_loss(x, x, rand(2)));
        Refused("align_corners", () => F.interpolate(x, [4, 4], align_corners: true));
        Refused("either a size", () => F.interpolate(x, [4, 4], [2, 2]));
        Refused("has 2 of space", () => F.interpolate(x, [4]));
        Refused("Linear", () => F.interpolate(x, [4, 4], mode: InterpolationMode.Linear));
        Refused("[2, 1, 0, 4]", () => F.affine_grid(rand(2, 2, 3), [2, 1, 0, 4]));
        Refused("either an output_size", () => FractionalMaxPool2d(2));
        Refused("between 15 and 17", () => MaxUnpool2d(2).call(x, x.@long(), [18, 16]));
        // Products of these sizes overflow to 0, by which libtorch 1.13 divides.
        Refused("pixel_shuffle", () => F.pixel_shuffle(x, 1L << 62));
        Refused("fold takes a positive kernel_size", () => F.fold(rand(2, 4, 4), 1, 1L << 62));
        Refused("3 numbers", () => F.max_unpool3d(rand([1, 1, 2, 2, 2]), zeros([1, 1, 2, 2, 2], ScalarType.Int64), []));
        Refused("orthogonal_", () => init.orthogonal_(rand(3)));
        Refused("dirac_", () => init.dirac_(rand(3, 3)));
        Assert.Throws<InvalidOperationException>(() => ReLU().register_buffer("x", x));

        static void Refused(string reason, Func<object> act) => Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(act).Message);
    }
}

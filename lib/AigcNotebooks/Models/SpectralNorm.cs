using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>Divides a layer's weight by its largest singular value, so that a linear layer stretches no input, and a convolution no patch that its kernel sees (patches that overlap may add up to a small factor more): what keeps a discriminator from becoming steeper than its
/// generator can learn from. Weight → weight of the same shape. Taught in <c>notebooks/11-text-to-video.ipynb</c>.
/// <code>
/// private readonly Conv2d conv = Conv2d(1, 32, 4, stride: 2, padding: 1);
/// private readonly SpectralNorm norm;               // in the constructor: norm = new SpectralNorm(conv.weight);
/// … conv2d(images, norm.call(conv.weight), conv.bias, [2, 2], [1, 1])
/// </code></summary>
/// <remarks>Miyato and others, "Spectral normalization for generative adversarial networks", arXiv 1802.05957, algorithm 1; the numbers of PyTorch's <c>torch.nn.utils.spectral_norm</c>, which
/// TorchSharp lacks. The weight (out, in, …) is seen as a matrix (out, the rest); in training each call takes one step of the power iteration towards its first singular vectors, u and v.</remarks>
public sealed class SpectralNorm : Module<Tensor, Tensor>
{
    private readonly Tensor u, v;

    /// <summary>Random u and v, from <c>torch</c>'s generator.</summary>
    /// <param name="weight">The weight that will be divided, for its shape; not kept.</param>
    public SpectralNorm(Tensor weight) : base(nameof(SpectralNorm))
    {
        u = normalize(randn(weight.shape[0]), dim: 0);
        v = normalize(randn(weight.numel() / weight.shape[0]), dim: 0);
        RegisterComponents();
    }

    /// <param name="weight">(out, in, …)</param>
    /// <returns>The same shape, the caller's to dispose.</returns>
    public override Tensor forward(Tensor weight)
    {
        Tensor matrix = weight.flatten(1);
        if (training)
        {
            using IDisposable noGrad = no_grad();
            v.copy_(normalize(mv(matrix.t(), u), dim: 0));
            u.copy_(normalize(mv(matrix, v), dim: 0));
        }
        // The next call moves u and v: what backward needs of them is copied.
        return weight / dot(u.clone(), mv(matrix, v.clone()));
    }
}

/// <summary>A 2D convolution under <see cref="SpectralNorm"/>: (N, in, H, W) → (N, out, H', W').</summary>
public sealed class SpectralConv2d : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly SpectralNorm norm;
    private readonly long[] stride, padding;

    /// <summary>Random weights as <c>Conv2d</c>'s, from <c>torch</c>'s generator.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="stride">In both directions.</param>
    /// <param name="padding">Zeros on each side.</param>
    public SpectralConv2d(long inChannels, long outChannels, long kernel, long stride = 1, long padding = 0) : base(nameof(SpectralConv2d))
    {
        conv = Conv2d(inChannels, outChannels, kernel, stride, padding);
        norm = new SpectralNorm(conv.weight);
        (this.stride, this.padding) = ([stride, stride], [padding, padding]);
        RegisterComponents();
    }

    /// <param name="images">(N, in, H, W)</param>
    /// <returns>(N, out, H', W'), the caller's to dispose.</returns>
    public override Tensor forward(Tensor images) => conv2d(images, norm.call(conv.weight), conv.bias, stride, padding);
}

/// <summary>A linear layer under <see cref="SpectralNorm"/>: (N, in) → (N, out).</summary>
public sealed class SpectralLinear : Module<Tensor, Tensor>
{
    private readonly Linear linear;
    private readonly SpectralNorm norm;

    /// <summary>Random weights as <c>Linear</c>'s, from <c>torch</c>'s generator.</summary>
    /// <param name="inFeatures">Numbers that come in.</param>
    /// <param name="outFeatures">Numbers that go out.</param>
    public SpectralLinear(long inFeatures, long outFeatures) : base(nameof(SpectralLinear))
    {
        linear = Linear(inFeatures, outFeatures);
        norm = new SpectralNorm(linear.weight);
        RegisterComponents();
    }

    /// <param name="x">(N, in)</param>
    /// <returns>(N, out), the caller's to dispose.</returns>
    public override Tensor forward(Tensor x) => functional.linear(x, norm.call(linear.weight), linear.bias);
}

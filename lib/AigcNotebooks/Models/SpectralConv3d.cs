using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>A 3D convolution under <see cref="SpectralNorm"/>: (N, in, T, H, W) → (N, out, T', H', W'). With a kernel of one frame it treats each frame by itself.
/// Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
public sealed class SpectralConv3d : Module<Tensor, Tensor>
{
    private readonly Conv3d conv;
    private readonly SpectralNorm norm;
    private readonly long[] stride, padding;

    /// <summary>Random weights as <c>Conv3d</c>'s, from <c>torch</c>'s generator.</summary>
    /// <param name="inChannels">Channels that come in.</param>
    /// <param name="outChannels">Channels that go out.</param>
    /// <param name="kernel">(time, height, width)</param>
    /// <param name="stride">(time, height, width)</param>
    /// <param name="padding">(time, height, width), of zeros on each side.</param>
    public SpectralConv3d(long inChannels, long outChannels, (long, long, long) kernel, (long, long, long) stride, (long, long, long) padding)
        : base(nameof(SpectralConv3d))
    {
        conv = Conv3d(inChannels, outChannels, kernel, stride, padding);
        this.stride = [stride.Item1, stride.Item2, stride.Item3];
        this.padding = [padding.Item1, padding.Item2, padding.Item3];
        norm = new SpectralNorm(conv.weight);
        RegisterComponents();
    }

    /// <param name="clips">(N, inChannels, T, H, W)</param>
    /// <returns>(N, outChannels, …), the caller's to dispose.</returns>
    public override Tensor forward(Tensor clips) => conv3d(clips, norm.call(conv.weight), conv.bias, stride, padding);
}

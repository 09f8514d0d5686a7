using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>The published VideoGenerator: four 3D convolutions, clips (N, 1, T, H, W) → clips of the same shape in (0, 1); 71,393 parameters. It is a
/// filter of what comes in, each voxel of which sees 9×9×9 voxels; trained, it removes noise or fills in missing frames.
/// Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Article 000, "From GAN to multimodal generation", §2.2, which gives it noise (1, 1, 16, 64, 64).</remarks>
public sealed class VideoGenerator : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> model = Sequential(
        Conv3d(1, 16, 3, padding: 1), ReLU(),
        Conv3d(16, 32, 3, padding: 1), ReLU(),
        Conv3d(32, 64, 3, padding: 1), ReLU(),
        Conv3d(64, 1, 3, padding: 1), Sigmoid());

    /// <summary>Random weights, from <c>torch</c>'s generator.</summary>
    public VideoGenerator() : base(nameof(VideoGenerator)) => RegisterComponents();

    /// <param name="clips">(N, 1, T, H, W), of any length and size.</param>
    /// <returns>(N, 1, T, H, W) in (0, 1), the caller's to dispose.</returns>
    public override Tensor forward(Tensor clips) => model.call(clips);
}

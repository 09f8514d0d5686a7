using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Data;

/// <summary>Another look at the same picture: turned, slanted, resized, moved, bent and noisy, by chance. Each picture of a batch gets its own. Nothing is mirrored, since a mirrored digit is none. Taught in
/// <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Random affine maps by sampling on a grid (Jaderberg and others, arXiv 1506.02025, §3.2), bent by smooth random shifts (Simard, Steinkraus and Platt, "Best practices for convolutional neural networks", 2003, §2).
/// All is drawn from <c>torch</c>'s generator, so that a checkpoint has its state.</remarks>
public sealed class Augmentation
{
    /// <summary>Turned by at most this many degrees, either way.</summary>
    public double Degrees { get; init; } = 15;

    /// <summary>Slanted by at most this: 0.3 moves the top of the picture sideways by 0.3 of half its height.</summary>
    public double Shear { get; init; } = 0.3;

    /// <summary>Resized by a factor between e^−Scale and e^Scale; in height alone by half as much again in the exponent.</summary>
    public double Scale { get; init; } = 0.2;

    /// <summary>Moved by at most this part of its width and height.</summary>
    public double Shift { get; init; } = 0.1;

    /// <summary>Bent: the standard deviation of what a point of a coarse 5×5 grid moves, as a part of half the width.</summary>
    public double Bend { get; init; } = 0.06;

    /// <summary>The standard deviation of the noise that is added to each pixel.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>Draws another look at each picture.</summary>
    /// <param name="images">(N, C, H, W), 0 where there is no ink. Stays the caller's.</param>
    /// <returns>(N, C, H, W), the caller's to dispose; by the noise a little outside of the pictures' range.</returns>
    /// <exception cref="ArgumentException">These are no pictures in floating point.</exception>
    public Tensor Apply(Tensor images)
    {
        if (images.ndim != 4 || !images.is_floating_point())
            throw new ArgumentException("Expected pictures (N, C, H, W) in floating point; "
                + $"found {images.dtype} ({string.Join(", ", images.shape)}).", nameof(images));
        using var scope = NewDisposeScope();
        long count = images.shape[0];
        Tensor Uniform(double most) => (rand(count, device: images.device) * 2 - 1) * most;

        Tensor angle = Uniform(Degrees * Math.PI / 180), shear = Uniform(Shear);
        Tensor width = Uniform(Scale).exp(), height = width * Uniform(Scale / 2).exp();
        Tensor cos = angle.cos(), sin = angle.sin();
        // Where in the picture each place of the new one is found, in units of half its size from the middle.
        Tensor map = stack([
            cos * width, (shear * cos - sin) * height, Uniform(2 * Shift),
            sin * width, (shear * sin + cos) * height, Uniform(2 * Shift)], 1).view(count, 2, 3);
        Tensor from = affine_grid(map, images.shape, align_corners: false);
        Tensor bends = interpolate(randn([count, 2, 5, 5], device: images.device) * Bend,
            size: images.shape[2..], mode: InterpolationMode.Bicubic, align_corners: true);
        Tensor seen = grid_sample(images, from + bends.permute(0, 2, 3, 1), align_corners: false);
        return (seen + Noise * randn_like(seen)).MoveToOuterDisposeScope();
    }
}

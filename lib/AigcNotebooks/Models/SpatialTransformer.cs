using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Models;

/// <summary>Puts pictures to places between pixels, with a gradient for the place. Taught in <c>notebooks/08-video-conv3d.ipynb</c>.</summary>
/// <remarks>Jaderberg and others, "Spatial transformer networks", arXiv 1506.02025, §3, with a shift as the only transformation: each pixel of a frame asks which place of the picture it shows, and takes
/// the mean of the four pixels there, by their distances.</remarks>
public static class SpatialTransformer
{
    /// <summary>A clip of each picture on its path.</summary>
    /// <param name="pictures">(N, 1, P, P), 0 where there is no ink.</param>
    /// <param name="path">(N, T, 2): x and y of the picture's upper left corner in each frame, in pixels; a part that lies outside of the frame is not seen.</param>
    /// <param name="size">Height and width of the frames.</param>
    /// <returns>(N, 1, T, size, size), 0 beside the picture; the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The pictures are not square ones of one channel, or there is not a path for each.</exception>
    public static Tensor Place(Tensor pictures, Tensor path, long size)
    {
        if (pictures.shape is not [_, 1, >= 2, _] || pictures.shape[2] != pictures.shape[3])
            throw new ArgumentException(
                $"Expected square pictures (N, 1, P, P); found ({string.Join(", ", pictures.shape)}).", nameof(pictures));
        if (path.shape is not [_, _, 2] || path.shape[0] != pictures.shape[0])
            throw new ArgumentException($"Expected a path for each picture, ({pictures.shape[0]}, T, 2); "
                + $"found ({string.Join(", ", path.shape)}).", nameof(path));
        (long frames, long side) = (path.shape[1], pictures.shape[2]);
        Tensor ink = pictures.unsqueeze(1).expand(-1, frames, -1, -1, -1).reshape(-1, 1, side, side);
        // Where in the picture each pixel's ink is found: -1 is the middle of the picture's first pixel, 1 of its last;
        // beyond them there is none.
        Tensor pixels = arange(size, dtype: ScalarType.Float32, device: path.device);
        Tensor from = (pixels - path.reshape(-1, 2, 1)) * (2.0 / (side - 1)) - 1;
        Tensor x = from[.., 0..1].expand(-1, size, -1), y = from[.., 1..2].transpose(1, 2).expand(-1, -1, size);
        Tensor placed = grid_sample(ink, stack([x, y], 3), mode: GridSampleMode.Bilinear,
            padding_mode: GridSamplePaddingMode.Zeros, align_corners: true);
        return placed.view(-1, frames, 1, size, size).transpose(1, 2);
    }
}

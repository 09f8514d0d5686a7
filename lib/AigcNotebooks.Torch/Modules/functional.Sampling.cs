using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How grid_sample reads between elements.</summary>
    public enum GridSampleMode
    {
        Nearest = 0,
        Bilinear = 2,
    }

    /// <summary>What grid_sample reads beyond the border.</summary>
    public enum GridSamplePaddingMode
    {
        Zeros = 0,
        Reflection = 1,
        Border = 2,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Reads the input at the places that <paramref name="grid"/> names (Spatial Transformer Networks, arXiv 1506.02025).</summary>
            /// <param name="input">(N, C, H, W) or (N, C, D, H, W).</param>
            /// <param name="grid">(N, H′, W′, 2) of (x, y), or (N, D′, H′, W′, 3) of (x, y, z), each from −1 to 1 over the input.</param>
            /// <param name="align_corners">Whether ±1 are the centres of the outermost elements, not their outer edges; false by default.</param>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null)
            {
                // ATen numbers bilinear 0 and nearest 1; zeros 0, border 1 and reflection 2.
                long beyond = padding_mode switch { GridSamplePaddingMode.Border => 1, GridSamplePaddingMode.Reflection => 2, _ => 0 };
                return Aten.Call("grid_sampler", input, grid, mode == GridSampleMode.Nearest ? 1 : 0, beyond, align_corners ?? false);
            }

            /// <summary>The grid that makes <see cref="grid_sample"/> apply affine maps.</summary>
            /// <param name="theta">(N, 2, 3), or (N, 3, 4) for volumes.</param>
            /// <param name="size">(N, C, H, W), or (N, C, D, H, W), of the output.</param>
            /// <exception cref="ArgumentException">No size, or one that does not go with <paramref name="theta"/>.</exception>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false)
            {
                long[] shape = theta.shape;
                if (size is not { Length: 4 or 5 } || size.Any(n => n <= 0))
                    throw new ArgumentException($"affine_grid takes a size (N, C, H, W) or (N, C, D, H, W) of positive numbers, not [{string.Join(", ", size ?? [])}].", nameof(size));
                if (shape.Length != 3 || shape[1] != size.Length - 2 || shape[2] != size.Length - 1)
                    throw new ArgumentException($"affine_grid takes theta of [N, {size.Length - 2}, {size.Length - 1}] for this size, not [{string.Join(", ", shape)}].", nameof(theta));
                return Aten.Call("affine_grid_generator", theta, size, align_corners);
            }
        }
    }
}

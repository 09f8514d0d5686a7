using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Makes (N, C, L), (N, C, H, W) or (N, C, D, H, W) larger or smaller in space.</summary>
            /// <param name="size">The new size of space, one number a dimension. Give either this or <paramref name="scale_factor"/>.</param>
            /// <param name="scale_factor">One factor a dimension.</param>
            /// <param name="mode">Linear is for 3 dimensions, Bilinear and Bicubic for 4, Trilinear for 5, the others for any of them.</param>
            /// <param name="align_corners">Whether the outermost elements keep their values; for the linear and cubic modes only.</param>
            /// <param name="recompute_scale_factor">Whether to interpolate by the sizes' ratio, which rounding makes another than the given factor.</param>
            /// <param name="antialias">For Bilinear and Bicubic only.</param>
            /// <exception cref="ArgumentException">Arguments that do not go together, as said above.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                bool nearest = mode is InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Area;
                if (nearest && align_corners is not null)
                    throw new ArgumentException($"interpolate: align_corners has no meaning in mode {mode}.", nameof(align_corners));
                if (size is null == scale_factor is null)
                    throw new ArgumentException("interpolate takes either a size or a scale_factor.", nameof(size));
                if (recompute_scale_factor && size is not null)
                    throw new ArgumentException("interpolate: with a size there is no scale_factor to recompute.", nameof(recompute_scale_factor));
                if (antialias && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic))
                    throw new ArgumentException($"interpolate: antialias is for Bilinear and Bicubic, not for {mode}.", nameof(antialias));
                long[] shape = x.shape;
                int space = shape.Length - 2;
                if ((size?.Length ?? scale_factor!.Length) != space)
                    throw new ArgumentException($"interpolate: an input of {shape.Length} dimensions has {space} of space, but {(size is null ? "scale_factor" : "size")} has {size?.Length ?? scale_factor!.Length}.", nameof(size));
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                    (size, scale_factor) = ([.. scale_factor.Select((factor, d) => (long)Math.Floor(shape[d + 2] * factor))], null);

                bool corners = align_corners ?? false;
                return (mode, shape.Length) switch
                {
                    (InterpolationMode.Nearest, 3) => Aten.Call("upsample_nearest1d.vec", x, size, scale_factor),
                    (InterpolationMode.Nearest, 4) => Aten.Call("upsample_nearest2d.vec", x, size, scale_factor),
                    (InterpolationMode.Nearest, 5) => Aten.Call("upsample_nearest3d.vec", x, size, scale_factor),
                    (InterpolationMode.NearestExact, 3) => Aten.Call("_upsample_nearest_exact1d.vec", x, size, scale_factor),
                    (InterpolationMode.NearestExact, 4) => Aten.Call("_upsample_nearest_exact2d.vec", x, size, scale_factor),
                    (InterpolationMode.NearestExact, 5) => Aten.Call("_upsample_nearest_exact3d.vec", x, size, scale_factor),
                    (InterpolationMode.Area, 3) => adaptive_avg_pool1d(x, size![0]),
                    (InterpolationMode.Area, 4) => adaptive_avg_pool2d(x, size!),
                    (InterpolationMode.Area, 5) => adaptive_avg_pool3d(x, size!),
                    (InterpolationMode.Linear, 3) => Aten.Call("upsample_linear1d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 4) => Aten.Call(antialias ? "_upsample_bilinear2d_aa.vec" : "upsample_bilinear2d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 4) => Aten.Call(antialias ? "_upsample_bicubic2d_aa.vec" : "upsample_bicubic2d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Trilinear, 5) => Aten.Call("upsample_trilinear3d.vec", x, size, corners, scale_factor),
                    _ => throw new ArgumentException($"interpolate: mode {mode} does not take an input of {shape.Length} dimensions.", nameof(mode)),
                };
            }

            /// <inheritdoc cref="interpolate"/>
            public static Tensor upsample(Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            /// <summary><see cref="interpolate"/> in mode Nearest, where align_corners has no meaning.</summary>
            public static Tensor upsample_nearest(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) => interpolate(x, size, scale_factor);

            /// <summary><see cref="interpolate"/> in mode Bilinear.</summary>
            public static Tensor upsample_bilinear(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                interpolate(x, size, scale_factor, InterpolationMode.Bilinear, align_corners);

            public static Tensor upsample_nearest1d(Tensor input, long? outputSize, double? scaleFactor) =>
                Aten.Call("upsample_nearest1d.vec", input, Times(1, outputSize), scaleFactor is { } s ? new[] { s } : null);

            /// <param name="inputSize">The length of what was made larger; batch and channels are the gradient's.</param>
            public static Tensor upsample_nearest1d_backward(Tensor grad_output, long? outputSize, long inputSize, double? scaleFactor) =>
                Aten.Call("upsample_nearest1d_backward", grad_output, Times(1, outputSize ?? grad_output.size(2)), new[] { grad_output.size(0), grad_output.size(1), inputSize }, scaleFactor);

            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) => Aten.Call("upsample_nearest2d.vec", input, outputSizes, scaleFactors);

            public static Tensor upsample_nearest3d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) => Aten.Call("upsample_nearest3d.vec", input, outputSizes, scaleFactors);

            public static Tensor upsample_nearest2d_backward(Tensor grad_output, long[] inputSizes, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                Aten.Call("upsample_nearest2d_backward", grad_output, outputSizes ?? grad_output.shape[2..], inputSizes, Factor(scaleFactors, 2, 0), Factor(scaleFactors, 2, 1));

            public static Tensor upsample_nearest3d_backward(Tensor grad_output, long[] inputSizes, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                Aten.Call("upsample_nearest3d_backward", grad_output, outputSizes ?? grad_output.shape[2..], inputSizes, Factor(scaleFactors, 3, 0), Factor(scaleFactors, 3, 1), Factor(scaleFactors, 3, 2));

            private static double? Factor(double[]? factors, int dimensions, int dimension) =>
                factors is null || factors.Length == dimensions ? factors?[dimension]
                : throw new ArgumentException($"{dimensions} scale factors are expected, not {factors.Length}.", nameof(factors));
        }
    }
}

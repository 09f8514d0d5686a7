using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Maxima of windows placed at random, so that any output size is possible (arXiv 1412.6071).</summary>
    public sealed class FractionalMaxPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal FractionalMaxPool2d(long[] kernel_size, long[]? output_size, double[]? output_ratio) : base(nameof(FractionalMaxPool2d)) =>
            (this.kernel_size, this.output_size, this.output_ratio) = nn.Fractional(nameof(FractionalMaxPool2d), 2, kernel_size, output_size, output_ratio);

        public long[] kernel_size { get; set; }
        public long[]? output_size { get; set; }

        /// <summary>Output size over input size, in (0, 1), where <see cref="output_size"/> is null.</summary>
        public double[]? output_ratio { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.fractional_max_pool2d(input, kernel_size, output_size, output_ratio);

        /// <summary>The maxima and where they stood.</summary>
        public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) => nn.functional.fractional_max_pool2d_with_indices(input, kernel_size, output_size, output_ratio);
    }

    /// <inheritdoc cref="FractionalMaxPool2d"/>
    public sealed class FractionalMaxPool3d : ParameterLessModule<Tensor, Tensor>
    {
        internal FractionalMaxPool3d(long[] kernel_size, long[]? output_size, double[]? output_ratio) : base(nameof(FractionalMaxPool3d)) =>
            (this.kernel_size, this.output_size, this.output_ratio) = nn.Fractional(nameof(FractionalMaxPool3d), 3, kernel_size, output_size, output_ratio);

        public long[] kernel_size { get; set; }
        public long[]? output_size { get; set; }

        /// <inheritdoc cref="FractionalMaxPool2d.output_ratio"/>
        public double[]? output_ratio { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.fractional_max_pool3d(input, kernel_size, output_size, output_ratio);

        /// <summary>The maxima and where they stood.</summary>
        public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) => nn.functional.fractional_max_pool3d_with_indices(input, kernel_size, output_size, output_ratio);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.FractionalMaxPool2d FractionalMaxPool2d(long kernel_size, long? output_size = null, double? output_ratio = null) => new(Times(2, kernel_size), Times(2, output_size), Ratios(2, output_ratio));
            public static Modules.FractionalMaxPool2d FractionalMaxPool2d((long, long) kernel_size, (long, long)? output_size = null, (double, double)? output_ratio = null) => new(Sizes(kernel_size), Sizes(output_size), Ratios(output_ratio));
            public static Modules.FractionalMaxPool2d FractionalMaxPool2d(long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) => new(kernel_size, output_size, output_ratio);
            public static Modules.FractionalMaxPool3d FractionalMaxPool3d(long kernel_size, long? output_size = null, double? output_ratio = null) => new(Times(3, kernel_size), Times(3, output_size), Ratios(3, output_ratio));
            public static Modules.FractionalMaxPool3d FractionalMaxPool3d((long, long, long) kernel_size, (long, long, long)? output_size = null, (double, double, double)? output_ratio = null) => new(Sizes(kernel_size), Sizes(output_size), Ratios(output_ratio));
            public static Modules.FractionalMaxPool3d FractionalMaxPool3d(long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) => new(kernel_size, output_size, output_ratio);

            /// <exception cref="ArgumentException">Not one number a dimension, or not exactly one of size and ratio.</exception>
            internal static (long[], long[]?, double[]?) Fractional(string op, int dimensions, long[] kernelSize, long[]? outputSize, double[]? outputRatio)
            {
                if (outputSize is null == outputRatio is null)
                    throw new ArgumentException($"{op} takes either an output_size or an output_ratio.");
                if (kernelSize.Length != dimensions || (outputSize ?? kernelSize).Length != dimensions || (outputRatio?.Length ?? dimensions) != dimensions)
                    throw new ArgumentException($"{op} takes {dimensions} numbers each for kernel_size and output_size or output_ratio.");
                return (kernelSize, outputSize, outputRatio);
            }

            private static double[]? Ratios(int dimensions, double? ratio) => ratio is { } r ? [.. Enumerable.Repeat(r, dimensions)] : null;
            private static double[]? Ratios((double, double)? ratio) => ratio is { } r ? [r.Item1, r.Item2] : null;
            private static double[]? Ratios((double, double, double)? ratio) => ratio is { } r ? [r.Item1, r.Item2, r.Item3] : null;

            public static partial class functional
            {
                public static Tensor fractional_max_pool2d(Tensor input, long kernel_size, long? output_size = null, double? output_ratio = null) =>
                    fractional_max_pool2d(input, Times(2, kernel_size), Times(2, output_size), Ratios(2, output_ratio));

                public static Tensor fractional_max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? output_size = null, (double, double)? output_ratio = null) =>
                    fractional_max_pool2d(input, Sizes(kernel_size), Sizes(output_size), Ratios(output_ratio));

                public static Tensor fractional_max_pool2d(Tensor input, long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) =>
                    First(fractional_max_pool2d_with_indices(input, kernel_size, output_size, output_ratio));

                public static (Tensor Values, Tensor Indices) fractional_max_pool2d_with_indices(Tensor input, long kernel_size, long? output_size = null, double? output_ratio = null) =>
                    fractional_max_pool2d_with_indices(input, Times(2, kernel_size), Times(2, output_size), Ratios(2, output_ratio));

                public static (Tensor Values, Tensor Indices) fractional_max_pool2d_with_indices(Tensor input, (long, long) kernel_size, (long, long)? output_size = null, (double, double)? output_ratio = null) =>
                    fractional_max_pool2d_with_indices(input, Sizes(kernel_size), Sizes(output_size), Ratios(output_ratio));

                public static (Tensor Values, Tensor Indices) fractional_max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) =>
                    FractionalMaxPool("fractional_max_pool2d", 2, input, kernel_size, output_size, output_ratio);

                public static Tensor fractional_max_pool3d(Tensor input, long kernel_size, long? output_size = null, double? output_ratio = null) =>
                    fractional_max_pool3d(input, Times(3, kernel_size), Times(3, output_size), Ratios(3, output_ratio));

                public static Tensor fractional_max_pool3d(Tensor input, (long, long, long) kernel_size, (long, long, long)? output_size = null, (double, double, double)? output_ratio = null) =>
                    fractional_max_pool3d(input, Sizes(kernel_size), Sizes(output_size), Ratios(output_ratio));

                public static Tensor fractional_max_pool3d(Tensor input, long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) =>
                    First(fractional_max_pool3d_with_indices(input, kernel_size, output_size, output_ratio));

                public static (Tensor Values, Tensor Indices) fractional_max_pool3d_with_indices(Tensor input, long kernel_size, long? output_size = null, double? output_ratio = null) =>
                    fractional_max_pool3d_with_indices(input, Times(3, kernel_size), Times(3, output_size), Ratios(3, output_ratio));

                public static (Tensor Values, Tensor Indices) fractional_max_pool3d_with_indices(Tensor input, (long, long, long) kernel_size, (long, long, long)? output_size = null, (double, double, double)? output_ratio = null) =>
                    fractional_max_pool3d_with_indices(input, Sizes(kernel_size), Sizes(output_size), Ratios(output_ratio));

                public static (Tensor Values, Tensor Indices) fractional_max_pool3d_with_indices(Tensor input, long[] kernel_size, long[]? output_size = null, double[]? output_ratio = null) =>
                    FractionalMaxPool("fractional_max_pool3d", 3, input, kernel_size, output_size, output_ratio);

                private static (Tensor, Tensor) FractionalMaxPool(string op, int dimensions, Tensor input, long[] kernelSize, long[]? outputSize, double[]? outputRatio)
                {
                    Fractional(op, dimensions, kernelSize, outputSize, outputRatio);
                    long[] shape = input.shape;
                    if (shape.Length != dimensions + 1 && shape.Length != dimensions + 2)
                        throw new ArgumentException($"{op} takes {dimensions + 2} dimensions, or {dimensions + 1} without a batch, not {shape.Length}.", nameof(input));
                    long[] size = outputSize ?? [.. outputRatio!.Select((ratio, d) => (long)(shape[^(dimensions - d)] * ratio))];
                    long batch = shape.Length == dimensions + 1 ? 1 : shape[0];
                    using Tensor places = rand([batch, shape[^(dimensions + 1)], dimensions], input.dtype, input.device);
                    return Native.Aten.CallTwo(op, input, kernelSize, size, places);
                }

                private static Tensor First((Tensor, Tensor Indices) pooled)
                {
                    pooled.Indices.Dispose();
                    return pooled.Item1;
                }
            }
        }
    }
}

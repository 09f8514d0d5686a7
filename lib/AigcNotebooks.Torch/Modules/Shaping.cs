using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Joins the dimensions from start_dim to end_dim.</summary>
    public sealed class Flatten : ParameterLessModule<Tensor, Tensor>
    {
        internal Flatten(long start_dim, long end_dim) : base(nameof(Flatten)) => (this.start_dim, this.end_dim) = (start_dim, end_dim);

        public long start_dim { get; set; }
        public long end_dim { get; set; }

        public override Tensor forward(Tensor input) => input.flatten(start_dim, end_dim);
    }

    /// <summary>Splits dimension <see cref="dim"/> into several.</summary>
    public sealed class Unflatten : ParameterLessModule<Tensor, Tensor>
    {
        internal Unflatten(long dim, long[] unflattened_size) : base(nameof(Unflatten)) => (this.dim, this.unflattened_size) = (dim, unflattened_size);

        public long dim { get; set; }
        public long[] unflattened_size { get; set; }

        public override Tensor forward(Tensor tensor) => tensor.unflatten(dim, unflattened_size);
    }

    /// <summary>(…, C·r², H, W) → (…, C, H·r, W·r): channels become pixels (arXiv 1609.05158).</summary>
    public sealed class PixelShuffle : ParameterLessModule<Tensor, Tensor>
    {
        internal PixelShuffle(long upscale_factor) : base(nameof(PixelShuffle)) => this.upscale_factor = upscale_factor;

        public long upscale_factor { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.pixel_shuffle(input, upscale_factor);
    }

    /// <summary>(…, C, H·r, W·r) → (…, C·r², H, W): the inverse of <see cref="PixelShuffle"/>.</summary>
    public sealed class PixelUnshuffle : ParameterLessModule<Tensor, Tensor>
    {
        internal PixelUnshuffle(long downscale_factor) : base(nameof(PixelUnshuffle)) => this.downscale_factor = downscale_factor;

        public long downscale_factor { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.pixel_unshuffle(input, downscale_factor);
    }

    /// <summary>Deals the channels of (N, C, …) out to <see cref="groups"/> groups, as one deals cards.</summary>
    public sealed class ChannelShuffle : ParameterLessModule<Tensor, Tensor>
    {
        internal ChannelShuffle(long groups) : base(nameof(ChannelShuffle)) => this.groups = groups;

        public long groups { get; set; }

        /// <exception cref="ArgumentException">Fewer than 3 dimensions, or groups that do not divide the channels.</exception>
        public override Tensor forward(Tensor tensor)
        {
            long[] shape = tensor.shape;
            if (shape.Length < 3 || groups <= 0 || shape[1] % groups != 0)
                throw new ArgumentException($"ChannelShuffle takes (N, C, …) with C divisible by its {groups} groups, not [{string.Join(", ", shape)}].", nameof(tensor));
            // Composed, since libtorch 1.13's own operator has no gradient.
            using Tensor grouped = tensor.reshape([shape[0], groups, shape[1] / groups, .. shape[2..]]), dealt = grouped.transpose(1, 2);
            return dealt.reshape(shape);
        }
    }

    /// <summary>(N, C, H, W) → (N, C·kernel elements, windows): each sliding window as a column.</summary>
    public sealed class Unfold : ParameterLessModule<Tensor, Tensor>
    {
        internal Unfold((long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride) : base(nameof(Unfold)) =>
            (this.kernel_size, this.dilation, this.padding, this.stride) = (kernel_size, dilation, padding, stride);

        public (long, long) kernel_size { get; set; }
        public (long, long) dilation { get; set; }
        public (long, long) padding { get; set; }
        public (long, long) stride { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.unfold(tensor, kernel_size, dilation, padding, stride);
    }

    /// <summary>(N, C·kernel elements, windows) → (N, C, H, W): the sum of the windows, each at its place.</summary>
    public sealed class Fold : ParameterLessModule<Tensor, Tensor>
    {
        internal Fold((long, long) output_size, (long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride) : base(nameof(Fold)) =>
            (this.output_size, this.kernel_size, this.dilation, this.padding, this.stride) = (output_size, kernel_size, dilation, padding, stride);

        public (long, long) output_size { get; set; }
        public (long, long) kernel_size { get; set; }
        public (long, long) dilation { get; set; }
        public (long, long) padding { get; set; }
        public (long, long) stride { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.fold(tensor, output_size, kernel_size, dilation, padding, stride);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);
            public static Modules.Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);
            public static Modules.PixelShuffle PixelShuffle(long upscale_factor) => new(upscale_factor);
            public static Modules.PixelUnshuffle PixelUnshuffle(long downscale_factor) => new(downscale_factor);
            public static Modules.ChannelShuffle ChannelShuffle(long groups) => new(groups);

            public static Modules.Unfold Unfold(long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                new((kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Modules.Unfold Unfold((long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                new(kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

            public static Modules.Fold Fold(long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                new((output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Modules.Fold Fold((long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                new(output_size, kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));
        }
    }
}

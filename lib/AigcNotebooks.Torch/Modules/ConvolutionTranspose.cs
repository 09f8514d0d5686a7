using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The transposed convolutions: a convolution's gradient with respect to its input, as a layer. With strides several input sizes
    /// of a convolution give one output size; <see cref="Convolution.output_padding"/> or an output_size says which one to go back to.</summary>
    public abstract class ConvolutionTranspose : Convolution
    {
        protected ConvolutionTranspose(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
            bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
            : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype) { }

        public override Tensor forward(Tensor input) => forward(input, null);

        /// <param name="output_size">The wanted size of each dimension of space, with or without batch and channels before them.</param>
        public abstract Tensor forward(Tensor input, long[]? output_size);

        /// <summary>The padding that makes the output <paramref name="output_size"/> large.</summary>
        /// <exception cref="ArgumentException">A size that no padding gives.</exception>
        protected long[] _output_padding(Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
        {
            if (output_size is null)
                return output_padding;
            long[] shape = input.shape;
            int space = (int)num_spatial_dims, before = shape.Length == space + 2 ? 2 : 1;
            long[] wanted = output_size.Length == before + space ? output_size[before..] : output_size;
            if (wanted.Length != space || shape.Length < before + space)
                throw new ArgumentException($"{name}: for an input of {shape.Length} dimensions, output_size must have {space} or {before + space} elements, not {output_size.Length}.", nameof(output_size));
            var extra = new long[space];
            for (int d = 0; d < space; d++)
            {
                long least = (shape[before + d] - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel_size[d] - 1) + 1;
                extra[d] = wanted[d] - least;
                if (extra[d] < 0 || extra[d] >= stride[d])
                    throw new ArgumentException($"{name}: dimension {d} of output_size must lie between {least} and {least + stride[d] - 1}; it is {wanted[d]}.", nameof(output_size));
            }
            return extra;
        }

        private protected Tensor Convolve(string op, Tensor input, long[]? output_size) =>
            Aten.Call(op, input, weight, bias, stride, padding, _output_padding(input, output_size, kernel_size, stride, padding!, dilation, kernel_size.Length), groups, dilation);
    }

    /// <summary>(N, in_channels, L) → (N, out_channels, L′), or the same without N.</summary>
    public sealed class ConvTranspose1d : ConvolutionTranspose
    {
        internal ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride, long padding, long output_padding, long dilation,
            PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose1d), in_channels, out_channels, [kernel_size], [stride], [padding], null, [dilation], true, [output_padding], groups, bias, padding_mode, device, dtype) { }

        public override Tensor forward(Tensor input, long[]? output_size) => Convolve("conv_transpose1d", input, output_size);
    }

    /// <summary>(N, in_channels, H, W) → (N, out_channels, H′, W′), or the same without N.</summary>
    public sealed class ConvTranspose2d : ConvolutionTranspose
    {
        internal ConvTranspose2d(long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] output_padding, long[] dilation,
            PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose2d), in_channels, out_channels, kernel_size, stride, padding, null, dilation, true, output_padding, groups, bias, padding_mode, device, dtype) { }

        public override Tensor forward(Tensor input, long[]? output_size) => Convolve("conv_transpose2d.input", input, output_size);
    }

    /// <summary>(N, in_channels, D, H, W) → (N, out_channels, D′, H′, W′), or the same without N.</summary>
    public sealed class ConvTranspose3d : ConvolutionTranspose
    {
        internal ConvTranspose3d(long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, long[] output_padding, long[] dilation,
            PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose3d), in_channels, out_channels, kernel_size, stride, padding, null, dilation, true, output_padding, groups, bias, padding_mode, device, dtype) { }

        public override Tensor forward(Tensor input, long[]? output_size) => Convolve("conv_transpose3d.input", input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ConvTranspose1d ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, padding, output_padding, dilation, padding_mode, groups, bias, device, dtype);

            public static Modules.ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Times(2, kernel_size), Times(2, stride), Times(2, padding), Times(2, output_padding), Times(2, dilation), padding_mode, groups, bias, device, dtype);

            public static Modules.ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? output_padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Sizes(kernel_size), Sizes(stride ?? (1, 1)), Sizes(padding ?? (0, 0)), Sizes(output_padding ?? (0, 0)), Sizes(dilation ?? (1, 1)),
                    padding_mode, groups, bias, device, dtype);

            public static Modules.ConvTranspose3d ConvTranspose3d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Times(3, kernel_size), Times(3, stride), Times(3, padding), Times(3, output_padding), Times(3, dilation), padding_mode, groups, bias, device, dtype);

            public static Modules.ConvTranspose3d ConvTranspose3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null,
                (long, long, long)? padding = null, (long, long, long)? output_padding = null, (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros,
                long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Sizes(kernel_size), Sizes(stride ?? (1, 1, 1)), Sizes(padding ?? (0, 0, 0)), Sizes(output_padding ?? (0, 0, 0)), Sizes(dilation ?? (1, 1, 1)),
                    padding_mode, groups, bias, device, dtype);
        }
    }
}

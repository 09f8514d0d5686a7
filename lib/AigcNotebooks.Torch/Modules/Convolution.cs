using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>What the convolutions share: weights of shape (out_channels, in_channels / groups, kernel…), or, transposed, (in_channels, out_channels / groups, kernel…).</summary>
    public abstract class Convolution : nn.Module<Tensor, Tensor>
    {
        private Parameter? _weight;
        private Parameter? _bias;
        // What `pad` takes where the border is not zeros: two widths a dimension, the last dimension first.
        private long[] _borders = [];

        /// <exception cref="ArgumentException">Groups that do not divide the channels, a transposed convolution with a border other than zeros, or `Same` with strides.</exception>
        protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
            bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null) : base(name)
        {
            if (groups <= 0 || in_channels % groups != 0 || out_channels % groups != 0)
                throw new ArgumentException($"{name}: {in_channels} input and {out_channels} output channels cannot be divided into {groups} groups.", nameof(groups));
            if (transposed && padding_mode != PaddingModes.Zeros)
                throw new ArgumentException($"{name}: a transposed convolution pads with zeros only, not with {padding_mode}.", nameof(padding_mode));
            (this.in_channels, this.out_channels, this.kernel_size, this.stride, this.dilation) = (in_channels, out_channels, kernel_size, stride, dilation);
            (this.transposed, this.output_padding, this.groups, this.padding_mode) = (transposed, output_padding, groups, padding_mode);
            if (padding_type is { } type)
                SetPadding(type);
            else
                SetPadding(padding ?? new long[kernel_size.Length]);
            long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
            weight = new Parameter(empty([.. channels, .. kernel_size], dtype, device));
            this.bias = bias ? new Parameter(empty(out_channels, dtype, device)) : null;
            reset_parameters();
        }

        public long in_channels { get; }
        public long out_channels { get; }
        public long[] kernel_size { get; set; }
        public long[] stride { get; set; }

        /// <summary>The width of the border, or null where <see cref="padding_type"/> names it.</summary>
        public long[]? padding { get; private set; }

        public Padding? padding_type { get; private set; }
        public long[] dilation { get; set; }
        public bool transposed { get; }
        public long[] output_padding { get; set; }
        public long groups { get; set; }
        public PaddingModes padding_mode { get; set; }

        public Parameter weight
        {
            get => _weight!;
            set => Replace(ref _weight, value, nameof(weight));
        }

        public Parameter? bias
        {
            get => _bias;
            set => Replace(ref _bias, value, nameof(bias));
        }

        public void SetPadding(long[] padding)
        {
            (this.padding, padding_type) = (padding, null);
            _borders = [.. padding.Reverse().SelectMany(width => new[] { width, width })];
        }

        public void SetPadding(Padding padding)
        {
            if (transposed)
                throw new ArgumentException($"{name}: a transposed convolution takes its padding as numbers.", nameof(padding));
            if (padding == Padding.Same && stride.Any(s => s != 1))
                throw new ArgumentException($"{name}: strides other than 1 cannot keep the size, as padding 'Same' asks.", nameof(padding));
            (this.padding, padding_type) = (null, padding);
            long Total(int d) => padding == Padding.Same ? dilation[d] * (kernel_size[d] - 1) : 0;
            _borders = [.. Enumerable.Range(0, kernel_size.Length).Reverse().SelectMany(d => new[] { Total(d) / 2, Total(d) - Total(d) / 2 })];
        }

        /// <summary>Draws the weights anew, as at the start.</summary>
        public void reset_parameters() => nn.init.ResetAffine(weight, bias);

        /// <summary>Whether the input has as many dimensions as it should, batched or not, and this layer's channels.</summary>
        protected bool ValidateShape(Tensor input, long dimensions)
        {
            long[] shape = input.shape;
            return (shape.Length == dimensions + 2 && shape[1] == in_channels) || (shape.Length == dimensions + 1 && shape[0] == in_channels);
        }

        protected override void RegisterComponents() { }

        private protected Tensor Convolve(string op, string opOfNamedPadding, Tensor input)
        {
            if (padding_mode != PaddingModes.Zeros)
            {
                using Tensor padded = nn.functional.pad(input, _borders, padding_mode);
                return Native.Aten.Call(op, padded, weight, bias, stride, nn.Times(kernel_size.Length, 0), dilation, groups);
            }
            return padding is not null
                ? Native.Aten.Call(op, input, weight, bias, stride, padding, dilation, groups)
                : Native.Aten.Call(opOfNamedPadding, input, weight, bias, stride, nn.functional.Named(padding_type!.Value), dilation, groups);
        }
    }

    /// <summary>(N, in_channels, L) → (N, out_channels, L′), or the same without N.</summary>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(long in_channels, long out_channels, long kernel_size, long stride, long[]? padding, Padding? padding_type, long dilation,
            long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
            : base(nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], padding, padding_type, [dilation], false, [0], groups, bias, padding_mode, device, dtype) { }

        public override Tensor forward(Tensor input) => Convolve("conv1d", "conv1d.padding", input);
    }

    /// <summary>(N, in_channels, H, W) → (N, out_channels, H′, W′), or the same without N.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
            long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
            : base(nameof(Conv2d), in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, false, [0, 0], groups, bias, padding_mode, device, dtype) { }

        public override Tensor forward(Tensor input) => Convolve("conv2d", "conv2d.padding", input);
    }

    /// <summary>(N, in_channels, D, H, W) → (N, out_channels, D′, H′, W′), or the same without N.</summary>
    public sealed class Conv3d : Convolution
    {
        internal Conv3d(long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
            long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
            : base(nameof(Conv3d), in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, false, [0, 0, 0], groups, bias, padding_mode, device, dtype) { }

        public override Tensor forward(Tensor input) => Convolve("conv3d", "conv3d.padding", input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, [padding], null, dilation, groups, bias, padding_mode, device, dtype);

            public static Modules.Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, kernel_size, stride, null, padding, dilation, groups, bias, padding_mode, device, dtype);

            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Times(2, kernel_size), Times(2, stride), Times(2, padding), null, Times(2, dilation), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Sizes(kernel_size), Sizes(stride ?? (1, 1)), Sizes(padding ?? (0, 0)), null, Sizes(dilation ?? (1, 1)), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Times(2, kernel_size), Times(2, stride), null, padding, Times(2, dilation), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Sizes(kernel_size), Sizes(stride ?? (1, 1)), null, padding, Sizes(dilation ?? (1, 1)), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Times(3, kernel_size), Times(3, stride), Times(3, padding), null, Times(3, dilation), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null,
                (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Sizes(kernel_size), Sizes(stride ?? (1, 1, 1)), Sizes(padding ?? (0, 0, 0)), null, Sizes(dilation ?? (1, 1, 1)), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Times(3, kernel_size), Times(3, stride), null, padding, Times(3, dilation), groups, bias, padding_mode, device, dtype);

            public static Modules.Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, Padding padding, (long, long, long)? stride = null,
                (long, long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Sizes(kernel_size), Sizes(stride ?? (1, 1, 1)), null, padding, Sizes(dilation ?? (1, 1, 1)), groups, bias, padding_mode, device, dtype);
        }
    }
}

using static TorchSharp.torch;

namespace TorchSharp
{
    /// <summary>Paddings by name: none, or as much as keeps the size.</summary>
    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }

    /// <summary>What stands beyond the border.</summary>
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }
}

namespace TorchSharp.Modules
{
    /// <summary>What the padding layers share: two widths a dimension, from the last dimension on, before and after it.</summary>
    public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
    {
        private readonly PaddingModes _mode;

        protected PadBase(string name, PaddingModes mode, double value, params long[] padding) : base(name) => (_mode, this.value, this.padding) = (mode, value, padding);

        /// <summary>(left, right, top, bottom, front, back), as far as the layer has them.</summary>
        public long[] padding { get; set; }

        /// <summary>What a constant padding is filled with.</summary>
        public double value { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, _mode, value);
    }

    public sealed class ConstantPad1d : PadBase
    {
        internal ConstantPad1d(double value, params long[] padding) : base(nameof(ConstantPad1d), PaddingModes.Constant, value, padding) { }
    }

    public sealed class ConstantPad2d : PadBase
    {
        internal ConstantPad2d(double value, params long[] padding) : base(nameof(ConstantPad2d), PaddingModes.Constant, value, padding) { }
    }

    public sealed class ConstantPad3d : PadBase
    {
        internal ConstantPad3d(double value, params long[] padding) : base(nameof(ConstantPad3d), PaddingModes.Constant, value, padding) { }
    }

    public sealed class ZeroPad2d : PadBase
    {
        internal ZeroPad2d(params long[] padding) : base(nameof(ZeroPad2d), PaddingModes.Constant, 0, padding) { }
    }

    /// <summary>Beyond the border stands the mirror image.</summary>
    public sealed class ReflectionPad1d : PadBase
    {
        internal ReflectionPad1d(params long[] padding) : base(nameof(ReflectionPad1d), PaddingModes.Reflect, 0, padding) { }
    }

    /// <inheritdoc cref="ReflectionPad1d"/>
    public sealed class ReflectionPad2d : PadBase
    {
        internal ReflectionPad2d(params long[] padding) : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding) { }
    }

    /// <inheritdoc cref="ReflectionPad1d"/>
    public sealed class ReflectionPad3d : PadBase
    {
        internal ReflectionPad3d(params long[] padding) : base(nameof(ReflectionPad3d), PaddingModes.Reflect, 0, padding) { }
    }

    /// <summary>Beyond the border the outermost element goes on.</summary>
    public sealed class ReplicationPad1d : PadBase
    {
        internal ReplicationPad1d(params long[] padding) : base(nameof(ReplicationPad1d), PaddingModes.Replicate, 0, padding) { }
    }

    /// <inheritdoc cref="ReplicationPad1d"/>
    public sealed class ReplicationPad2d : PadBase
    {
        internal ReplicationPad2d(params long[] padding) : base(nameof(ReplicationPad2d), PaddingModes.Replicate, 0, padding) { }
    }

    /// <inheritdoc cref="ReplicationPad1d"/>
    public sealed class ReplicationPad3d : PadBase
    {
        internal ReplicationPad3d(params long[] padding) : base(nameof(ReplicationPad3d), PaddingModes.Replicate, 0, padding) { }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ConstantPad1d ConstantPad1d(long padding, double value) => new(value, Times(2, padding));
            public static Modules.ConstantPad1d ConstantPad1d((long, long) padding, double value) => new(value, Sizes(padding));
            public static Modules.ConstantPad2d ConstantPad2d(long padding, double value) => new(value, Times(4, padding));
            public static Modules.ConstantPad2d ConstantPad2d((long, long, long, long) padding, double value) => new(value, Sides(padding));
            public static Modules.ConstantPad3d ConstantPad3d(long padding, double value) => new(value, Times(6, padding));
            public static Modules.ConstantPad3d ConstantPad3d((long, long, long, long, long, long) padding, double value) => new(value, Sides(padding));
            public static Modules.ZeroPad2d ZeroPad2d(long padding) => new(Times(4, padding));
            public static Modules.ZeroPad2d ZeroPad2d((long, long, long, long) padding) => new(Sides(padding));
            public static Modules.ReflectionPad1d ReflectionPad1d(long padding) => new(Times(2, padding));
            public static Modules.ReflectionPad1d ReflectionPad1d((long, long) padding) => new(Sizes(padding));
            public static Modules.ReflectionPad2d ReflectionPad2d(long padding) => new(Times(4, padding));
            public static Modules.ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) => new(Sides(padding));
            public static Modules.ReflectionPad3d ReflectionPad3d(long padding) => new(Times(6, padding));
            public static Modules.ReflectionPad3d ReflectionPad3d((long, long, long, long, long, long) padding) => new(Sides(padding));
            public static Modules.ReplicationPad1d ReplicationPad1d(long padding) => new(Times(2, padding));
            public static Modules.ReplicationPad1d ReplicationPad1d((long, long) padding) => new(Sizes(padding));
            public static Modules.ReplicationPad2d ReplicationPad2d(long padding) => new(Times(4, padding));
            public static Modules.ReplicationPad2d ReplicationPad2d((long, long, long, long) padding) => new(Sides(padding));
            public static Modules.ReplicationPad3d ReplicationPad3d(long padding) => new(Times(6, padding));
            public static Modules.ReplicationPad3d ReplicationPad3d((long, long, long, long, long, long) padding) => new(Sides(padding));

            private static long[] Sides((long, long, long, long) p) => [p.Item1, p.Item2, p.Item3, p.Item4];
            private static long[] Sides((long, long, long, long, long, long) p) => [p.Item1, p.Item2, p.Item3, p.Item4, p.Item5, p.Item6];

            public static partial class functional
            {
                /// <param name="pad">Two widths a dimension, from the last dimension to the first.</param>
                public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
                {
                    PaddingModes.Reflect => Native.Aten.Call("pad", input, pad, "reflect"),
                    PaddingModes.Replicate => Native.Aten.Call("pad", input, pad, "replicate"),
                    PaddingModes.Circular => Native.Aten.Call("pad", input, pad, "circular"),
                    _ => Native.Aten.Call("constant_pad_nd", input, pad, mode == PaddingModes.Zeros ? 0 : value),
                };

                /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
                public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, pad.ToArray(), mode, value);

                /// <param name="pad">Left and right of the last dimension.</param>
                public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, Sizes(pad), mode, value);

                /// <param name="pad">Left and right of the last dimension, then of the last but one.</param>
                public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, Sides(pad), mode, value);

                /// <param name="pad">One width for both sides of every dimension, batch and channels included.</param>
                public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                    functional.pad(input, Times((int)input.ndim * 2, pad), mode, value);
            }
        }
    }
}

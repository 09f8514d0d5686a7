using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Aten.Call("pixel_shuffle", input, Squarable("pixel_shuffle", upscale_factor));

            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => Aten.Call("pixel_unshuffle", input, Squarable("pixel_unshuffle", downscale_factor));

            /// <inheritdoc cref="Modules.Unfold"/>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <inheritdoc cref="Modules.Unfold"/>
            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Aten.Call("im2col", input, Window("unfold", kernel_size), Sizes(dilation ?? (1, 1)), Sizes(padding ?? (0, 0)), Sizes(stride ?? (1, 1)));

            /// <inheritdoc cref="Modules.Fold"/>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(input, (output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <inheritdoc cref="Modules.Fold"/>
            public static Tensor fold(Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Aten.Call("col2im", input, Sizes(output_size), Window("fold", kernel_size), Sizes(dilation ?? (1, 1)), Sizes(padding ?? (0, 0)), Sizes(stride ?? (1, 1)));

            // These operators divide by a product of sizes, which must not overflow to 0: that would end the process.
            private static long[] Window(string op, (long, long) kernelSize) => kernelSize is (> 0 and <= int.MaxValue, > 0 and <= int.MaxValue) ? Sizes(kernelSize)
                : throw new ArgumentException($"{op} takes a positive kernel_size, and none beyond {int.MaxValue}; it is {kernelSize}.");

            private static long Squarable(string op, long factor) => factor is > 0 and <= int.MaxValue ? factor
                : throw new ArgumentException($"{op} takes a positive factor, and none beyond {int.MaxValue}; it is {factor}.");

            /// <summary>1 where the last, new dimension's index is the class, else 0.</summary>
            /// <param name="x">Class numbers, Int64.</param>
            /// <param name="num_classes">−1: one more than the largest that occurs.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.Call("one_hot", x, num_classes);
        }
    }
}

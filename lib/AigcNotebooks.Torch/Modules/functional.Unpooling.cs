using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <inheritdoc cref="Modules.MaxUnpool1d"/>
            public static Tensor max_unpool1d(Tensor input, Tensor indices, long kernel_size, long? stride = null, long? padding = null, long[]? output_size = null)
            {
                long[] size = UnpooledSize("max_unpool1d", input, Times(1, kernel_size), Times(1, stride), Times(1, padding), output_size);
                using Tensor values = input.unsqueeze(-1), places = indices.unsqueeze(-1);
                using Tensor unpooled = Aten.Call("max_unpool2d", values, places, new[] { size[0], 1 });
                return unpooled.squeeze(-1);
            }

            /// <inheritdoc cref="Modules.MaxUnpool2d"/>
            public static Tensor max_unpool2d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Aten.Call("max_unpool2d", input, indices, UnpooledSize("max_unpool2d", input, kernel_size, stride, padding, output_size));

            /// <inheritdoc cref="Modules.MaxUnpool3d"/>
            public static Tensor max_unpool3d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Aten.Call("max_unpool3d", input, indices, UnpooledSize("max_unpool3d", input, kernel_size, stride, padding, output_size), stride ?? kernel_size, padding ?? Times(3, 0));

            /// <summary>The given size of space, or else the smallest that the pooling could come from.</summary>
            /// <exception cref="ArgumentException">A size that this pooling cannot come from.</exception>
            private static long[] UnpooledSize(string op, Tensor input, long[] kernelSize, long[]? stride, long[]? padding, long[]? outputSize)
            {
                long[] shape = input.shape;
                int space = kernelSize.Length;
                if (shape.Length < space + 1)
                    throw new ArgumentException($"{op} takes at least {space + 1} dimensions, not {shape.Length}.", nameof(input));
                stride ??= kernelSize;
                var size = new long[space];
                for (int d = 0; d < space; d++)
                    size[d] = (shape[^(space - d)] - 1) * stride[d] + kernelSize[d] - 2 * (padding?[d] ?? 0);
                if (outputSize is null)
                    return size;
                long[] wanted = outputSize.Length == space + 2 ? outputSize[2..] : outputSize;
                if (wanted.Length != space)
                    throw new ArgumentException($"{op}: output_size must have {space} or {space + 2} elements, not {outputSize.Length}.", nameof(outputSize));
                for (int d = 0; d < space; d++)
                    if (Math.Abs(wanted[d] - size[d]) >= stride[d])
                        throw new ArgumentException($"{op}: dimension {d} of output_size must lie between {size[d] - stride[d] + 1} and {size[d] + stride[d] - 1}; it is {wanted[d]}.", nameof(outputSize));
                return wanted;
            }
        }
    }
}

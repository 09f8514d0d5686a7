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
                long[] size = UnpooledSize("max_unpool1d", input, 1, Times(1, kernel_size), Times(1, stride), Times(1, padding), output_size);
                using Tensor values = input.unsqueeze(-1), places = indices.unsqueeze(-1);
                using Tensor unpooled = Aten.Call("max_unpool2d", values, places, new[] { size[0], 1 });
                return unpooled.squeeze(-1);
            }

            /// <inheritdoc cref="Modules.MaxUnpool2d"/>
            public static Tensor max_unpool2d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Aten.Call("max_unpool2d", input, indices, UnpooledSize("max_unpool2d", input, 2, kernel_size, stride, padding, output_size));

            /// <inheritdoc cref="Modules.MaxUnpool3d"/>
            public static Tensor max_unpool3d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null) =>
                Aten.Call("max_unpool3d", input, indices, UnpooledSize("max_unpool3d", input, 3, kernel_size, stride, padding, output_size), Each("max_unpool3d", 3, stride ?? kernel_size), Each("max_unpool3d", 3, padding ?? [0]));

            /// <summary>The given size of space, or else the smallest that the pooling could come from.</summary>
            /// <exception cref="ArgumentException">A size that this pooling cannot come from.</exception>
            private static long[] UnpooledSize(string op, Tensor input, int space, long[] kernelSize, long[]? stride, long[]? padding, long[]? outputSize)
            {
                long[] shape = input.shape;
                if (shape.Length != space + 1 && shape.Length != space + 2)
                    throw new ArgumentException($"{op} takes {space + 2} dimensions, or {space + 1} without a batch, not {shape.Length}.", nameof(input));
                // A single number stands for all dimensions. libtorch 1.13 reads past the end of lists that are too short.
                (kernelSize, stride, padding) = (Each(op, space, kernelSize), Each(op, space, stride ?? kernelSize), Each(op, space, padding ?? [0]));
                var size = new long[space];
                for (int d = 0; d < space; d++)
                    size[d] = (shape[^(space - d)] - 1) * stride[d] + kernelSize[d] - 2 * padding[d];
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

            private static long[] Each(string op, int space, long[] numbers) => numbers.Length == space ? numbers : numbers.Length == 1 ? Times(space, numbers[0])
                : throw new ArgumentException($"{op} takes {space} numbers each for kernel_size, stride and padding, not {numbers.Length}.");
        }
    }
}

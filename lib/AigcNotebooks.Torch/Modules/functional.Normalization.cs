using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <exception cref="ArgumentException">In training, one value a channel: its variance would be 0.</exception>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1E-05)
            {
                if (training && input.ndim > 1 && input.NumberOfElements == input.size(1) && input.NumberOfElements > 0)
                    throw new ArgumentException($"batch_norm needs more than one value a channel in training; the input is [{string.Join(", ", input.shape)}].", nameof(input));
                return Aten.Call("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            }

            /// <exception cref="ArgumentException">One value a channel and sample: its variance would be 0.</exception>
            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1E-05)
            {
                if (use_input_stats && input.ndim > 2 && input.shape[2..].TotalSize() == 1)
                    throw new ArgumentException($"instance_norm needs more than one value in space; the input is [{string.Join(", ", input.shape)}].", nameof(input));
                return Aten.Call("instance_norm", input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);
            }

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.Call("layer_norm", input, normalized_shape, weight, bias, eps);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                num_groups > 0 ? Aten.Call("group_norm", input, num_groups, weight, bias, eps)
                : throw new ArgumentException($"group_norm needs at least one group, not {num_groups}.", nameof(num_groups));

            /// <inheritdoc cref="Modules.LocalResponseNorm"/>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1)
            {
                long[] shape = input.shape;
                if (shape.Length < 3)
                    throw new ArgumentException($"local_response_norm takes (N, C, …) of 3 dimensions or more, not {shape.Length}.", nameof(input));
                if (input.NumberOfElements == 0)
                    return input.alias();
                // Channels as the first dimension of space, so that the mean over neighbours is a pooling.
                using Tensor squares = input.mul(input), rows = squares.reshape(shape[0], 1, shape[1], shape[2], -1);
                using Tensor padded = pad(rows, new[] { 0, 0, 0, 0, size / 2, (size - 1) / 2 });
                using Tensor means = avg_pool3d(padded, new[] { size, 1, 1 }, new long[] { 1, 1, 1 }), mean = means.reshape(shape);
                using Tensor scaled = mean.mul(alpha), shifted = scaled.add(k), divisor = shifted.pow(beta);
                return input.div(divisor);
            }

            /// <summary>x / max(‖x‖ₚ, ε) along <paramref name="dim"/>.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using Tensor norm = Aten.Call("norm.ScalarOpt_dim", input, p, Times(1, dim), true), divisor = norm.clamp_min(eps);
                return input.div(divisor);
            }
        }
    }
}

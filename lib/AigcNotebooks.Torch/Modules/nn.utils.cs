using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is done to all parameters of a model at once.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients by one factor, so that their joint norm is at most <paramref name="max_norm"/>.</summary>
            /// <param name="norm_type">2 for the Euclidean norm; infinity for the largest element.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using IDisposable noGrad = no_grad();
                Tensor[] gradients = Gradients(tensors);
                if (gradients.Length == 0)
                    return 0;
                Tensor norms = Aten.Call("stack", gradients.Select(gradient => Norm(gradient, norm_type).to(gradients[0].device)).ToArray());
                Tensor total = Norm(norms, norm_type);
                Tensor factor = (max_norm / (total + 1e-6)).clamp(max: 1);
                foreach (Tensor gradient in gradients)
                    gradient.mul_(factor.to(gradient.device));
                return total.ToDouble();
            }

            /// <summary>Cuts all elements of the gradients off at ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var scope = NewDisposeScope();
                using IDisposable noGrad = no_grad();
                foreach (Tensor gradient in Gradients(tensors))
                    Aten.CallInPlace("clamp_", gradient, (Scalar)(-clip_value), (Scalar)clip_value);
            }

            /// <summary>All elements in one row, with gradients.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return Aten.Call("cat", tensors.Select(parameter => parameter.reshape(-1)).ToArray()).MoveToOuterDisposeScope();
            }

            /// <summary>The reverse of <see cref="parameters_to_vector"/>: copies the row's elements into the parameters.</summary>
            /// <exception cref="ArgumentException">The row is too short or too long.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                Parameter[] parameters = [.. tensors];
                long needed = parameters.Sum(parameter => parameter.numel());
                if (vec.ndim != 1 || vec.numel() != needed)
                    throw new ArgumentException($"The parameters need a row of {needed} elements; the vector is [{string.Join(", ", vec.shape)}].", nameof(vec));
                using var scope = NewDisposeScope();
                using IDisposable noGrad = no_grad();
                long start = 0;
                foreach (Parameter parameter in parameters)
                {
                    long count = parameter.numel();
                    parameter.copy_(vec.narrow(0, start, count).reshape(parameter.shape));
                    start += count;
                }
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> parameters) => [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];

            private static Tensor Norm(Tensor tensor, double type) => Aten.Call("linalg_vector_norm", tensor, (Scalar)type);
        }
    }
}

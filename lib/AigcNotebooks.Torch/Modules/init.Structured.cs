using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>A normal distribution cut off at <paramref name="a"/> and <paramref name="b"/>.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                using IDisposable noGrad = no_grad();
                double low = NormalBelow((a - mean) / std), high = NormalBelow((b - mean) / std);
                // The inverse of the cumulative distribution turns a uniform number into a normal one.
                tensor.uniform_(2 * low - 1, 2 * high - 1, generator);
                tensor.erfinv_();
                tensor.mul_(std * Math.Sqrt(2));
                tensor.add_(mean);
                return tensor.clamp_(a, b);
            }

            /// <summary>The identity matrix.</summary>
            /// <exception cref="ArgumentException">Not 2 dimensions.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                long[] shape = Shape(tensor, nameof(eye_), 2, 2);
                using IDisposable noGrad = no_grad();
                using Tensor identity = eye(shape[0], shape[1], tensor.dtype, tensor.device);
                return tensor.copy_(identity);
            }

            /// <summary>Weights of a convolution that passes its channels through, as many as there are on both sides.</summary>
            /// <exception cref="ArgumentException">Not 3, 4 or 5 dimensions.</exception>
            public static Tensor dirac_(Tensor tensor)
            {
                long[] shape = Shape(tensor, nameof(dirac_), 3, 5);
                using IDisposable noGrad = no_grad();
                tensor.zero_();
                for (long channel = 0; channel < Math.Min(shape[0], shape[1]); channel++)
                {
                    Tensor place = tensor.select(0, channel);
                    foreach (long index in shape[2..].Select(size => size / 2).Prepend(channel))
                    {
                        using Tensor outer = place;
                        place = outer.select(0, index);
                    }
                    using (place)
                        place.fill_(1);
                }
                return tensor;
            }

            /// <summary>Orthogonal rows, or columns where those are fewer (Saxe and others, arXiv 1312.6120), of the tensor as a matrix (first dimension, all others).</summary>
            /// <exception cref="ArgumentException">Fewer than 2 dimensions.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                long[] shape = Shape(tensor, nameof(orthogonal_), 2, int.MaxValue);
                if (tensor.NumberOfElements == 0)
                    return tensor;
                using IDisposable noGrad = no_grad();
                long rows = shape[0], columns = tensor.NumberOfElements / rows;
                using Tensor noise = empty(rows, columns, tensor.dtype, tensor.device).normal_(), tall = rows < columns ? noise.t() : noise.alias();
                (Tensor q, Tensor r) = Aten.CallTwo("linalg_qr", tall);
                // With r's signs q is uniform over the orthogonal matrices (Mezzadri, arXiv math-ph/0609050).
                using (q)
                using (r)
                using (Tensor diagonal = r.diagonal(), signs = diagonal.sign(), signed = q.mul(signs))
                using (Tensor wide = rows < columns ? signed.t() : signed.alias(), shaped = wide.reshape(shape))
                    tensor.copy_(shaped);
                return tensor.mul_(gain);
            }

            /// <summary>Normal numbers, of which in each column the fraction <paramref name="sparsity"/> is 0 (Martens 2010).</summary>
            /// <exception cref="ArgumentException">Not 2 dimensions.</exception>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                long[] shape = Shape(tensor, nameof(sparse_), 2, 2);
                long zeros = Math.Clamp((long)Math.Ceiling(sparsity * shape[0]), 0, shape[0]);
                using IDisposable noGrad = no_grad();
                tensor.normal_(0, std);
                for (long column = 0; column < shape[1]; column++)
                {
                    using Tensor order = randperm(shape[0], device: tensor.device), rows = order.narrow(0, 0, zeros), values = tensor.select(1, column);
                    Aten.CallInPlace("index_fill_.int_Scalar", values, 0, rows, 0);
                }
                return tensor;
            }

            private static long[] Shape(Tensor tensor, string op, int least, int most)
            {
                long[] shape = tensor.shape;
                return shape.Length >= least && shape.Length <= most ? shape
                    : throw new ArgumentException($"{op} takes {(least == most ? $"{least}" : most == int.MaxValue ? $"at least {least}" : $"{least} to {most}")} dimensions, not {shape.Length}.", nameof(tensor));
            }

            // .NET has no error function; libtorch has.
            private static double NormalBelow(double x)
            {
                using Tensor at = torch.tensor(x / Math.Sqrt(2), ScalarType.Float64), erf = at.erf();
                return (1 + erf.ToDouble()) / 2;
            }
        }
    }
}

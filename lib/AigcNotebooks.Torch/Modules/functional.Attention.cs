using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>softmax(q·kᵀ/√E + mask)·v (Vaswani and others, arXiv 1706.03762, eq. 1).</summary>
            /// <param name="query">(…, L, E)</param>
            /// <param name="key">(…, S, E)</param>
            /// <param name="value">(…, S, Ev)</param>
            /// <param name="attn_mask">Broadcastable to (…, L, S): true where a position may be looked at, or numbers to add to the scores.</param>
            /// <param name="p">The probability of a zero among the weights, whether in training or not.</param>
            /// <param name="is_casual">Position i looks at positions 0 … i only.</param>
            /// <returns>(…, L, Ev)</returns>
            /// <exception cref="ArgumentException"><paramref name="p"/> is no probability, or both a mask and <paramref name="is_casual"/> are given.</exception>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (p is not (>= 0 and <= 1))
                    throw new ArgumentException($"The dropout probability must lie between 0 and 1; it is {p}.", nameof(p));
                if (is_casual && attn_mask is not null)
                    throw new ArgumentException("Causal attention makes its own mask; give no other.", nameof(attn_mask));
                return HasAttention
                    ? Aten.Call("scaled_dot_product_attention", query, key, value, attn_mask, p, is_casual)
                    : BeforeTwo(query, key, value, attn_mask, p, is_casual);
            }

            private static readonly bool HasAttention = int.Parse(__version__.Split('.')[0]) >= 2;

            /// <summary>libtorch 1.13's operator, which returns the weights, too.</summary>
            private static Tensor BeforeTwo(Tensor query, Tensor key, Tensor value, Tensor? mask, double p, bool causal)
            {
                (Tensor result, Tensor? weights) = Aten.CallTwo("_scaled_dot_product_attention", query, key, value, mask, p, false, causal);
                weights?.Dispose();
                return result;
            }

            /// <summary>−∞ where <paramref name="hidden"/>, else 0.</summary>
            internal static Tensor Additive(Tensor hidden, ScalarType dtype) =>
                Aten.CallInPlace("masked_fill_.Scalar", zeros(hidden.shape, dtype, hidden.device), hidden, (Scalar)double.NegativeInfinity);
        }
    }
}

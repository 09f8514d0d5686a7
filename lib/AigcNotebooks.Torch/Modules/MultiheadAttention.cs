using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Attention in several heads side by side (Vaswani and others, arXiv 1706.03762, §3.2.2).</summary>
    public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
    {
        private readonly long _size;
        private readonly long _heads;
        private readonly double _dropout;
        private readonly bool _addZeroAttention;

        /// <summary>One weight for query, key and value, or one for each where key or value have other sizes.</summary>
        private readonly Parameter[] _projections;

        private readonly Parameter? _bias, _biasKey, _biasValue;
        private readonly Linear _out;

        /// <exception cref="ArgumentException">The heads do not divide <paramref name="embedded_dim"/>.</exception>
        internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias, bool add_bias_kv, bool add_zero_attn, long kdim, long vdim) : base(nameof(MultiheadAttention))
        {
            if (embedded_dim <= 0 || num_heads <= 0 || embedded_dim % num_heads != 0)
                throw new ArgumentException($"embedded_dim must be divisible by num_heads; they are {embedded_dim} and {num_heads}.");
            (_size, _heads, _dropout, _addZeroAttention) = (embedded_dim, num_heads, dropout, add_zero_attn);
            _projections = kdim == embedded_dim && vdim == embedded_dim
                ? [Own("in_proj_weight", empty(3 * embedded_dim, embedded_dim))]
                : [Own("q_proj_weight", empty(embedded_dim, embedded_dim)), Own("k_proj_weight", empty(embedded_dim, kdim)), Own("v_proj_weight", empty(embedded_dim, vdim))];
            _bias = bias ? Own("in_proj_bias", zeros(3 * embedded_dim)) : null;
            // PyTorch draws the random numbers of the output projection first.
            _out = nn.Linear(embedded_dim, embedded_dim, bias);
            register_module("out_proj", _out);
            if (_out.bias is { } outBias)
                nn.init.zeros_(outBias);
            foreach (Parameter projection in _projections)
                nn.init.xavier_uniform_(projection);
            if (!add_bias_kv)
                return;
            _biasKey = Own("bias_k", empty(1, 1, embedded_dim));
            _biasValue = Own("bias_v", empty(1, 1, embedded_dim));
            nn.init.xavier_normal_(_biasKey);
            nn.init.xavier_normal_(_biasValue);
        }

        /// <param name="query">(L, N, E), or (L, E)</param>
        /// <param name="key">(S, N, kdim), or (S, kdim)</param>
        /// <param name="value">(S, N, vdim), or (S, vdim)</param>
        /// <param name="key_padding_mask">(N, S), or (S): true, or −∞, where a key is to be ignored.</param>
        /// <param name="attn_mask">(L, S) or (N · heads, L, S): true, or −∞, where a position may not be looked at; other numbers are added to the scores.</param>
        /// <returns>(L, N, E), and, where <paramref name="need_weights"/>, the heads' mean weights (N, L, S), else null.</returns>
        /// <exception cref="ArgumentException">A shape or type does not fit; the message names it.</exception>
        public override Tuple<Tensor, Tensor> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
        {
            using var scope = NewDisposeScope();
            bool batched = query.ndim == 3;
            if (query.ndim is not (2 or 3) || key.ndim != query.ndim || value.ndim != query.ndim || query.size(-1) != _size || key.size(0) != value.size(0))
                throw new ArgumentException($"MultiheadAttention: query, key and value of shapes {Shown(query)}, {Shown(key)} and {Shown(value)} do not go together, or are not of size {_size}.");
            if (!batched)
            {
                Tensor rows = query.unsqueeze(1), keys = ReferenceEquals(key, query) ? rows : key.unsqueeze(1);
                (query, key, value) = (rows, keys, ReferenceEquals(value, key) ? keys : value.unsqueeze(1));
                key_padding_mask = key_padding_mask?.unsqueeze(0);
            }
            long length = query.size(0), batch = query.size(1);
            (Tensor q, Tensor k, Tensor v) = Project(query, key, value);
            attn_mask = Checked(attn_mask, [length, key.size(0)], [batch * _heads, length, key.size(0)]);
            int added = 0;
            if (_biasKey is not null && _biasValue is not null)
            {
                (k, v) = (Joined(0, k, _biasKey.repeat(1, batch, 1)), Joined(0, v, _biasValue.repeat(1, batch, 1)));
                added++;
            }
            (q, k, v) = (Split(q, batch), Split(k, batch), Split(v, batch));
            if (_addZeroAttention)
            {
                (k, v) = (Joined(2, k, zeros([batch, _heads, 1, _size / _heads], k.dtype, k.device)), Joined(2, v, zeros([batch, _heads, 1, _size / _heads], v.dtype, v.device)));
                added++;
            }
            Tensor? mask = Mask(attn_mask, key_padding_mask, batch, key.size(0), added, q.dtype);
            double p = training ? _dropout : 0;
            Tensor? weights = null;
            Tensor heads = need_weights
                ? Weighed(q, k, v, mask, p, out weights)
                : nn.functional.scaled_dot_product_attention(q, k, v, mask, p);
            Tensor output = _out.call(heads.permute(2, 0, 1, 3).reshape(length, batch, _size));
            weights = weights?.mean([1]);
            if (!batched)
                (output, weights) = (output.squeeze(1), weights?.squeeze(0));
            weights?.MoveToOuterDisposeScope();
            return Tuple.Create(output.MoveToOuterDisposeScope(), weights!);
        }

        public new Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
            base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

        protected override void RegisterComponents() { }

        private (Tensor q, Tensor k, Tensor v) Project(Tensor query, Tensor key, Tensor value)
        {
            if (_projections.Length == 1 && ReferenceEquals(query, key) && ReferenceEquals(key, value))
            {
                Tensor[] all = nn.functional.linear(query, _projections[0], _bias).chunk(3, -1);
                return (all[0], all[1], all[2]);
            }
            Tensor[] weights = _projections.Length == 1 ? _projections[0].chunk(3) : _projections;
            Tensor[]? biases = _bias?.chunk(3);
            return (nn.functional.linear(query, weights[0], biases?[0]), nn.functional.linear(key, weights[1], biases?[1]), nn.functional.linear(value, weights[2], biases?[2]));
        }

        /// <summary>(length, batch, size) → (batch, heads, length, size of a head)</summary>
        private Tensor Split(Tensor tensor, long batch) => tensor.contiguous().view(tensor.size(0), batch, _heads, _size / _heads).permute(1, 2, 0, 3);

        /// <summary>One mask of numbers to add to the scores, (batch or 1, heads or 1, L or 1, S).</summary>
        private Tensor? Mask(Tensor? attention, Tensor? padding, long batch, long keys, int added, ScalarType dtype)
        {
            Tensor? mask = attention is null ? null
                : Numbers(attention.ndim == 2 ? attention.unsqueeze(0).unsqueeze(0) : attention.view(batch, _heads, attention.size(1), keys), dtype);
            if (Checked(padding, [batch, keys]) is { } ignored)
            {
                Tensor more = Numbers(ignored.view(batch, 1, 1, keys), dtype);
                mask = mask is null ? more : mask + more;
            }
            // What is added to the keys may always be looked at.
            return mask is null || added == 0 ? mask : nn.functional.pad(mask, [0, added]);
        }

        private static Tensor Numbers(Tensor mask, ScalarType dtype) => mask.dtype == ScalarType.Bool ? nn.functional.Additive(mask, dtype) : mask;

        private static Tensor Weighed(Tensor q, Tensor k, Tensor v, Tensor? mask, double p, out Tensor weights)
        {
            Tensor scores = (q / Math.Sqrt(q.size(-1))).matmul(k.transpose(-2, -1));
            weights = nn.functional.dropout((mask is null ? scores : scores + mask).softmax(-1), p, training: p > 0);
            return weights.matmul(v);
        }

        private static Tensor Joined(long dim, Tensor one, Tensor other) => Aten.Call("cat", new[] { one, other }, dim);

        private static Tensor? Checked(Tensor? mask, params long[][] shapes)
        {
            if (mask is null)
                return null;
            if (mask.dtype == ScalarType.Byte)
                mask = mask.to_type(ScalarType.Bool);
            if (mask.dtype != ScalarType.Bool && !is_floating_point(mask))
                throw new ArgumentException($"MultiheadAttention: a mask must be of bool, byte or a floating-point type, not of {mask.dtype}.");
            return shapes.Any(shape => shape.SequenceEqual(mask.shape)) ? mask
                : throw new ArgumentException($"MultiheadAttention: a mask of {Shown(mask)} does not fit; expected {string.Join(" or ", shapes.Select(shape => $"[{string.Join(", ", shape)}]"))}.");
        }

        private static string Shown(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <param name="dropout">In training, the probability of a zero among the attention weights.</param>
            /// <param name="bias">Of the projections.</param>
            /// <param name="add_bias_kv">One learned key and value more.</param>
            /// <param name="add_zero_attn">One key and value of zeros more.</param>
            /// <param name="kdim">The size of the keys, where not <paramref name="embedded_dim"/>.</param>
            public static Modules.MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false, long? kdim = null, long? vdim = null) =>
                new(embedded_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim ?? embedded_dim, vdim ?? embedded_dim);
        }
    }
}

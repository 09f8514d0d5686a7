using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Self-attention and a two-layer perceptron, each with a residual connection and layer normalisation after it
    /// (Vaswani and others, arXiv 1706.03762, §3.1). Sequences come first: (S, N, d_model), or (S, d_model).</summary>
    public sealed class TransformerEncoderLayer : nn.Module<Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor, Tensor>
    {
        private readonly MultiheadAttention self_attn;
        private readonly FeedForward _feedForward;
        private readonly LayerNorm norm1, norm2;
        private readonly Dropout dropout1;

        internal TransformerEncoderLayer(TransformerOptions options) : base(nameof(TransformerEncoderLayer))
        {
            Options = options;
            register_module(nameof(self_attn), self_attn = nn.MultiheadAttention(options.Size, options.Heads, options.Dropout));
            _feedForward = new(options, register_module);
            register_module(nameof(norm1), norm1 = nn.LayerNorm(options.Size));
            register_module(nameof(norm2), norm2 = nn.LayerNorm(options.Size));
            register_module(nameof(dropout1), dropout1 = nn.Dropout(options.Dropout));
            _feedForward.RegisterLast("dropout2", register_module);
        }

        internal TransformerOptions Options { get; }

        /// <param name="src_mask">(S, S) or (N · heads, S, S): true, or −∞, where a position may not be looked at.</param>
        /// <param name="src_key_padding_mask">(N, S): true, or −∞, where a position is padding.</param>
        public Tensor call(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
        {
            using var scope = NewDisposeScope();
            Tensor x = norm1.call(src + dropout1.call(self_attn.call(src, src, src, src_key_padding_mask, need_weights: false, src_mask).Item1));
            return norm2.call(x + _feedForward.Run(x)).MoveToOuterDisposeScope();
        }

        public Tensor call(Tensor src, Tensor? src_mask) => call(src, src_mask, null);

        public override Tensor forward(Tensor src) => call(src, null, null);

        protected override void RegisterComponents() { }
    }

    /// <summary>Self-attention, attention to <c>memory</c>, and a two-layer perceptron, each with a residual connection and layer normalisation after it.</summary>
    public sealed class TransformerDecoderLayer : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor, Tensor>
    {
        private readonly MultiheadAttention self_attn, multihead_attn;
        private readonly FeedForward _feedForward;
        private readonly LayerNorm norm1, norm2, norm3;
        private readonly Dropout dropout1, dropout2;

        internal TransformerDecoderLayer(TransformerOptions options) : base(nameof(TransformerDecoderLayer))
        {
            Options = options;
            register_module(nameof(self_attn), self_attn = nn.MultiheadAttention(options.Size, options.Heads, options.Dropout));
            register_module(nameof(multihead_attn), multihead_attn = nn.MultiheadAttention(options.Size, options.Heads, options.Dropout));
            _feedForward = new(options, register_module);
            register_module(nameof(norm1), norm1 = nn.LayerNorm(options.Size));
            register_module(nameof(norm2), norm2 = nn.LayerNorm(options.Size));
            register_module(nameof(norm3), norm3 = nn.LayerNorm(options.Size));
            register_module(nameof(dropout1), dropout1 = nn.Dropout(options.Dropout));
            register_module(nameof(dropout2), dropout2 = nn.Dropout(options.Dropout));
            _feedForward.RegisterLast("dropout3", register_module);
        }

        internal TransformerOptions Options { get; }

        /// <param name="tgt">(T, N, d_model)</param>
        /// <param name="memory">(S, N, d_model), what the encoder gave.</param>
        /// <param name="tgt_mask">(T, T) or (N · heads, T, T): true, or −∞, where a position may not be looked at.</param>
        /// <param name="memory_mask">(T, S) or (N · heads, T, S).</param>
        /// <param name="tgt_key_padding_mask">(N, T): true, or −∞, where a position is padding.</param>
        /// <param name="memory_key_padding_mask">(N, S).</param>
        public override Tensor forward(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask, Tensor? tgt_key_padding_mask, Tensor? memory_key_padding_mask)
        {
            using var scope = NewDisposeScope();
            Tensor x = norm1.call(tgt + dropout1.call(self_attn.call(tgt, tgt, tgt, tgt_key_padding_mask, need_weights: false, tgt_mask).Item1));
            x = norm2.call(x + dropout2.call(multihead_attn.call(x, memory, memory, memory_key_padding_mask, need_weights: false, memory_mask).Item1));
            return norm3.call(x + _feedForward.Run(x)).MoveToOuterDisposeScope();
        }

        public new Tensor call(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null) =>
            base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);

        public Tensor call(Tensor tgt, Tensor memory) => base.call(tgt, memory, null, null, null, null);

        protected override void RegisterComponents() { }
    }

    /// <param name="Size">d_model</param>
    /// <param name="Inner">The perceptron's hidden size.</param>
    internal sealed record TransformerOptions(long Size, long Heads, long Inner, double Dropout, nn.Activations Activation);

    /// <summary>linear2(dropout(activation(linear1(x)))), then a dropout of its own: part of the layer that it is made for, and registered there.</summary>
    internal sealed class FeedForward
    {
        private readonly Linear _linear1, _linear2;
        private readonly Dropout _dropout, _last;
        private readonly nn.Activations _activation;

        internal FeedForward(TransformerOptions options, Action<string, nn.Module> register)
        {
            _activation = options.Activation;
            register("linear1", _linear1 = nn.Linear(options.Size, options.Inner));
            register("dropout", _dropout = nn.Dropout(options.Dropout));
            register("linear2", _linear2 = nn.Linear(options.Inner, options.Size));
            _last = nn.Dropout(options.Dropout);
        }

        internal void RegisterLast(string name, Action<string, nn.Module> register) => register(name, _last);

        internal Tensor Run(Tensor x)
        {
            Tensor inner = _linear1.call(x);
            Tensor active = _activation == nn.Activations.ReLU ? inner.relu() : nn.functional.gelu(inner);
            return _last.call(_linear2.call(_dropout.call(active)));
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public enum Activations
            {
                ReLU = 0,
                GELU = 1,
            }

            public static Modules.TransformerEncoderLayer TransformerEncoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(new(d_model, nhead, dim_feedforward, dropout, activation));

            public static Modules.TransformerDecoderLayer TransformerDecoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(new(d_model, nhead, dim_feedforward, dropout, activation));
        }
    }
}

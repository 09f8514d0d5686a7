using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Encoder layers one after the other, all starting with the same weights.</summary>
    public sealed class TransformerEncoder : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor?, Tensor>, nn.IModule<Tensor, Tensor>
    {
        private readonly ModuleList<TransformerEncoderLayer> layers;
        private readonly LayerNorm? norm;

        internal TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers, LayerNorm? norm = null) : base(nameof(TransformerEncoder))
        {
            layers = LayerCopies.Of(encoder_layer, () => new TransformerEncoderLayer(encoder_layer.Options), num_layers);
            register_module(nameof(layers), layers);
            if ((this.norm = norm) is not null)
                register_module(nameof(norm), norm!);
        }

        public enum Activations
        {
            ReLU = 0,
            GELU = 1,
        }

        /// <inheritdoc cref="TransformerEncoderLayer.call(Tensor, Tensor, Tensor)"/>
        public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
        {
            using var scope = NewDisposeScope();
            Tensor x = layers.Aggregate(src, (x, layer) => layer.call(x, src_mask, src_key_padding_mask));
            return LayerCopies.Finished(x, src, norm);
        }

        public Tensor call(Tensor src, Tensor? src_mask) => base.call(src, src_mask, null);

        public Tensor call(Tensor src) => base.call(src, null, null);

        protected override void RegisterComponents() { }
    }

    /// <summary>Decoder layers one after the other, all starting with the same weights.</summary>
    public sealed class TransformerDecoder : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor, Tensor>
    {
        private readonly ModuleList<TransformerDecoderLayer> layers;
        private readonly LayerNorm? norm;

        internal TransformerDecoder(TransformerDecoderLayer decoder_layer, long num_layers, LayerNorm? norm = null) : base(nameof(TransformerDecoder))
        {
            layers = LayerCopies.Of(decoder_layer, () => new TransformerDecoderLayer(decoder_layer.Options), num_layers);
            register_module(nameof(layers), layers);
            if ((this.norm = norm) is not null)
                register_module(nameof(norm), norm!);
        }

        /// <inheritdoc cref="TransformerDecoderLayer.forward"/>
        public override Tensor forward(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
        {
            using var scope = NewDisposeScope();
            Tensor x = layers.Aggregate(tgt, (x, layer) => layer.call(x, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask));
            return LayerCopies.Finished(x, tgt, norm);
        }

        public new Tensor call(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null) =>
            base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);

        public Tensor call(Tensor tgt, Tensor memory) => base.call(tgt, memory, null, null, null, null);

        protected override void RegisterComponents() { }
    }

    /// <summary>Encoder and decoder (Vaswani and others, arXiv 1706.03762). All matrices start uniform as Glorot and Bengio have it.</summary>
    public sealed class Transformer : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly TransformerEncoder encoder;
        private readonly TransformerDecoder decoder;

        internal Transformer(TransformerOptions options, long num_encoder_layers, long num_decoder_layers) : base(nameof(Transformer))
        {
            using (var layer = new TransformerEncoderLayer(options))
                register_module(nameof(encoder), encoder = new(layer, num_encoder_layers, nn.LayerNorm(options.Size)));
            using (var layer = new TransformerDecoderLayer(options))
                register_module(nameof(decoder), decoder = new(layer, num_decoder_layers, nn.LayerNorm(options.Size)));
            foreach (Parameter parameter in parameters().Where(p => p.ndim > 1))
                nn.init.xavier_uniform_(parameter);
        }

        /// <param name="src">(S, N, d_model), or (S, d_model)</param>
        /// <param name="tgt">(T, N, d_model), or (T, d_model)</param>
        /// <param name="src_mask">(S, S) or (N · heads, S, S): true, or −∞, where a position may not be looked at.</param>
        /// <param name="tgt_mask">(T, T) or (N · heads, T, T).</param>
        /// <param name="memory_mask">(T, S) or (N · heads, T, S).</param>
        /// <param name="src_key_padding_mask">(N, S): true, or −∞, where a position is padding.</param>
        /// <param name="tgt_key_padding_mask">(N, T).</param>
        /// <param name="memory_key_padding_mask">(N, S).</param>
        /// <returns>Shaped like <paramref name="tgt"/>.</returns>
        public Tensor call(Tensor src, Tensor tgt, Tensor? src_mask, Tensor? tgt_mask = null, Tensor? memory_mask = null, Tensor? src_key_padding_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
        {
            using Tensor memory = encoder.call(src, src_mask, src_key_padding_mask).DetachFromDisposeScope();
            return decoder.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
        }

        public override Tensor forward(Tensor src, Tensor tgt) => call(src, tgt, null);

        protected override void RegisterComponents() { }
    }

    internal static class LayerCopies
    {
        /// <summary>Layers with the weights of <paramref name="layer"/>. No random number is drawn for them, as PyTorch draws none.</summary>
        internal static ModuleList<T> Of<T>(T layer, Func<T> make, long count) where T : nn.Module
        {
            var copies = new ModuleList<T>();
            using Tensor state = get_rng_state().DetachFromDisposeScope();
            for (long i = 0; i < count; i++)
            {
                T copy = make();
                copy._to(layer.parameters().First(), non_blocking: false);
                copy.load_state_dict(layer.state_dict());
                copy.train(layer.training);
                copies.Add(copy);
            }
            set_rng_state(state);
            return copies;
        }

        internal static Tensor Finished(Tensor result, Tensor input, LayerNorm? norm) =>
            (norm is not null ? norm.call(result) : ReferenceEquals(result, input) ? result.alias() : result).MoveToOuterDisposeScope();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <param name="encoder_layer">Is copied, and stays the caller's.</param>
            public static Modules.TransformerEncoder TransformerEncoder(Modules.TransformerEncoderLayer encoder_layer, long num_layers) => new(encoder_layer, num_layers);

            /// <param name="decoder_layer">Is copied, and stays the caller's.</param>
            public static Modules.TransformerDecoder TransformerDecoder(Modules.TransformerDecoderLayer decoder_layer, long num_layers) => new(decoder_layer, num_layers);

            public static Modules.Transformer Transformer(long d_model = 512, long nhead = 8, long num_encoder_layers = 6, long num_decoder_layers = 6, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(new(d_model, nhead, dim_feedforward, dropout, activation), num_encoder_layers, num_decoder_layers);
        }
    }
}

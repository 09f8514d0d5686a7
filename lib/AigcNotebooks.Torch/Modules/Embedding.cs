using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table of vectors: integers (…) → (…, embedding_dims).</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly EmbeddingOptions _options;
        private Parameter? _weight;

        internal Embedding(Tensor? pretrained, bool freeze, long num_embeddings, long embedding_dims, EmbeddingOptions options, Device? device, ScalarType? dtype) : base(nameof(Embedding))
        {
            _options = options.Checked(num_embeddings);
            _weight = Own("weight", EmbeddingOptions.Table(pretrained, num_embeddings, embedding_dims, device, dtype), !freeze);
            if (pretrained is null)
                _options.Initialise(_weight);
        }

        /// <summary>(num_embeddings, embedding_dims)</summary>
        public Parameter? weight
        {
            get => _weight;
            set => Replace("weight", ref _weight, value);
        }

        public override Tensor forward(Tensor input)
        {
            _options.Renormalise(_weight!, input);
            return Aten.Call("embedding", _weight, input, _options.Padding ?? -1, _options.ScaleByFrequency, _options.Sparse);
        }

        protected override void RegisterComponents() { }
    }

    /// <summary>What <see cref="Embedding"/> and <see cref="EmbeddingBag"/> have in common.</summary>
    /// <param name="Padding">The row that stays as it is: no gradient reaches it.</param>
    /// <param name="MaxNorm">Rows that are looked up and longer than this are shortened to it, in place.</param>
    internal sealed record EmbeddingOptions(long? Padding, double? MaxNorm, double NormType, bool ScaleByFrequency, bool Sparse)
    {
        internal EmbeddingOptions Checked(long rows)
        {
            if (Padding is not { } padding)
                return this;
            if (padding < -rows || padding >= rows)
                throw new ArgumentException($"padding_idx must be within the {rows} embeddings; it is {padding}.", "padding_idx");
            return this with { Padding = padding < 0 ? rows + padding : padding };
        }

        /// <exception cref="ArgumentException">The given table is no matrix.</exception>
        internal static Tensor Table(Tensor? pretrained, long rows, long columns, Device? device, ScalarType? dtype)
        {
            if (pretrained is null)
                return empty(rows, columns, dtype, device);
            if (pretrained.ndim != 2)
                throw new ArgumentException($"Embeddings must be 2-dimensional; they have {pretrained.ndim} dimensions.", "embeddings");
            using Tensor detached = pretrained.detach().DetachFromDisposeScope();
            return detached.to(dtype ?? pretrained.dtype, device ?? pretrained.device);
        }

        internal void Initialise(Parameter weight)
        {
            nn.init.normal_(weight);
            if (Padding is not { } padding)
                return;
            using IDisposable noGrad = no_grad();
            using Tensor row = weight.select(0, padding).DetachFromDisposeScope();
            row.zero_();
        }

        internal void Renormalise(Parameter weight, Tensor indices)
        {
            if (MaxNorm is not { } longest)
                return;
            using IDisposable noGrad = no_grad();
            using Tensor contiguous = indices.contiguous().DetachFromDisposeScope();
            Aten.CallInPlace("embedding_renorm_", weight, contiguous, longest, NormType);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <param name="padding_idx">A row that is zero at first and gets no gradient; from the end where negative.</param>
            /// <param name="max_norm">Rows that are looked up and longer than this are shortened to it.</param>
            public static Modules.Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                new(null, false, num_embeddings, embedding_dims, new(padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse), device, dtype);

            /// <param name="embeddings">The table, shared unless it must be converted or moved.</param>
            /// <param name="freeze">It does not learn.</param>
            public static Modules.Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                new(embeddings, freeze, embeddings.size(0), 0, new(padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse), device, dtype);
        }
    }
}

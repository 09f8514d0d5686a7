using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp
{
    /// <summary>How the vectors of a bag become one.</summary>
    public enum EmbeddingBagMode
    {
        Sum = 0,
        Mean = 1,
        Max = 2,
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Sums, means or maxima of bags of embeddings: (bags, size), or all indices in one row and where each bag begins, → (bags, embedding_dims).</summary>
    public sealed class EmbeddingBag : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor>
    {
        private readonly EmbeddingOptions _options;
        private readonly EmbeddingBagMode _mode;
        private readonly bool _includeLastOffset;
        private Parameter? _weight;

        internal EmbeddingBag(Tensor? pretrained, bool freeze, long num_embeddings, long embedding_dims, EmbeddingOptions options, EmbeddingBagMode mode, bool include_last_offset, Device? device, ScalarType? dtype) : base(nameof(EmbeddingBag))
        {
            (_options, _mode, _includeLastOffset) = (options.Checked(num_embeddings), mode, include_last_offset);
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

        /// <param name="input">(bags, size), or (indices) with <paramref name="offsets"/>.</param>
        /// <param name="offsets">Where each bag begins in a row of indices; null for a matrix.</param>
        /// <param name="perSampleWeights">A factor for each index; sums only.</param>
        public new Tensor call(Tensor input, Tensor? offsets, Tensor? perSampleWeights) => base.call(input, offsets, perSampleWeights);

        public Tensor call(Tensor input, Tensor? offsets) => base.call(input, offsets, null);

        public Tensor call(Tensor input) => base.call(input, null, null);

        public override Tensor forward(Tensor input, Tensor? offsets, Tensor? perSampleWeights)
        {
            if (input.ndim == 1 == offsets is null)
                throw new ArgumentException(input.ndim == 1 ? "A row of indices needs offsets that say where each bag begins." : "A matrix of indices takes no offsets: each row is a bag.", nameof(offsets));
            if (input.ndim is not (1 or 2))
                throw new ArgumentException($"The input must have 1 or 2 dimensions; it has {input.ndim}.", nameof(input));
            if (offsets is not null)
                CheckOffsets(offsets, input.numel());
            if (perSampleWeights is not null && (_mode != EmbeddingBagMode.Sum || !perSampleWeights.shape.SequenceEqual(input.shape)))
                throw new ArgumentException("perSampleWeights must be shaped like the input, and go with EmbeddingBagMode.Sum only.", nameof(perSampleWeights));
            _options.Renormalise(_weight!, input);
            using var scope = NewDisposeScope();
            bool includeLast = _includeLastOffset && offsets is not null;
            offsets ??= arange(0, input.numel(), input.size(1), input.dtype, input.device);
            Tensor[] results = Aten.CallMany("embedding_bag.padding_idx", _weight, input.reshape(-1), offsets, _options.ScaleByFrequency, (long)_mode, _options.Sparse,
                perSampleWeights?.reshape(-1), includeLast, _options.Padding);
            return results[0].MoveToOuterDisposeScope();
        }

        protected override void RegisterComponents() { }

        /// <summary>libtorch 1.13 reads and writes past the ends where there is no bag, a bag of negative size, or an index after the last bag.</summary>
        private void CheckOffsets(Tensor offsets, long count)
        {
            long bags = offsets.ndim == 1 ? offsets.numel() - (_includeLastOffset ? 1 : 0) : -1;
            if (bags < 0 || bags == 0 && count > 0)
                throw new ArgumentException($"The offsets must be a row that begins one bag at least; they are [{string.Join(", ", offsets.shape)}].", nameof(offsets));
            using Tensor host = offsets.to(ScalarType.Int64, CPU).DetachFromDisposeScope();
            long last = 0;
            foreach (long offset in host.data<long>())
                last = offset >= last && offset <= count ? offset : throw new ArgumentException($"The offsets must rise from 0 to at most {count}; one is {offset} after {last}.", nameof(offsets));
            if (_includeLastOffset && last != count)
                throw new ArgumentException($"The last offset must be the number of indices, {count}; it is {last}.", nameof(offsets));
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <param name="include_last_offset">The offsets end with the number of indices.</param>
            /// <param name="padding_index">A row that counts in no bag; none where negative.</param>
            public static Modules.EmbeddingBag EmbeddingBag(long num_embeddings, long embedding_dims, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false, long padding_index = -1, Device? device = null, ScalarType? dtype = null) =>
                new(null, false, num_embeddings, embedding_dims, new(padding_index < 0 ? null : padding_index, max_norm, norm_type, scale_grad_by_freq, sparse), mode, include_last_offset, device, dtype);

            /// <param name="embeddings">The table, shared unless it must be converted or moved.</param>
            public static Modules.EmbeddingBag EmbeddingBag_from_pretrained(Tensor embeddings, bool freeze = true, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false, long padding_index = -1, Device? device = null, ScalarType? dtype = null) =>
                new(embeddings, freeze, embeddings.size(0), 0, new(padding_index < 0 ? null : padding_index, max_norm, norm_type, scale_grad_by_freq, sparse), mode, include_last_offset, device, dtype);
        }
    }
}

using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Modules
{
    /// <summary>Long short-term memory (Hochreiter and Schmidhuber, 1997). Parameters are named as PyTorch names them: weight_ih_l0, weight_hh_l0_reverse, ….</summary>
    public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly Recurrence _recurrence;

        internal LSTM(Recurrence recurrence, Device? device, ScalarType? dtype) : base(nameof(LSTM)) =>
            _recurrence = recurrence.Initialise((name, data) => Own(name, data), device, dtype);

        /// <param name="input">(length, batch, features), or (batch, length, features) where batch comes first.</param>
        /// <param name="h0_c0">(layers · directions, batch, hidden size) each; zeros where null.</param>
        /// <returns>The outputs, (length, batch, directions · hidden size) or with the batch first; the last hidden state; the last cell state.</returns>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            Tensor[] results = _recurrence.Run(input, States(h0_c0), 2, training);
            return (results[0], results[1], results[2]);
        }

        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        public (PackedSequence, Tensor, Tensor) call(PackedSequence input, (Tensor, Tensor)? h0_c0 = null)
        {
            (PackedSequence output, Tensor[] states) = _recurrence.Run(input, States(h0_c0), 2, training);
            return (output, states[0], states[1]);
        }

        /// <summary>Does nothing: only cuDNN asks for weights in one piece, and it packs them itself.</summary>
        public void flatten_parameters() { }

        protected override void RegisterComponents() { }

        private static Tensor[]? States((Tensor h, Tensor c)? states) => states is { } s ? [s.h, s.c] : null;
    }

    /// <summary>Gated recurrent units (Cho and others, arXiv 1406.1078).</summary>
    public sealed class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        private readonly Recurrence _recurrence;

        internal GRU(Recurrence recurrence, Device? device, ScalarType? dtype) : base(nameof(GRU)) =>
            _recurrence = recurrence.Initialise((name, data) => Own(name, data), device, dtype);

        /// <inheritdoc cref="RNN.forward"/>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
        {
            Tensor[] results = _recurrence.Run(input, h0 is null ? null : [h0], 1, training);
            return (results[0], results[1]);
        }

        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

        public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null)
        {
            (PackedSequence output, Tensor[] states) = _recurrence.Run(input, h0 is null ? null : [h0], 1, training);
            return (output, states[0]);
        }

        /// <inheritdoc cref="LSTM.flatten_parameters"/>
        public void flatten_parameters() { }

        protected override void RegisterComponents() { }
    }

    /// <summary>Elman's network: h′ = tanh or ReLU of W_ih·x + b_ih + W_hh·h + b_hh.</summary>
    public sealed class RNN : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        private readonly Recurrence _recurrence;

        internal RNN(Recurrence recurrence, Device? device, ScalarType? dtype) : base(nameof(RNN)) =>
            _recurrence = recurrence.Initialise((name, data) => Own(name, data), device, dtype);

        /// <param name="input">(length, batch, features), or (batch, length, features) where batch comes first.</param>
        /// <param name="h0">(layers · directions, batch, hidden size); zeros where null.</param>
        /// <returns>The outputs, (length, batch, directions · hidden size) or with the batch first, and the last state.</returns>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0)
        {
            Tensor[] results = _recurrence.Run(input, h0 is null ? null : [h0], 1, training);
            return (results[0], results[1]);
        }

        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0);

        public (PackedSequence, Tensor) call(PackedSequence input, Tensor? h0 = null)
        {
            (PackedSequence output, Tensor[] states) = _recurrence.Run(input, h0 is null ? null : [h0], 1, training);
            return (output, states[0]);
        }

        /// <inheritdoc cref="LSTM.flatten_parameters"/>
        public void flatten_parameters() { }

        /// <param name="idx">Layer, or, of two directions, 2 · layer + direction.</param>
        public Parameter? get_weight_ih(long idx) => _recurrence.Weight("weight_ih", idx);

        public Parameter? get_weight_hh(long idx) => _recurrence.Weight("weight_hh", idx);

        public Parameter? get_bias_ih(long idx) => _recurrence.Weight("bias_ih", idx);

        public Parameter? get_bias_hh(long idx) => _recurrence.Weight("bias_hh", idx);

        protected override void RegisterComponents() { }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public enum NonLinearities
            {
                ReLU = 0,
                Tanh = 1,
            }

            /// <param name="dropout">In training, the probability of a zero between layers.</param>
            public static Modules.LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new("lstm", 4, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);

            /// <param name="dropout">In training, the probability of a zero between layers.</param>
            public static Modules.GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new("gru", 3, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);

            /// <param name="dropout">In training, the probability of a zero between layers.</param>
            public static Modules.RNN RNN(long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new(nonLinearity == NonLinearities.ReLU ? "rnn_relu" : "rnn_tanh", 1, inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}

using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>One step of an <see cref="LSTM"/>.</summary>
    public sealed class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
    {
        private readonly long _hiddenSize;
        private Parameter? _weight_ih, _weight_hh, _bias_ih, _bias_hh;

        internal LSTMCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype) : base(nameof(LSTMCell))
        {
            _hiddenSize = RecurrentCell.Checked(inputSize, hiddenSize);
            _weight_ih = Own("weight_ih", empty(4 * hiddenSize, inputSize, dtype, device));
            _weight_hh = Own("weight_hh", empty(4 * hiddenSize, hiddenSize, dtype, device));
            if (bias)
            {
                _bias_ih = Own("bias_ih", empty(4 * hiddenSize, dtype, device));
                _bias_hh = Own("bias_hh", empty(4 * hiddenSize, dtype, device));
            }
            double bound = 1 / Math.Sqrt(hiddenSize);
            foreach (Parameter parameter in parameters())
                nn.init.uniform_(parameter, -bound, bound);
        }

        public Parameter? weight_ih
        {
            get => _weight_ih;
            set => Replace("weight_ih", ref _weight_ih, value);
        }

        public Parameter? weight_hh
        {
            get => _weight_hh;
            set => Replace("weight_hh", ref _weight_hh, value);
        }

        public Parameter? bias_ih
        {
            get => _bias_ih;
            set => Replace("bias_ih", ref _bias_ih, value);
        }

        public Parameter? bias_hh
        {
            get => _bias_hh;
            set => Replace("bias_hh", ref _bias_hh, value);
        }

        public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        /// <param name="input">(batch, features) or (features).</param>
        /// <param name="h0_c0">(batch, hidden size) or (hidden size) each; zeros where null.</param>
        /// <returns>The new hidden state and the new cell state.</returns>
        public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
        {
            using var scope = NewDisposeScope();
            bool batched = RecurrentCell.IsBatched(input);
            (Tensor h, Tensor c) = h0_c0 ?? (RecurrentCell.Zeros(input, _hiddenSize), RecurrentCell.Zeros(input, _hiddenSize));
            (Tensor hidden, Tensor memory) = Aten.CallTwo("lstm_cell", RecurrentCell.Rows(input, batched), new[] { RecurrentCell.Rows(h, batched), RecurrentCell.Rows(c, batched) },
                _weight_ih, _weight_hh, _bias_ih, _bias_hh);
            return scope.MoveToOuter(batched ? hidden : hidden.squeeze(0), batched ? memory : memory.squeeze(0));
        }

        protected override void RegisterComponents() { }
    }

    /// <summary>One step of a <see cref="GRU"/>.</summary>
    public sealed class GRUCell : nn.Module<Tensor, Tensor?, Tensor>
    {
        private readonly long _hiddenSize;
        private Parameter? _weight_ih, _weight_hh, _bias_ih, _bias_hh;

        internal GRUCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype) : base(nameof(GRUCell))
        {
            _hiddenSize = RecurrentCell.Checked(inputSize, hiddenSize);
            _weight_ih = Own("weight_ih", empty(3 * hiddenSize, inputSize, dtype, device));
            _weight_hh = Own("weight_hh", empty(3 * hiddenSize, hiddenSize, dtype, device));
            if (bias)
            {
                _bias_ih = Own("bias_ih", empty(3 * hiddenSize, dtype, device));
                _bias_hh = Own("bias_hh", empty(3 * hiddenSize, dtype, device));
            }
            double bound = 1 / Math.Sqrt(hiddenSize);
            foreach (Parameter parameter in parameters())
                nn.init.uniform_(parameter, -bound, bound);
        }

        public Parameter? weight_ih
        {
            get => _weight_ih;
            set => Replace("weight_ih", ref _weight_ih, value);
        }

        public Parameter? weight_hh
        {
            get => _weight_hh;
            set => Replace("weight_hh", ref _weight_hh, value);
        }

        public Parameter? bias_ih
        {
            get => _bias_ih;
            set => Replace("bias_ih", ref _bias_ih, value);
        }

        public Parameter? bias_hh
        {
            get => _bias_hh;
            set => Replace("bias_hh", ref _bias_hh, value);
        }

        /// <param name="input">(batch, features) or (features).</param>
        /// <param name="h0">(batch, hidden size) or (hidden size); zeros where null.</param>
        /// <returns>The new state, shaped like <paramref name="h0"/>.</returns>
        public override Tensor forward(Tensor input, Tensor? h0 = null)
        {
            using var scope = NewDisposeScope();
            bool batched = RecurrentCell.IsBatched(input);
            Tensor state = h0 ?? RecurrentCell.Zeros(input, _hiddenSize);
            Tensor next = Aten.Call("gru_cell", RecurrentCell.Rows(input, batched), RecurrentCell.Rows(state, batched), _weight_ih, _weight_hh, _bias_ih, _bias_hh);
            return (batched ? next : next.squeeze(0)).MoveToOuterDisposeScope();
        }

        protected override void RegisterComponents() { }
    }

    /// <summary>One step of an <see cref="RNN"/>.</summary>
    public sealed class RNNCell : nn.Module<Tensor, Tensor?, Tensor>
    {
        private readonly long _hiddenSize;
        private readonly nn.NonLinearities _nonLinearity;
        private Parameter? _weight_ih, _weight_hh, _bias_ih, _bias_hh;

        internal RNNCell(long inputSize, long hiddenSize, bool bias, nn.NonLinearities nonLinearity, Device? device, ScalarType? dtype) : base(nameof(RNNCell))
        {
            _hiddenSize = RecurrentCell.Checked(inputSize, hiddenSize);
            _nonLinearity = nonLinearity;
            _weight_ih = Own("weight_ih", empty(hiddenSize, inputSize, dtype, device));
            _weight_hh = Own("weight_hh", empty(hiddenSize, hiddenSize, dtype, device));
            if (bias)
            {
                _bias_ih = Own("bias_ih", empty(hiddenSize, dtype, device));
                _bias_hh = Own("bias_hh", empty(hiddenSize, dtype, device));
            }
            double bound = 1 / Math.Sqrt(hiddenSize);
            foreach (Parameter parameter in parameters())
                nn.init.uniform_(parameter, -bound, bound);
        }

        public Parameter? weight_ih
        {
            get => _weight_ih;
            set => Replace("weight_ih", ref _weight_ih, value);
        }

        public Parameter? weight_hh
        {
            get => _weight_hh;
            set => Replace("weight_hh", ref _weight_hh, value);
        }

        public Parameter? bias_ih
        {
            get => _bias_ih;
            set => Replace("bias_ih", ref _bias_ih, value);
        }

        public Parameter? bias_hh
        {
            get => _bias_hh;
            set => Replace("bias_hh", ref _bias_hh, value);
        }

        /// <param name="input">(batch, features) or (features).</param>
        /// <param name="h0">(batch, hidden size) or (hidden size); zeros where null.</param>
        /// <returns>The new state, shaped like <paramref name="h0"/>.</returns>
        public override Tensor forward(Tensor input, Tensor? h0 = null)
        {
            using var scope = NewDisposeScope();
            bool batched = RecurrentCell.IsBatched(input);
            Tensor state = h0 ?? RecurrentCell.Zeros(input, _hiddenSize);
            Tensor next = Aten.Call(_nonLinearity == nn.NonLinearities.ReLU ? "rnn_relu_cell" : "rnn_tanh_cell", RecurrentCell.Rows(input, batched), RecurrentCell.Rows(state, batched), _weight_ih, _weight_hh, _bias_ih, _bias_hh);
            return (batched ? next : next.squeeze(0)).MoveToOuterDisposeScope();
        }

        protected override void RegisterComponents() { }
    }

    internal static class RecurrentCell
    {
        internal static long Checked(long inputSize, long hiddenSize) =>
            inputSize > 0 && hiddenSize > 0 ? hiddenSize : throw new ArgumentException($"A cell needs positive sizes; the input size is {inputSize}, the hidden size {hiddenSize}.");

        internal static bool IsBatched(Tensor input) =>
            input.ndim is 1 or 2 ? input.ndim == 2 : throw new ArgumentException($"A cell expects an input of 1 or 2 dimensions, but got {input.ndim}.", nameof(input));

        internal static Tensor Zeros(Tensor input, long hiddenSize) => zeros([.. input.shape[..^1], hiddenSize], input.dtype, input.device);

        internal static Tensor Rows(Tensor tensor, bool batched) => batched ? tensor : tensor.unsqueeze(0);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LSTMCell LSTMCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) => new(inputSize, hiddenSize, bias, device, dtype);

            public static Modules.GRUCell GRUCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) => new(inputSize, hiddenSize, bias, device, dtype);

            public static Modules.RNNCell RNNCell(long inputSize, long hiddenSize, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, nonLinearity, device, dtype);
        }
    }
}

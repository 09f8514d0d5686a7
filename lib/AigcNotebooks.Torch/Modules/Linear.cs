using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>y = x·Wᵀ + b: (…, in_features) → (…, out_features).</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        private Parameter? _weight;
        private Parameter? _bias;

        internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
        {
            (in_features, out_features) = (inputSize, outputSize);
            weight = new Parameter(empty(outputSize, inputSize, dtype, device));
            bias = hasBias ? new Parameter(empty(outputSize, dtype, device)) : null;
            nn.init.ResetAffine(weight, bias);
        }

        internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
        {
            long[] shape = weight.shape;
            if (shape.Length != 2)
                throw new ArgumentException($"A linear layer's weight is (out_features, in_features); this one is [{string.Join(", ", shape)}].", nameof(weight));
            (out_features, in_features) = (shape[0], shape[1]);
            (this.weight, this.bias) = (weight, bias);
        }

        public long in_features { get; set; }
        public long out_features { get; set; }

        /// <summary>(out_features, in_features)</summary>
        public Parameter weight
        {
            get => _weight!;
            set => Replace(ref _weight, value, nameof(weight));
        }

        public Parameter? bias
        {
            get => _bias;
            set => Replace(ref _bias, value, nameof(bias));
        }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);

        protected override void RegisterComponents() { }
    }

    /// <summary>yₖ = x₁ᵀ·Wₖ·x₂ + bₖ: (…, in1_features) and (…, in2_features) → (…, out_features).</summary>
    public sealed class Bilinear : nn.Module<Tensor, Tensor, Tensor>
    {
        private Parameter? _weight;
        private Parameter? _bias;

        internal Bilinear(long in1_features, long in2_features, long out_features, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Bilinear))
        {
            if (in1_features <= 0)
                throw new ArgumentException($"in1_features must be positive; it is {in1_features}.", nameof(in1_features));
            (this.in1_features, this.in2_features, this.out_features) = (in1_features, in2_features, out_features);
            weight = new Parameter(empty([out_features, in1_features, in2_features], dtype, device));
            bias = hasBias ? new Parameter(empty(out_features, dtype, device)) : null;
            double bound = 1 / Math.Sqrt(in1_features);
            nn.init.uniform_(weight, -bound, bound);
            if (bias is not null)
                nn.init.uniform_(bias, -bound, bound);
        }

        public long in1_features { get; set; }
        public long in2_features { get; set; }
        public long out_features { get; set; }

        /// <summary>(out_features, in1_features, in2_features)</summary>
        public Parameter weight
        {
            get => _weight!;
            set => Replace(ref _weight, value, nameof(weight));
        }

        public Parameter? bias
        {
            get => _bias;
            set => Replace(ref _bias, value, nameof(bias));
        }

        public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.bilinear(input1, input2, weight, bias);

        protected override void RegisterComponents() { }
    }

    /// <summary>Gives back what it gets.</summary>
    public sealed class Identity : ParameterLessModule<Tensor, Tensor>
    {
        internal Identity() : base(nameof(Identity)) { }

        public override Tensor forward(Tensor tensor) => tensor.alias();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            /// <summary>A layer over parameters that are there: shared with another layer, or loaded.</summary>
            public static Modules.Linear Linear(Modules.Parameter weight, Modules.Parameter? bias = null) => new(weight, bias);

            public static Modules.Bilinear Bilinear(long in1_features, long in2_features, long out_features, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in1_features, in2_features, out_features, hasBias, device, dtype);

            public static Modules.Identity Identity() => new();

            public static partial class functional
            {
                public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Native.Aten.Call("linear", input, weights, bias);

                public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null) => Native.Aten.Call("bilinear", input1, input2, weight, bias);
            }
        }
    }
}

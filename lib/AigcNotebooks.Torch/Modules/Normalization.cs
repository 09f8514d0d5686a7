using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>What batch and instance normalisation share: one weight and bias a channel, and running statistics for evaluation.</summary>
    public abstract class NormBase : nn.Module<Tensor, Tensor>
    {
        private Parameter? _weight;
        private Parameter? _bias;
        private Tensor? _runningMean;
        private Tensor? _runningVar;
        private Tensor? _batches;

        public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
        {
            (this.num_features, this.eps, this.momentum, this.affine, this.track_running_stats) = (num_features, eps, momentum, affine, track_running_stats);
            if (affine)
            {
                weight = new Parameter(ones(num_features, dtype, device));
                bias = new Parameter(zeros(num_features, dtype, device));
            }
            if (!track_running_stats)
                return;
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = zeros([], ScalarType.Int64, device);
        }

        public long num_features { get; }
        public double eps { get; set; }

        /// <summary>The weight of the newest batch in the running statistics; null for their plain average.</summary>
        public double? momentum { get; set; }

        public bool affine { get; }
        public bool track_running_stats { get; }

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

        public Tensor? running_mean
        {
            get => _runningMean;
            set => Replace(ref _runningMean, value, nameof(running_mean));
        }

        public Tensor? running_var
        {
            get => _runningVar;
            set => Replace(ref _runningVar, value, nameof(running_var));
        }

        public Tensor? num_batches_tracked
        {
            get => _batches;
            set => Replace(ref _batches, value, nameof(num_batches_tracked));
        }

        public void reset_running_stats()
        {
            if (!track_running_stats)
                return;
            nn.init.zeros_(running_mean!);
            nn.init.ones_(running_var!);
            nn.init.zeros_(num_batches_tracked!);
        }

        public void reset_parameters()
        {
            reset_running_stats();
            if (!affine)
                return;
            nn.init.ones_(weight);
            nn.init.zeros_(bias!);
        }

        /// <exception cref="ArgumentException">The input has the wrong number of dimensions.</exception>
        protected abstract void ValidateInputDimensions(Tensor input);

        private protected void Expect(Tensor input, int one, int other)
        {
            if (input.ndim != one && input.ndim != other)
                throw new ArgumentException($"{name} takes {(one == other ? $"{one}D" : $"{one}D or {other}D")} input, not {input.ndim}D.", nameof(input));
        }

        protected override void RegisterComponents() { }
    }

    /// <summary>Normalises over the last dimensions, each position for itself (arXiv 1607.06450): (…, normalized_shape) → the same.</summary>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        private Parameter? _weight;
        private Parameter? _bias;

        internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype) : base(nameof(LayerNorm))
        {
            (this.normalized_shape, this.eps, this.elementwise_affine) = (normalized_shape, eps, elementwise_affine);
            if (!elementwise_affine)
                return;
            weight = new Parameter(ones(normalized_shape, dtype, device));
            this.bias = bias ? new Parameter(zeros(normalized_shape, dtype, device)) : null;
        }

        public long[] normalized_shape { get; set; }
        public double eps { get; set; }
        public bool elementwise_affine { get; set; }

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

        public void reset_parameters()
        {
            if (_weight is not null)
                nn.init.ones_(_weight);
            if (_bias is not null)
                nn.init.zeros_(_bias);
        }

        public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);

        protected override void RegisterComponents() { }
    }

    /// <summary>Normalises (N, C, …) over groups of channels, each sample for itself (arXiv 1803.08494).</summary>
    public sealed class GroupNorm : nn.Module<Tensor, Tensor>
    {
        private Parameter? _weight;
        private Parameter? _bias;

        internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
        {
            if (num_groups <= 0 || num_channels % num_groups != 0)
                throw new ArgumentException($"{num_channels} channels cannot be divided into {num_groups} groups.", nameof(num_groups));
            (this.num_groups, this.eps, this.affine) = (num_groups, eps, affine);
            if (!affine)
                return;
            weight = new Parameter(ones(num_channels, dtype, device));
            bias = new Parameter(zeros(num_channels, dtype, device));
        }

        public long num_groups { get; set; }
        public double eps { get; set; }
        public bool affine { get; set; }

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

        public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, _weight, _bias, eps);

        protected override void RegisterComponents() { }
    }

    /// <summary>x / (k + α·mean of x² over <see cref="size"/> neighbouring channels)^β: (N, C, …) → the same.</summary>
    public sealed class LocalResponseNorm : ParameterLessModule<Tensor, Tensor>
    {
        internal LocalResponseNorm(long size, double alpha, double beta, double k) : base(nameof(LocalResponseNorm)) => (this.size, this.alpha, this.beta, this.k) = (size, alpha, beta, k);

        public long size { get; set; }
        public double alpha { get; set; }
        public double beta { get; set; }
        public double k { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.local_response_norm(input, size, alpha, beta, k);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LayerNorm LayerNorm(long[] normalized_shape, double eps = 1E-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            public static Modules.LayerNorm LayerNorm(long normalized_shape, double eps = 1E-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            public static Modules.GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1E-05, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_groups, num_channels, eps, affine, device, dtype);

            public static Modules.LocalResponseNorm LocalResponseNorm(long size, double alpha = 0.0001, double beta = 0.75, double k = 1) => new(size, alpha, beta, k);
        }
    }
}

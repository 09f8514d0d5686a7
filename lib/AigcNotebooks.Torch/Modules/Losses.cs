using static TorchSharp.torch;

namespace TorchSharp
{
    /// <summary>A module that compares its input with a target.</summary>
    public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
    {
        public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

        /// <summary>Whether the losses of a batch are kept apart, averaged or summed.</summary>
        public nn.Reduction reduction { get; }
    }

    /// <inheritdoc cref="Loss{T1, T2, TResult}"/>
    public abstract class Loss<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>
    {
        public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(nameof(Loss<T1, T2, T3, TResult>)) => this.reduction = reduction;

        /// <inheritdoc cref="Loss{T1, T2, TResult}.reduction"/>
        public nn.Reduction reduction { get; }
    }

    /// <inheritdoc cref="Loss{T1, T2, TResult}"/>
    public abstract class Loss<T1, T2, T3, T4, TResult> : nn.Module<T1, T2, T3, T4, TResult>
    {
        public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(nameof(Loss<T1, T2, T3, T4, TResult>)) => this.reduction = reduction;

        /// <inheritdoc cref="Loss{T1, T2, TResult}.reduction"/>
        public nn.Reduction reduction { get; }
    }

    /// <summary>A loss that can weigh its terms.</summary>
    public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
    {
        public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

        [field: Utils.ComponentName(Name = nameof(weight))]
        public Tensor? weight { get; }
    }

    /// <inheritdoc cref="WeightedLoss{T1, T2, TResult}"/>
    public abstract class WeightedLoss<T1, T2, T3, TResult> : Loss<T1, T2, T3, TResult>
    {
        public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

        [field: Utils.ComponentName(Name = nameof(weight))]
        public Tensor? weight { get; }
    }

    /// <inheritdoc cref="WeightedLoss{T1, T2, TResult}"/>
    public abstract class WeightedLoss<T1, T2, T3, T4, TResult> : Loss<T1, T2, T3, T4, TResult>
    {
        public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

        [field: Utils.ComponentName(Name = nameof(weight))]
        public Tensor? weight { get; }
    }
}

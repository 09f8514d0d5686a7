namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The momentum of each group of an optimizer, or Adam's beta1, for the schedulers that change it against the learning rate.</summary>
            internal sealed class Momenta
            {
                private readonly Optimizer _optimizer;

                /// <param name="betas">Whether beta1 will do.</param>
                /// <exception cref="ArgumentException">The optimizer has neither.</exception>
                internal Momenta(Optimizer optimizer, bool betas)
                {
                    if (!optimizer.ParamGroups.All(group => group is IMomentum || (betas && group is IBetas)))
                        throw new ArgumentException($"{optimizer.GetType().Name} has no momentum that the schedule could change: use another optimizer, or cycle_momentum: false.", "cycle_momentum");
                    _optimizer = optimizer;
                }

                internal void Set(double[] values)
                {
                    foreach ((ILearningRateController group, double value) in _optimizer.ParamGroups.Zip(values))
                    {
                        if (group is IMomentum momentum)
                            momentum.Momentum = value;
                        else if (group is IBetas betas)
                            betas.Betas = (value, betas.Betas.Item2);
                    }
                }
            }
        }
    }
}

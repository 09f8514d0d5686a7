using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public interface ILearningRateController
            {
                double LearningRate { get; set; }
                double InitialLearningRate { get; set; }
            }

            public interface IBetas
            {
                (double, double) Betas { get; set; }
            }

            /// <summary>Changes parameters by their gradients. It owns its state, not the parameters.</summary>
            public abstract class Optimizer : IDisposable
            {
                protected IList<ParamGroup> _parameter_groups = [];

                private protected Optimizer() { }

                public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

                public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

                public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

                /// <summary>Drops every parameter's gradient.</summary>
                public virtual void zero_grad()
                {
                    foreach (Parameter parameter in parameters())
                        nn.Module.ZeroGrad(parameter, setToNone: true);
                }

                /// <param name="closure">Computes the loss anew, where a method needs that.</param>
                /// <returns>The closure's loss, or null.</returns>
                public virtual Tensor? step(Func<Tensor>? closure = null) => throw new NotImplementedException();

                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                protected virtual void Dispose(bool disposing) { }
            }
        }
    }
}

namespace TorchSharp.Modules
{
    public class OptimizerOptions
    {
        public double? LearningRate { get; set; }
        public double InitialLearningRate { get; set; }
    }

    /// <summary>Parameters that share their options.</summary>
    public class ParamGroup : torch.optim.ILearningRateController
    {
        public IEnumerable<Parameter> Parameters { get; set; } = [];
        public OptimizerOptions Options { get; set; } = new();

        public double LearningRate
        {
            get => Options.LearningRate!.Value;
            set => Options.LearningRate = value;
        }

        public double InitialLearningRate
        {
            get => Options.InitialLearningRate;
            set => Options.InitialLearningRate = value;
        }
    }

    public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions, new()
    {
        public ParamGroup() { }

        public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
        {
            Parameters = [.. parameters];
            base.Options = options ?? new TOptions();
        }

        public new TOptions Options
        {
            get => (TOptions)base.Options;
            set => base.Options = value;
        }
    }

    /// <summary>What the optimizers written in C# share.</summary>
    public class OptimizerHelper : torch.optim.Optimizer
    {
        private protected OptimizerHelper() { }

        /// <summary>Runs the closure with gradients, then <paramref name="body"/> on each group without.</summary>
        private protected torch.Tensor? Step<TGroup>(Action<TGroup> body, Func<torch.Tensor>? closure) where TGroup : ParamGroup
        {
            torch.Tensor? loss = null;
            if (closure is not null)
                using (torch.enable_grad())
                    loss = closure();
            using (torch.no_grad())
            using (torch.NewDisposeScope())
                foreach (ParamGroup group in _parameter_groups)
                    body((TGroup)group);
            return loss;
        }
    }
}

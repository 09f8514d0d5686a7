using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam with Nesterov momentum (Dozat, ICLR workshop 2016).</summary>
    public class NAdam : OptimizerHelper, optim.IBetas
    {
        public NAdam(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, double momentum_decay = 0.004)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, momentum_decay) { }

        public NAdam(IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, double momentum_decay = 0.004)
        {
            Check(lr, nameof(lr));
            Check(beta1, nameof(beta1), below: 1);
            Check(beta2, nameof(beta2), below: 1);
            Check(eps, nameof(eps));
            Check(weight_decay, nameof(weight_decay));
            Check(momentum_decay, nameof(momentum_decay));
            Start(new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, momentum_decay = momentum_decay }, parameters);
        }

        /// <summary>Of all groups.</summary>
        public (double, double) Betas
        {
            get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
            set
            {
                (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
                foreach (ParamGroup group in _parameter_groups.Cast<ParamGroup>())
                    group.Betas = value;
            }
        }

        public override void add_param_group(Modules.ParamGroup param_group) => Add<Options>(param_group, static parameter => new State(parameter));

        public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(group =>
        {
            foreach (Parameter parameter in group.Parameters)
                if (parameter.grad is { } grad)
                    Step(parameter, grad, (State)_state[parameter.Handle], group.Options);
        }, closure);

        private static void Step(Parameter parameter, Tensor grad, State state, Options options)
        {
            (double lr, double beta1, double beta2, double decay) = (options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value, options.momentum_decay!.Value);
            state.step++;
            if (options.weight_decay!.Value != 0)
                grad = grad.add(parameter, options.weight_decay!.Value);
            double mu = beta1 * (1 - 0.5 * Math.Pow(0.96, state.step * decay)), muNext = beta1 * (1 - 0.5 * Math.Pow(0.96, (state.step + 1) * decay));
            state.mu_product *= mu;
            state.exp_avg.mul_(beta1).add_(grad, 1 - beta1);
            state.exp_avg_sq.mul_(beta2).addcmul_(grad, grad, 1 - beta2);
            Tensor denominator = state.exp_avg_sq.div(1 - Math.Pow(beta2, state.step)).sqrt_().add_(options.eps!.Value);
            parameter.addcdiv_(grad, denominator, -lr * (1 - mu) / (1 - state.mu_product));
            parameter.addcdiv_(state.exp_avg, denominator, -lr * muNext / (1 - state.mu_product * muNext));
        }

        public class Options : OptimizerOptions
        {
            public double? beta1;
            public double? beta2;
            public double? eps;
            public double? weight_decay;
            public double? momentum_decay;

            private protected override void Visit(FieldVisitor visitor, OptimizerOptions? other)
            {
                var o = other as Options;
                visitor.Option(ref beta1, o?.beta1);
                visitor.Option(ref beta2, o?.beta2);
                visitor.Option(ref eps, o?.eps);
                visitor.Option(ref weight_decay, o?.weight_decay);
                visitor.Option(ref momentum_decay, o?.momentum_decay);
            }
        }

        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, double momentum_decay = 0.004)
                : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, momentum_decay = momentum_decay }) { }

            public (double, double) Betas
            {
                get => (Options.beta1!.Value, Options.beta2!.Value);
                set => (Options.beta1, Options.beta2) = value;
            }
        }

        /// <summary>The running means of a parameter's gradient and of its square, and the product of the momenta so far.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public double mu_product;
            public Tensor exp_avg = null!;
            public Tensor exp_avg_sq = null!;

            public State(Parameter parameter) : base(parameter) { }

            public override void Initialize(OptimizerOptions options)
            {
                Release();
                (step, mu_product, exp_avg, exp_avg_sq) = (0, 1, Zeros(), Zeros());
            }

            public void Dispose() => Release();

            private protected override void Visit(FieldVisitor visitor, OptimizerState? other)
            {
                var o = other as State;
                visitor.Field(ref step, o?.step);
                visitor.Field(ref mu_product, o?.mu_product);
                visitor.Field(ref exp_avg, o?.exp_avg);
                visitor.Field(ref exp_avg_sq, o?.exp_avg_sq);
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static NAdam NAdam(IEnumerable<Parameter> named_parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, double momentum_decay = 0.004) =>
                new(named_parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);

            public static NAdam NAdam(IEnumerable<(string name, Parameter parameter)> named_parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, double momentum_decay = 0.004) =>
                new(named_parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, momentum_decay);

            public static NAdam NAdam(IEnumerable<NAdam.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, double momentum_decay = 0.004) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, momentum_decay);
        }
    }
}

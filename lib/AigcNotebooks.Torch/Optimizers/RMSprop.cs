using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>RMSprop (Hinton, lecture 6e of "Neural Networks for Machine Learning"); centred as in Graves, arXiv 1308.0850.</summary>
    public class RMSProp : OptimizerHelper, optim.IMomentum
    {
        public RMSProp(IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize) { }

        public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        {
            Check(lr, nameof(lr));
            Check(alpha, nameof(alpha));
            Check(eps, nameof(eps));
            Check(weight_decay, nameof(weight_decay));
            Check(momentum, nameof(momentum));
            Start(new Options { LearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize }, parameters);
        }

        /// <summary>Of all groups.</summary>
        public double Momentum
        {
            get => ((Options)_defaults).momentum!.Value;
            set
            {
                ((Options)_defaults).momentum = value;
                foreach (ParamGroup group in _parameter_groups.Cast<ParamGroup>())
                    group.Momentum = value;
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
            (double lr, double alpha, double decay, double momentum) = (options.LearningRate!.Value, options.alpha!.Value, options.weight_decay!.Value, options.momentum!.Value);
            state.step++;
            if (options.maximize!.Value)
                grad = -grad;
            if (decay != 0)
                grad = grad.add(parameter, decay);
            state.square_avg.mul_(alpha).addcmul_(grad, grad, 1 - alpha);
            Tensor average;
            if (options.centered!.Value)
            {
                state.grad_avg ??= parameter.zeros_like().DetachFromDisposeScope();
                state.grad_avg.mul_(alpha).add_(grad, 1 - alpha);
                average = state.square_avg.clone().addcmul_(state.grad_avg, state.grad_avg, -1).sqrt_().add_(options.eps!.Value);
            }
            else
            {
                average = state.square_avg.sqrt().add_(options.eps!.Value);
            }
            if (momentum > 0)
            {
                state.momentum_buffer ??= parameter.zeros_like().DetachFromDisposeScope();
                state.momentum_buffer.mul_(momentum).addcdiv_(grad, average, 1);
                parameter.add_(state.momentum_buffer, -lr);
            }
            else
            {
                parameter.addcdiv_(grad, average, -lr);
            }
        }

        public class Options : OptimizerOptions
        {
            public bool? maximize;
            public double? momentum;
            public double? alpha;
            public double? eps;
            public double? weight_decay;
            public bool? centered;

            private protected override void Visit(FieldVisitor visitor, OptimizerOptions? other)
            {
                var o = other as Options;
                visitor.Option(ref maximize, o?.maximize);
                visitor.Option(ref momentum, o?.momentum);
                visitor.Option(ref alpha, o?.alpha);
                visitor.Option(ref eps, o?.eps);
                visitor.Option(ref weight_decay, o?.weight_decay);
                visitor.Option(ref centered, o?.centered);
            }
        }

        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double eps = 1E-08, double alpha = 0.99, double weight_decay = 0, double momentum = 0, bool centered = false)
                : base(parameters, new Options { LearningRate = lr, eps = eps, alpha = alpha, weight_decay = weight_decay, momentum = momentum, centered = centered }) { }

            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
            }
        }

        /// <summary>The running mean of a parameter's squared gradient and, where the options need them, a momentum and the mean of the gradient.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public Tensor square_avg = null!;
            public Tensor? momentum_buffer;
            public Tensor? grad_avg;

            public State(Parameter parameter) : base(parameter) { }

            public override void Initialize(OptimizerOptions options)
            {
                Release();
                (step, square_avg) = (0, Zeros());
            }

            public void Dispose() => Release();

            private protected override void Visit(FieldVisitor visitor, OptimizerState? other)
            {
                var o = other as State;
                visitor.Field(ref step, o?.step);
                visitor.Field(ref square_avg, o?.square_avg);
                visitor.Optional(ref momentum_buffer, o?.momentum_buffer);
                visitor.Optional(ref grad_avg, o?.grad_avg);
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
            public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static RMSProp RMSProp(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

            public static RMSProp RMSProp(IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}

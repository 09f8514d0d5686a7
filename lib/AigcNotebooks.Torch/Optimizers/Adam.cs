using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam (Kingma and Ba, arXiv 1412.6980), with PyTorch's order of operations. Contiguous float32 parameters on the
    /// CPU are updated in one native pass.</summary>
    public class Adam : OptimizerHelper, optim.IBetas
    {
        private readonly Dictionary<Parameter, State> _states = new(ReferenceEqualityComparer.Instance);

        public Adam(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)]) { }

        public Adam(IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        {
            foreach (ParamGroup group in parameters)
            {
                group.Options.Fill(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
                add_param_group(group);
            }
        }

        public (double, double) Betas
        {
            get => ((ParamGroup)_parameter_groups[0]).Betas;
            set
            {
                foreach (ParamGroup group in _parameter_groups.Cast<ParamGroup>())
                    group.Betas = value;
            }
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<ParamGroup>(group =>
        {
            Options options = group.Options;
            foreach (Parameter parameter in group.Parameters)
                if (!FusedStep(parameter, options))
                    GeneralStep(parameter, options);
        }, closure);

        protected override void Dispose(bool disposing)
        {
            foreach (State state in _states.Values)
                state.Dispose();
            _states.Clear();
            base.Dispose(disposing);
        }

        private State StateOf(Parameter parameter, Options options)
        {
            if (!_states.TryGetValue(parameter, out State? state))
                _states[parameter] = state = new State(parameter, options.amsgrad!.Value);
            return state;
        }

        /// <summary>One native pass, without a managed object for the gradient. Returns false, and changes nothing, where it does not apply.</summary>
        private bool FusedStep(Parameter parameter, Options options)
        {
            nint grad = NativeMethods.aigc_grad(parameter.Handle);
            if (grad == 0)
                return true;
            State state = StateOf(parameter, options);
            if (state.max_exp_avg_sq is not null)
            {
                NativeMethods.aigc_release(grad);
                return false;
            }
            int done = NativeMethods.aigc_adam(parameter.Handle, grad, state.exp_avg.Handle, state.exp_avg_sq.Handle, state.step + 1, options.LearningRate!.Value,
                options.beta1!.Value, options.beta2!.Value, options.eps!.Value, options.weight_decay!.Value, options.maximize!.Value ? 1 : 0);
            NativeMethods.aigc_release(grad);
            state.step += NativeMethods.Check(done, nameof(Adam));
            return done == 1;
        }

        private void GeneralStep(Parameter parameter, Options options)
        {
            State state = StateOf(parameter, options);
            Tensor grad = parameter.grad!;
            state.step++;
            (double beta1, double beta2, double eps) = (options.beta1!.Value, options.beta2!.Value, options.eps!.Value);
            (double decay, bool maximize, double lr) = (options.weight_decay!.Value, options.maximize!.Value, options.LearningRate!.Value);
            if (maximize)
                grad = -grad;
            if (decay != 0)
                grad = grad.add(parameter, decay);
            state.exp_avg.mul_(beta1).add_(grad, 1 - beta1);
            state.exp_avg_sq.mul_(beta2).addcmul_(grad, grad, 1 - beta2);
            Tensor second = state.exp_avg_sq;
            if (state.max_exp_avg_sq is { } largest)
                second = largest.copy_(largest.maximum(state.exp_avg_sq));
            Tensor denominator = (second.sqrt() / Math.Sqrt(1 - Math.Pow(beta2, state.step))).add_(eps);
            parameter.addcdiv_(state.exp_avg, denominator, -lr / (1 - Math.Pow(beta1, state.step)));
        }

        public class Options : OptimizerOptions
        {
            public double? beta1;
            public double? beta2;
            public double? eps;
            public double? weight_decay;
            public bool? amsgrad;
            public bool? maximize;

            /// <summary>Sets what was left open.</summary>
            internal void Fill(double lr, double beta1, double beta2, double eps, double weightDecay, bool amsgrad, bool maximize)
            {
                LearningRate ??= lr;
                InitialLearningRate = LearningRate.Value;
                this.beta1 ??= beta1;
                this.beta2 ??= beta2;
                this.eps ??= eps;
                weight_decay ??= weightDecay;
                this.amsgrad ??= amsgrad;
                this.maximize ??= maximize;
            }
        }

        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters) => Options.Fill(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public (double, double) Betas
            {
                get => (Options.beta1!.Value, Options.beta2!.Value);
                set => (Options.beta1, Options.beta2) = (value.Item1, value.Item2);
            }
        }

        /// <summary>The running means of a parameter's gradient and of its square.</summary>
        public sealed class State : IDisposable
        {
            public long step;
            public Tensor exp_avg;
            public Tensor exp_avg_sq;
            public Tensor? max_exp_avg_sq;

            internal State(Parameter parameter, bool amsgrad)
            {
                exp_avg = parameter.zeros_like().DetachFromDisposeScope();
                exp_avg_sq = parameter.zeros_like().DetachFromDisposeScope();
                max_exp_avg_sq = amsgrad ? parameter.zeros_like().DetachFromDisposeScope() : null;
            }

            public void Dispose()
            {
                exp_avg.Dispose();
                exp_avg_sq.Dispose();
                max_exp_avg_sq?.Dispose();
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
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}

using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent, with PyTorch's momentum (Sutskever et al., ICML 2013). With momentum, contiguous float32
    /// parameters on the CPU are updated in one native pass.</summary>
    public class SGD : OptimizerHelper, optim.IMomentum
    {
        public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize) { }

        public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        {
            Check(lr, nameof(lr));
            Check(momentum, nameof(momentum));
            Check(weight_decay, nameof(weight_decay));
            if (nesterov && (momentum <= 0 || dampening != 0))
                throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening.", nameof(nesterov));
            Start(new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize }, parameters);
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
            Options options = group.Options;
            foreach (Parameter parameter in group.Parameters)
                if (options.momentum == 0 || !FusedStep(parameter, options))
                    GeneralStep(parameter, options);
        }, closure);

        /// <summary>One native pass, without a managed object for the gradient. Returns false, and changes nothing, where it does not apply.</summary>
        private bool FusedStep(Parameter parameter, Options options)
        {
            nint grad = NativeMethods.aigc_grad(parameter.Handle);
            if (grad == 0)
                return true;
            var state = (State)_state[parameter.Handle];
            Tensor buffer = state.momentum_buffer ?? parameter.zeros_like().DetachFromDisposeScope();
            int done = NativeMethods.aigc_sgd(parameter.Handle, grad, buffer.Handle, state.momentum_buffer is null ? 1 : 0, options.LearningRate!.Value,
                options.momentum!.Value, options.dampening!.Value, options.weight_decay!.Value, options.nesterov!.Value ? 1 : 0, options.maximize!.Value ? 1 : 0);
            NativeMethods.aigc_release(grad);
            if (NativeMethods.Check(done, nameof(SGD)) == 1)
                state.momentum_buffer = buffer;
            else if (state.momentum_buffer is null)
                buffer.Dispose();
            return done == 1;
        }

        private void GeneralStep(Parameter parameter, Options options)
        {
            if (parameter.grad is not { } grad)
                return;
            (double momentum, double decay) = (options.momentum!.Value, options.weight_decay!.Value);
            if (options.maximize!.Value)
                grad = -grad;
            if (decay != 0)
                grad = grad.add(parameter, decay);
            if (momentum != 0)
            {
                var state = (State)_state[parameter.Handle];
                if (state.momentum_buffer is null)
                    state.momentum_buffer = grad.clone().DetachFromDisposeScope();
                else
                    state.momentum_buffer.mul_(momentum).add_(grad, 1 - options.dampening!.Value);
                grad = options.nesterov!.Value ? grad.add(state.momentum_buffer, momentum) : state.momentum_buffer;
            }
            parameter.add_(grad, -options.LearningRate!.Value);
        }

        public class Options : OptimizerOptions
        {
            public double? momentum;
            public double? dampening;
            public double? weight_decay;
            public bool? nesterov;
            public bool? maximize;

            private protected override void Visit(FieldVisitor visitor, OptimizerOptions? other)
            {
                var o = other as Options;
                visitor.Option(ref momentum, o?.momentum);
                visitor.Option(ref dampening, o?.dampening);
                visitor.Option(ref weight_decay, o?.weight_decay);
                visitor.Option(ref nesterov, o?.nesterov);
                visitor.Option(ref maximize, o?.maximize);
            }
        }

        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize }) { }

            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
            }
        }

        /// <summary>The running sum of a parameter's gradients; none before the first step.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public Tensor? momentum_buffer;

            public State(Parameter parameter) : base(parameter) { }

            public override void Initialize(OptimizerOptions options) => Release();

            public void Dispose() => Release();

            private protected override void Visit(FieldVisitor visitor, OptimizerState? other) =>
                visitor.Optional(ref momentum_buffer, (other as State)?.momentum_buffer);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}

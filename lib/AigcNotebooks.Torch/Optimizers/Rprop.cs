using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Resilient backpropagation (Riedmiller and Braun, ICNN 1993): only the gradient's signs count.</summary>
    public class Rprop : OptimizerHelper
    {
        public Rprop(IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1E-06, double max_step = 50, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, etaminus, etaplus, min_step, max_step, maximize) { }

        public Rprop(IEnumerable<ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1E-06, double max_step = 50, bool maximize = false)
        {
            Check(lr, nameof(lr));
            Check(etaminus, nameof(etaminus), below: 1);
            Check(etaplus, nameof(etaplus), least: 1);
            Start(new Options { LearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step, maximize = maximize }, parameters);
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
            state.step++;
            grad = options.maximize!.Value ? -grad : grad.clone();
            Tensor agreement = grad.mul(state.prev);
            Tensor turned = agreement.lt(0);
            Tensor factor = grad.ones_like().masked_fill_(agreement.gt(0), options.etaplus!.Value).masked_fill_(turned, options.etaminus!.Value);
            state.step_size.mul_(factor).clamp_(options.min_step, options.max_step);
            grad.masked_fill_(turned, 0);
            parameter.addcmul_(grad.sign(), state.step_size, -1);
            state.prev.copy_(grad);
        }

        public class Options : OptimizerOptions
        {
            public bool? maximize;
            public double? etaminus;
            public double? etaplus;
            public double? min_step;
            public double? max_step;

            private protected override void Visit(FieldVisitor visitor, OptimizerOptions? other)
            {
                var o = other as Options;
                visitor.Option(ref maximize, o?.maximize);
                visitor.Option(ref etaminus, o?.etaminus);
                visitor.Option(ref etaplus, o?.etaplus);
                visitor.Option(ref min_step, o?.min_step);
                visitor.Option(ref max_step, o?.max_step);
            }
        }

        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1E-06, double max_step = 50, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step, maximize = maximize }) { }
        }

        /// <summary>A parameter's last gradient, and how far each of its elements goes next.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public Tensor prev = null!;
            public Tensor step_size = null!;

            public State(Parameter parameter) : base(parameter) { }

            public override void Initialize(OptimizerOptions options)
            {
                Release();
                (step, prev, step_size) = (0, Zeros(), Zeros());
                step_size.fill_(options.LearningRate!.Value);
            }

            public void Dispose() => Release();

            private protected override void Visit(FieldVisitor visitor, OptimizerState? other)
            {
                var o = other as State;
                visitor.Field(ref step, o?.step);
                visitor.Field(ref prev, o?.prev);
                visitor.Field(ref step_size, o?.step_size);
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
            public static Rprop Rprop(IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1E-06, double max_step = 50, bool maximize = false) =>
                new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);

            public static Rprop Rprop(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1E-06, double max_step = 50, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, etaminus, etaplus, min_step, max_step, maximize);

            public static Rprop Rprop(IEnumerable<Rprop.ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1E-06, double max_step = 50, bool maximize = false) =>
                new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);
        }
    }
}

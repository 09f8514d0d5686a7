using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Averaged stochastic gradient descent (Polyak and Juditsky, SIAM J. Control Optim. 30, 1992).</summary>
    public class ASGD : OptimizerHelper
    {
        public ASGD(IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize) { }

        public ASGD(IEnumerable<ParamGroup<Options>> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0, bool maximize = false)
        {
            Check(lr, nameof(lr));
            Check(weight_decay, nameof(weight_decay));
            Start(new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay, maximize = maximize }, parameters);
        }

        public override void add_param_group(Modules.ParamGroup param_group) => Add<Options>(param_group, static parameter => new State(parameter));

        public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup<Options>>(group =>
        {
            foreach (Parameter parameter in group.Parameters)
                if (parameter.grad is { } grad)
                    Step(parameter, grad, (State)_state[parameter.Handle], group.Options);
        }, closure);

        private static void Step(Parameter parameter, Tensor grad, State state, Options options)
        {
            (double lr, double lambd) = (options.LearningRate!.Value, options.lambd!.Value);
            state.step++;
            if (options.maximize!.Value)
                grad = -grad;
            if (options.weight_decay!.Value != 0)
                grad = grad.add(parameter, options.weight_decay!.Value);
            parameter.mul_(1 - lambd * state.eta).add_(grad, -state.eta);
            if (state.mu == 1)
                state.ax.copy_(parameter);
            else
                state.ax.add_(parameter.sub(state.ax).mul_(state.mu));
            state.eta = lr / Math.Pow(1 + lambd * lr * state.step, options.alpha!.Value);
            state.mu = 1 / Math.Max(1, state.step - options.t0!.Value);
        }

        public class Options : OptimizerOptions
        {
            public bool? maximize;
            public double? lambd;
            public double? alpha;
            public double? weight_decay;
            public double? t0;

            private protected override void Visit(FieldVisitor visitor, OptimizerOptions? other)
            {
                var o = other as Options;
                visitor.Option(ref maximize, o?.maximize);
                visitor.Option(ref lambd, o?.lambd);
                visitor.Option(ref alpha, o?.alpha);
                visitor.Option(ref weight_decay, o?.weight_decay);
                visitor.Option(ref t0, o?.t0);
            }
        }

        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup() { }

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0)
                : base(parameters, new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay }) { }
        }

        /// <summary>A parameter's own rate, and its average.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            public long step;
            public double eta;
            public double mu;
            public Tensor ax = null!;

            public State(Parameter parameter) : base(parameter) { }

            public override void Initialize(OptimizerOptions options)
            {
                Release();
                (step, eta, mu, ax) = (0, options.LearningRate!.Value, 1, Zeros());
            }

            public void Dispose() => Release();

            private protected override void Visit(FieldVisitor visitor, OptimizerState? other)
            {
                var o = other as State;
                visitor.Field(ref step, o?.step);
                visitor.Field(ref eta, o?.eta);
                visitor.Field(ref mu, o?.mu);
                visitor.Field(ref ax, o?.ax);
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
            public static ASGD ASGD(IEnumerable<Parameter> parameters, double lr = 0.001, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);

            public static ASGD ASGD(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, lambd, alpha, t0, weight_decay, maximize);

            public static ASGD ASGD(IEnumerable<ParamGroup<ASGD.Options>> parameters, double lr = 0.001, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000, double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);
        }
    }
}

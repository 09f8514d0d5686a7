using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>L-BFGS with a fixed step (Nocedal, Mathematics of Computation 35, 1980): each <see cref="step"/> goes several times downhill, along directions that
    /// the last gradients correct for curvature, and computes the loss anew after each.</summary>
    public class LBFGS : optim.Optimizer, optim.ILearningRateController
    {
        private readonly Parameter[] _parameters;
        private readonly long _maxIterations, _maxEvaluations, _historySize;
        private readonly double _gradTolerance, _changeTolerance;
        // A gradient's change, the step that made it, and one by their product; the oldest first.
        private readonly List<(Tensor Change, Tensor Step, double Ro)> _history = [];
        private Tensor? _direction, _lastGrad;
        private double _stepSize, _scale = 1;

        internal LBFGS(IEnumerable<Parameter> parameters, double lr, long maxIterations, long maxEvaluations, double gradTolerance, double changeTolerance, long historySize) : base(IntPtr.Zero)
        {
            if (!(lr >= 0))
                throw new ArgumentException($"Invalid lr: {lr}; expected at least 0.", nameof(lr));
            (_maxIterations, _maxEvaluations, _historySize, _gradTolerance, _changeTolerance) = (maxIterations, maxEvaluations, historySize, gradTolerance, changeTolerance);
            _parameters = [.. parameters];
            add_param_group(new ParamGroup { Parameters = _parameters, Options = new OptimizerOptions { LearningRate = lr, InitialLearningRate = lr } });
        }

        public double LearningRate
        {
            get => _parameter_groups[0].LearningRate;
            set => _parameter_groups[0].LearningRate = value;
        }

        public double InitialLearningRate
        {
            get => _parameter_groups[0].InitialLearningRate;
            set => _parameter_groups[0].InitialLearningRate = value;
        }

        /// <param name="closure">Zeroes the gradients, computes the loss and its gradients, and returns it.</param>
        /// <returns>The loss before the step.</returns>
        public override Tensor? step(Func<Tensor>? closure)
        {
            ArgumentNullException.ThrowIfNull(closure);
            using IDisposable noGrad = no_grad();
            Tensor first = Evaluate(closure);
            double loss = first.ToDouble();
            for (long iteration = 1, evaluations = 1; iteration <= _maxIterations; iteration++)
            {
                if (!Move() || iteration == _maxIterations)
                    break;
                double before = loss;
                using (Tensor next = Evaluate(closure))
                    loss = next.ToDouble();
                if (++evaluations >= _maxEvaluations || Largest(_direction!) * _stepSize <= _changeTolerance || Math.Abs(loss - before) < _changeTolerance)
                    break;
            }
            return first;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _direction?.Dispose();
                _lastGrad?.Dispose();
                while (_history.Count > 0)
                    ForgetOldest();
            }
            base.Dispose(disposing);
        }

        private static Tensor Evaluate(Func<Tensor> closure)
        {
            using IDisposable grad = enable_grad();
            return closure();
        }

        /// <summary>One step. Returns false where the gradient is small enough, or no direction goes down.</summary>
        private bool Move()
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor grad = cat([.. _parameters.Select(p => p.grad is { } g ? g.reshape(-1) : p.detach().zeros_like().reshape(-1))]);
            if (Largest(grad) <= _gradTolerance)
                return false;
            Tensor direction = _direction is null ? -grad : Direction(grad);
            _stepSize = _direction is null ? Math.Min(1, 1 / grad.abs().sum().ToDouble()) * LearningRate : LearningRate;
            Keep(ref _direction, direction);
            Keep(ref _lastGrad, grad);
            if (grad.dot(direction).ToDouble() > -_changeTolerance)
                return false;
            long offset = 0;
            foreach (Parameter parameter in _parameters)
            {
                parameter.add_(direction.narrow(0, offset, parameter.NumberOfElements).view_as(parameter), _stepSize);
                offset += parameter.NumberOfElements;
            }
            return true;
        }

        /// <summary>The gradient times an estimate of the inverse Hessian, downwards, by the two loops of the paper.</summary>
        private Tensor Direction(Tensor grad)
        {
            Tensor change = grad - _lastGrad!, step = _direction! * _stepSize;
            double product = change.dot(step).ToDouble();
            if (product > 1e-10)
            {
                if (_history.Count == _historySize)
                    ForgetOldest();
                _history.Add((change.DetachFromDisposeScope(), step.DetachFromDisposeScope(), 1 / product));
                _scale = product / change.dot(change).ToDouble();
            }
            var alphas = new double[_history.Count];
            Tensor direction = -grad;
            for (int i = _history.Count - 1; i >= 0; i--)
            {
                alphas[i] = _history[i].Step.dot(direction).ToDouble() * _history[i].Ro;
                direction.add_(_history[i].Change, -alphas[i]);
            }
            direction.mul_(_scale);
            for (int i = 0; i < _history.Count; i++)
                direction.add_(_history[i].Step, alphas[i] - _history[i].Change.dot(direction).ToDouble() * _history[i].Ro);
            return direction;
        }

        private void ForgetOldest()
        {
            _history[0].Change.Dispose();
            _history[0].Step.Dispose();
            _history.RemoveAt(0);
        }

        private static double Largest(Tensor tensor)
        {
            using DisposeScope scope = NewDisposeScope();
            return tensor.abs().max().ToDouble();
        }

        private static void Keep(ref Tensor? kept, Tensor tensor)
        {
            kept?.Dispose();
            kept = tensor.DetachFromDisposeScope();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static LBFGS LBFGS(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1E-5, double tolerance_change = 1E-9, long history_size = 100) =>
                LBFGS(parameters.Select(p => p.parameter), lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);

            /// <param name="max_eval">How often a step computes the loss; null: 5 / 4 of <paramref name="max_iter"/>.</param>
            public static LBFGS LBFGS(IEnumerable<Parameter> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1E-5, double tolerance_change = 1E-9, long history_size = 100) =>
                new(parameters, lr, max_iter, max_eval ?? max_iter * 5 / 4, tolerange_grad, tolerance_change, history_size);
        }
    }
}

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Up and down between two rates in straight lines, while the momentum goes the other way (Smith, arXiv 1506.01186). Step it after each batch.</summary>
                public class CyclicLR : LRScheduler
                {
                    /// <summary>How the height of the cycles changes: not at all, halved each cycle, or times gamma each step.</summary>
                    public enum Mode
                    {
                        Triangular,
                        Triangular2,
                        ExpRange,
                    }

                    /// <summary>Whether a scale function counts cycles, from 1, or steps.</summary>
                    public enum ScaleMode
                    {
                        Cycle,
                        Iterations,
                    }

                    private readonly double _totalSize, _stepRatio;
                    private readonly double[] _maxRates, _low, _high;
                    private readonly Func<double, double> _scale;
                    private readonly ScaleMode _scaleMode;
                    private readonly Momenta? _momenta;

                    public CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Each(optimizer, base_lr), Each(optimizer, max_lr), step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, Each(optimizer, base_momentum), Each(optimizer, max_momentum), last_epoch, verbose) { }

                    /// <param name="base_lr">One a group, as are the others.</param>
                    /// <param name="step_size_down">−1: as many as up.</param>
                    /// <param name="scale_fn">Takes the place of <paramref name="mode"/>.</param>
                    public CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _totalSize = step_size_up + (step_size_down == -1 ? step_size_up : step_size_down);
                        _stepRatio = step_size_up / _totalSize;
                        base_lrs = PerGroup(optimizer, base_lr, nameof(base_lr));
                        _maxRates = PerGroup(optimizer, max_lr, nameof(max_lr));
                        (_low, _high) = (PerGroup(optimizer, base_momentum ?? Each(optimizer, 0.8), nameof(base_momentum)), PerGroup(optimizer, max_momentum ?? Each(optimizer, 0.9), nameof(max_momentum)));
                        _momenta = cycle_momentum ? new Momenta(optimizer, betas: false) : null;
                        (_scale, _scaleMode) = (scale_fn, mode) switch
                        {
                            (not null, _) => (scale_fn, scale_mode),
                            (_, Mode.Triangular2) => (x => Math.Pow(2, 1 - x), ScaleMode.Cycle),
                            (_, Mode.ExpRange) => (x => Math.Pow(gamma, x), ScaleMode.Iterations),
                            _ => (_ => 1, ScaleMode.Cycle),
                        };
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        double cycle = Math.Floor(1 + last_epoch / _totalSize), x = 1 + last_epoch / _totalSize - cycle;
                        double height = x <= _stepRatio ? x / _stepRatio : (x - 1) / (_stepRatio - 1);
                        double scale = _scale(_scaleMode == ScaleMode.Cycle ? cycle : last_epoch);
                        _momenta?.Set([.. _low.Zip(_high, (low, high) => high - (high - low) * height * scale)]);
                        return base_lrs.Zip(_maxRates, (low, high) => low + (high - low) * height * scale);
                    }
                }
            }

            public static LRScheduler CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum, last_epoch, verbose);

            public static LRScheduler CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum, last_epoch, verbose);
        }
    }
}

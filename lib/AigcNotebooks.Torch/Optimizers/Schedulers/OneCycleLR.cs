namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Up to the largest rate and down to almost none in one run of <c>total_steps</c> steps, while the momentum (Adam's beta1) goes the other way
                /// (Smith and Topin, arXiv 1708.07120). Step it after each batch.</summary>
                public class OneCycleLR : LRScheduler
                {
                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    private readonly record struct Phase(double EndStep, double[] StartRate, double[] EndRate, double[] StartMomentum, double[] EndMomentum);

                    private readonly int _totalSteps;
                    private readonly bool _cosine;
                    private readonly Momenta? _momenta;
                    private readonly Phase[] _phases;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1E4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Each(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, Each(optimizer, base_momentum), Each(optimizer, max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose) { }

                    /// <param name="max_lr">One a group, as are the momenta.</param>
                    /// <param name="pct_start">The share of the steps in which the rate rises.</param>
                    /// <param name="div_factor">The largest rate by the first one.</param>
                    /// <param name="final_div_factor">The first rate by the last one.</param>
                    /// <param name="three_phase">Fall to the first rate as fast as it rose, and then to the last one.</param>
                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1E4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (!(pct_start is >= 0 and <= 1))
                            throw new ArgumentException($"Expected a share between 0 and 1, found {pct_start}.", nameof(pct_start));
                        _totalSteps = Total(total_steps, epochs, steps_per_epoch);
                        _cosine = anneal_strategy == AnnealStrategy.Cos;
                        double[] largest = PerGroup(optimizer, max_lr, nameof(max_lr)), first = [.. largest.Select(rate => rate / div_factor)], last = [.. first.Select(rate => rate / final_div_factor)];
                        double[] low = PerGroup(optimizer, base_momentum ?? Each(optimizer, 0.85), nameof(base_momentum)), high = PerGroup(optimizer, max_momentum ?? Each(optimizer, 0.95), nameof(max_momentum));
                        Phase rise = new(pct_start * _totalSteps - 1, first, largest, high, low);
                        _phases = three_phase
                            ? [rise, new(2 * pct_start * _totalSteps - 2, largest, first, low, high), new(_totalSteps - 1, first, last, high, high)]
                            : [rise, new(_totalSteps - 1, largest, last, low, high)];
                        _momenta = cycle_momentum ? new Momenta(optimizer, betas: true) : null;
                        if (last_epoch == -1)
                            foreach ((ILearningRateController group, double rate) in optimizer.ParamGroups.Zip(first))
                                group.InitialLearningRate = rate;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (last_epoch > _totalSteps)
                            throw new InvalidOperationException($"Tried to step {last_epoch + 1} times. The specified number of total steps is {_totalSteps}");
                        double start = 0;
                        int i = 0;
                        for (; i < _phases.Length - 1 && last_epoch > _phases[i].EndStep; i++)
                            start = _phases[i].EndStep;
                        Phase phase = _phases[i];
                        double done = (last_epoch - start) / (phase.EndStep - start);
                        _momenta?.Set(Between(phase.StartMomentum, phase.EndMomentum, done));
                        return Between(phase.StartRate, phase.EndRate, done);
                    }

                    private double[] Between(double[] from, double[] to, double done) =>
                        [.. from.Zip(to, (a, b) => _cosine ? b + (a - b) / 2 * (Math.Cos(Math.PI * done) + 1) : (b - a) * done + a)];

                    private static int Total(int totalSteps, int epochs, int stepsPerEpoch)
                    {
                        if (totalSteps == -1 && epochs == -1 && stepsPerEpoch == -1)
                            throw new ArgumentException("Expected either total_steps, or epochs and steps_per_epoch.");
                        (string name, int value)[] counts = totalSteps != -1 ? [("total_steps", totalSteps)] : [("epochs", epochs), ("steps_per_epoch", stepsPerEpoch)];
                        foreach ((string name, int value) in counts)
                            if (value <= 0)
                                throw new ArgumentException($"Expected a positive number, found {value}.", name);
                        return totalSteps != -1 ? totalSteps : epochs * stepsPerEpoch;
                    }
                }
            }

            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1E4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static LRScheduler OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1E4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);
        }
    }
}

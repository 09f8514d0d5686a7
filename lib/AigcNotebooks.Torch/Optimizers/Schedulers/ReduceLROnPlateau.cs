namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Times a factor when a metric, given to <see cref="step(double, int?)"/>, has not improved for more than <c>patience</c> epochs.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _smallerIsBetter, _relative;
                    private readonly double _factor, _threshold, _eps;
                    private readonly int _patience, _cooldown;
                    private readonly double[] _least;
                    private double _best;
                    private int _badEpochs, _coolingDown;

                    /// <param name="mode">"min" or "max": which metric is better.</param>
                    /// <param name="threshold_mode">"rel" or "abs": whether the threshold is a share of the best metric.</param>
                    /// <param name="min_lr">One for all groups, or one a group.</param>
                    /// <param name="eps">A smaller change of the rate is left out.</param>
                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1E-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1E-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                            throw new ArgumentException($"Expected a factor below 1, found {factor}.", nameof(factor));
                        if (mode is not ("min" or "max"))
                            throw new ArgumentException($"Expected \"min\" or \"max\", found \"{mode}\".", nameof(mode));
                        if (threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"Expected \"rel\" or \"abs\", found \"{threshold_mode}\".", nameof(threshold_mode));
                        (_smallerIsBetter, _relative) = (mode == "min", threshold_mode == "rel");
                        (_factor, _threshold, _eps, _patience, _cooldown) = (factor, threshold, eps, patience, cooldown);
                        _least = PerGroup(optimizer, min_lr is { Count: > 1 } ? min_lr : Each(optimizer, min_lr is [double least] ? least : 0), nameof(min_lr));
                        _best = _smallerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
                        last_epoch = 0;
                    }

                    public override void step(double current, int? epoch = null)
                    {
                        last_epoch = epoch ?? last_epoch + 1;
                        if (IsBetter(current))
                            (_best, _badEpochs) = (current, 0);
                        else
                            _badEpochs++;
                        if (_coolingDown > 0)
                            (_coolingDown, _badEpochs) = (_coolingDown - 1, 0);
                        if (_badEpochs > _patience)
                        {
                            Reduce();
                            (_coolingDown, _badEpochs) = (_cooldown, 0);
                        }
                        Remember();
                    }

                    /// <exception cref="InvalidOperationException">Always: the metric is missing.</exception>
                    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau needs the metric: call step(double, int?).");

                    /// <exception cref="InvalidOperationException">Always: the metric is missing.</exception>
                    public override void step(int? epoch) => step();

                    private bool IsBetter(double current) => (_smallerIsBetter, _relative) switch
                    {
                        (true, true) => current < _best * (1 - _threshold),
                        (true, false) => current < _best - _threshold,
                        (false, true) => current > _best * (1 + _threshold),
                        (false, false) => current > _best + _threshold,
                    };

                    private void Reduce()
                    {
                        foreach ((ILearningRateController group, double least) in optimizer.ParamGroups.Zip(_least))
                        {
                            double rate = Math.Max(group.LearningRate * _factor, least);
                            if (group.LearningRate - rate <= _eps)
                                continue;
                            group.LearningRate = rate;
                            Print($"Epoch {last_epoch}: reducing learning rate to {rate:g4}.");
                        }
                    }
                }
            }

            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1E-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1E-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);
        }
    }
}

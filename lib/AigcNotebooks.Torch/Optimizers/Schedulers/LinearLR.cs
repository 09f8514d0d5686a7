namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Times a factor until epoch <c>total_iters</c>.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _totalIters;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        if (!(factor is >= 0 and <= 1))
                            throw new ArgumentException($"Expected a factor between 0 and 1, found {factor}.", nameof(factor));
                        (_factor, _totalIters) = (factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => last_epoch == 0 ? Times(_factor) : last_epoch == _totalIters ? Times(1 / _factor) : Rates;

                    protected override IEnumerable<double> get_closed_form_lr() => base_lrs.Select(rate => rate * (last_epoch >= _totalIters ? 1 : _factor));
                }

                /// <summary>Times a factor that goes in a straight line from <c>start_factor</c> to <c>end_factor</c>, at epoch <c>total_iters</c>: a warm-up.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start, _end;
                    private readonly int _totalIters;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        if (!(start_factor is > 0 and <= 1))
                            throw new ArgumentException($"Expected a start factor above 0 and at most 1, found {start_factor}.", nameof(start_factor));
                        if (!(end_factor is >= 0 and <= 1))
                            throw new ArgumentException($"Expected an end factor between 0 and 1, found {end_factor}.", nameof(end_factor));
                        (_start, _end, _totalIters) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        last_epoch == 0 ? Times(_start)
                        : last_epoch > _totalIters ? Rates
                        : Times(1 + (_end - _start) / (_totalIters * _start + (last_epoch - 1) * (_end - _start)));

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        base_lrs.Select(rate => rate * (_start + (_end - _start) * Math.Min(_totalIters, last_epoch) / _totalIters));
                }

                /// <summary>Times (1 − epoch / <c>total_iters</c>) to a power: down to nothing at epoch <c>total_iters</c>.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly double _totalIters, _power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_totalIters, _power) = (total_iters, power);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => last_epoch == 0 || last_epoch > _totalIters
                        ? Rates
                        : Times(Math.Pow((1 - last_epoch / _totalIters) / (1 - (last_epoch - 1) / _totalIters), _power));

                    protected override IEnumerable<double> get_closed_form_lr() => base_lrs.Select(rate => rate * Math.Pow(1 - Math.Min(_totalIters, last_epoch) / _totalIters, _power));
                }
            }

            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);
        }
    }
}

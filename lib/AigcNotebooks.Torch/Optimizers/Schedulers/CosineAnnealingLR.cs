namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Down along half a cosine to <c>eta_min</c> at epoch <c>T_max</c>, then up again (Loshchilov and Hutter, arXiv 1608.03983, without its restarts).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period, _least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_period, _least) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (last_epoch == 0)
                            return Rates;
                        if (_step_count == 1)
                            return get_closed_form_lr();
                        // At the bottom the quotient below would divide by zero.
                        if ((last_epoch - 1 - _period) % (2 * _period) == 0)
                            return Rates.Zip(base_lrs, (rate, start) => rate + (start - _least) * (1 - Math.Cos(Math.PI / _period)) / 2);
                        return Rates.Select(rate => (1 + Math.Cos(Math.PI * last_epoch / _period)) / (1 + Math.Cos(Math.PI * (last_epoch - 1) / _period)) * (rate - _least) + _least);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        base_lrs.Select(rate => _least + (rate - _least) * (1 + Math.Cos(Math.PI * last_epoch / _period)) / 2);
                }
            }

            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);
        }
    }
}

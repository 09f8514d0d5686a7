namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One scheduler after the other: the next takes over at each milestone.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) : base(optimizer, last_epoch + 1)
                    {
                        (_schedulers, _milestones) = ([.. schedulers], [.. milestones]);
                        if (_schedulers.Any(scheduler => scheduler.optimizer != optimizer))
                            throw new ArgumentException("Expected schedulers of the same optimizer.", nameof(schedulers));
                        if (_milestones.Length != _schedulers.Length - 1)
                            throw new ArgumentException($"Expected one milestone fewer than schedulers, found {_milestones.Length} milestones and {_schedulers.Length} schedulers.", nameof(milestones));
                        // Each scheduler took its first step when it was made: undone here, for all but the first.
                        foreach (ILearningRateController group in optimizer.ParamGroups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (LRScheduler scheduler in _schedulers)
                            scheduler.last_epoch--;
                        _schedulers[0].StartAnew();
                        Remember();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        int index = _milestones.Count(milestone => milestone <= last_epoch);
                        if (index > 0 && _milestones[index - 1] == last_epoch)
                            _schedulers[index].step(0);
                        else
                            _schedulers[index].step();
                        return Rates;
                    }
                }

                /// <summary>Several schedulers at once, in order, as if each were stepped.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;

                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        _schedulers = [.. schedulers];
                        if (_schedulers.Length == 0 || _schedulers.Any(scheduler => scheduler.optimizer != _schedulers[0].optimizer))
                            throw new ArgumentException("Expected at least one scheduler, and all of the same optimizer.", nameof(schedulers));
                        optimizer = _schedulers[0].optimizer;
                        Remember();
                    }

                    private protected override void Advance(int? epoch)
                    {
                        foreach (LRScheduler scheduler in _schedulers)
                            scheduler.step(epoch);
                        Remember();
                    }
                }
            }

            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);
        }
    }
}

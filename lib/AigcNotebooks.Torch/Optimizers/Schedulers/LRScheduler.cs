namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Changes an optimizer's learning rates, each time that <see cref="step()"/> is called: after each epoch, or after each step, as the schedule counts.
            /// Where two schedulers work on one optimizer, each starts from the rates that the other left.</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;
                internal Optimizer optimizer = null!;
                internal int last_epoch = -1;
                internal double[] base_lrs = [];
                private readonly bool _verbose;
                private double[] _last_lrs = [];

                protected LRScheduler() { }

                /// <param name="last_epoch">How far a schedule that is resumed had come; −1 starts anew.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    (this.optimizer, this.last_epoch, _verbose) = (optimizer, last_epoch, verbose);
                    base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _last_lrs = [.. Rates];
                }

                public virtual void step() => Advance(null);

                /// <param name="epoch">Go there, by the schedule's closed form where it has one; null: go one on.</param>
                public virtual void step(int? epoch) => Advance(epoch);

                /// <param name="current">The metric, which only <see cref="ReduceLROnPlateau"/> regards.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The learning rate of each group, as this scheduler last set it.</summary>
                public IEnumerable<double> get_last_lr() => _last_lrs;

                /// <summary>The rates at the epoch just reached, computed from the present ones. May change the scheduler and the optimizer: called once a step.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates;

                /// <summary>The rates at the epoch just reached, whatever the present ones are.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                internal IEnumerable<double> Rates => optimizer.ParamGroups.Select(group => group.LearningRate);

                /// <summary>The present rates times a factor.</summary>
                internal IEnumerable<double> Times(double factor) => Rates.Select(rate => rate * factor);

                internal void StartAnew()
                {
                    _step_count = 0;
                    step();
                }

                internal void Remember() => _last_lrs = [.. Rates];

                private protected void Print(string line)
                {
                    if (_verbose)
                        Console.WriteLine(line);
                }

                private protected virtual void Advance(int? epoch)
                {
                    _step_count++;
                    last_epoch = epoch ?? last_epoch + 1;
                    double[] rates = [.. epoch is null ? get_lr() : get_closed_form_lr()];
                    foreach ((ILearningRateController group, double rate) in optimizer.ParamGroups.Zip(rates))
                    {
                        if (group.LearningRate != rate)
                            Print($"Adjusting learning rate to {rate}");
                        group.LearningRate = rate;
                    }
                    Remember();
                }

                /// <summary>One value a group.</summary>
                private protected static T[] PerGroup<T>(Optimizer optimizer, IEnumerable<T> values, string name)
                {
                    T[] all = [.. values];
                    int groups = optimizer.ParamGroups.Count();
                    return all.Length == groups ? all : throw new ArgumentException($"Expected {groups} values, one a parameter group, found {all.Length}.", name);
                }

                private protected static IEnumerable<T> Each<T>(Optimizer optimizer, T value)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    return Enumerable.Repeat(value, optimizer.ParamGroups.Count());
                }
            }
        }
    }
}

using AigcNotebooks.Training;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace AigcNotebooks.Tests.Training;

public sealed class TrainingProgressTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Is_due_twice_a_second_and_after_the_last_step()
    {
        var progress = new TrainingProgress(1000, clock: _clock);
        var due = new List<long>();
        for (var step = 1; step <= 1000; step++)
        {
            _clock.Advance(0.01);
            if (progress.IsDue(step))
                due.Add(step);
        }

        // Ten seconds at two a second.
        Assert.Equal(Enumerable.Range(1, 20).Select(i => i * 50L), due);
        Assert.False(progress.IsDue(1000));
    }

    [Fact]
    public void The_last_step_is_due_once_even_right_after_another()
    {
        var progress = new TrainingProgress(100, clock: _clock);
        _clock.Advance(1);

        Assert.True(progress.IsDue(99));
        Assert.True(progress.IsDue(100));
        Assert.False(progress.IsDue(100));
    }

    [Fact]
    public void The_interval_can_be_chosen()
    {
        var progress = new TrainingProgress(100, interval: TimeSpan.FromSeconds(5), clock: _clock);

        _clock.Advance(4.9);
        Assert.False(progress.IsDue(1));
        _clock.Advance(0.2);
        Assert.True(progress.IsDue(2));
    }

    [Fact]
    public void The_rate_is_that_of_the_last_seconds()
    {
        var progress = new TrainingProgress(100_000, clock: _clock);
        Assert.True(double.IsNaN(progress.StepsPerSecond));
        Assert.Null(progress.TimeLeft);

        var step = Run(progress, 0, seconds: 60, stepsPerSecond: 10);
        Assert.Equal(10, progress.StepsPerSecond, 1e-6);
        Run(progress, step, seconds: 20, stepsPerSecond: 40);

        Assert.Equal(40, progress.StepsPerSecond, 1e-6);
        Assert.Equal((100_000 - 1400) / 40.0, progress.TimeLeft!.Value.TotalSeconds, 1e-3);
    }

    [Fact]
    public void Says_epoch_step_rate_and_time_left()
    {
        var progress = new TrainingProgress(9380, stepsPerEpoch: 938, clock: _clock);
        Assert.Equal("epoch 1/10 · step 0/9,380", progress.ToString());

        var step = Run(progress, 0, seconds: 50, stepsPerSecond: 40);
        Assert.Equal("epoch 3/10 · step 2,000/9,380 · 40.0 steps/s · 3:05 left", progress.ToString());
        Run(progress, step, seconds: 184.5, stepsPerSecond: 40);
        Assert.Equal("epoch 10/10 · step 9,380/9,380 · 40.0 steps/s · 3:55 in all", progress.ToString());
    }

    [Fact]
    public void Hours_are_shown_when_there_are_some()
    {
        var progress = new TrainingProgress(10_000, clock: _clock);
        Run(progress, 0, seconds: 10, stepsPerSecond: 1);

        Assert.Contains("2:46:30 left", progress.ToString());
    }

    [Fact]
    public void Steps_done_before_a_resume_count_as_done_not_as_fast()
    {
        var progress = new TrainingProgress(1000, startStep: 900, clock: _clock);
        Run(progress, 900, seconds: 5, stepsPerSecond: 10);

        Assert.Equal("step 950/1,000 · 10.0 steps/s · 0:05 left", progress.ToString());
    }

    [Fact]
    public void The_bar_is_as_long_as_the_part_done()
    {
        var progress = new TrainingProgress(80, clock: _clock);
        progress.Update(20);

        Assert.Contains("width:25%", Formatter.ToDisplayString(progress, "text/html"));
    }

    [Fact]
    public void The_terminal_gets_a_line_every_ten_seconds_and_one_at_the_end()
    {
        var terminal = new StringWriter();
        var progress = new TrainingProgress(250, 0, 0, null, _clock, terminal);
        Run(progress, 0, seconds: 25, stepsPerSecond: 10);
        progress.Update(250);

        var lines = terminal.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.Equal(["step 100/250", "step 200/250", "step 250/250"], lines.Select(line => line.Split(" · ")[0]));
    }

    [Fact]
    public void Impossible_numbers_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingProgress(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingProgress(10).Update(-1));
    }

    private long Run(TrainingProgress progress, long step, double seconds, int stepsPerSecond)
    {
        var last = step + (long)(seconds * stepsPerSecond);
        while (step < last)
        {
            _clock.Advance(1.0 / stepsPerSecond);
            progress.Update(++step);
        }
        return step;
    }

    [Fact]
    public void A_resumed_training_says_since_when_and_a_loaded_one_that_it_was_trained_before()
    {
        var resumed = new TrainingProgress(10, startStep: 4, clock: _clock);
        _clock.Advance(3);
        resumed.Update(10);

        Assert.Equal("step 10/10 · 2.0 steps/s · 0:03 since step 4", resumed.ToString());
        Assert.Equal("step 10/10 · trained before", new TrainingProgress(10, startStep: 10, clock: _clock).ToString());
    }
}

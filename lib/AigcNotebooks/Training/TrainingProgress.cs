using System.Globalization;
using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;

namespace AigcNotebooks.Training;

/// <summary>How far a training loop is, how fast, and how long it will still take. Shows itself as a thin bar with a line of text.
/// <code>
/// var progress = new TrainingProgress(totalSteps: epochs * stepsPerEpoch, stepsPerEpoch);
/// …
/// if (progress.IsDue(step)) shown.Update(new LiveBoard(progress, losses.ToPlot()));
/// </code></summary>
/// <remarks>Where the environment has <c>AIGC_PROGRESS=stderr</c> (as under <c>./aigc run</c>), the text also goes, at most every ten seconds and at
/// the end, as a plain line to the process's real standard error, past whatever a kernel does with <see cref="Console"/>. Not for several threads at once.</remarks>
[TypeFormatterSource(typeof(TrainingProgressFormatters), PreferredMimeTypes = [Mime.Html, Mime.Plain])]
public sealed class TrainingProgress : ILiveProgress
{
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly TextWriter? _terminal;
    private readonly long _start, _startStep;
    private readonly Queue<(TimeSpan Time, long Step)> _samples = [];
    private TimeSpan _lastSample, _lastDue, _lastLine;
    private bool _isEndReported;

    /// <summary>Starts the clock.</summary>
    /// <param name="totalSteps">How many steps the training has in all, at least 1.</param>
    /// <param name="stepsPerEpoch">How many of them are an epoch; 0 leaves epochs out of the text.</param>
    /// <param name="startStep">How many steps were done before, when a training is resumed: they count as done, not as fast.</param>
    /// <param name="interval">How long <see cref="IsDue"/> waits from one true to the next; half a second where not given.</param>
    /// <param name="clock">Where the time comes from; the system's where not given.</param>
    public TrainingProgress(long totalSteps, long stepsPerEpoch = 0, long startStep = 0, TimeSpan? interval = null, TimeProvider? clock = null)
        : this(totalSteps, stepsPerEpoch, startStep, interval, clock, TerminalLines.Open())
    {
    }

    internal TrainingProgress(long totalSteps, long stepsPerEpoch, long startStep, TimeSpan? interval, TimeProvider? clock, TextWriter? terminal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stepsPerEpoch);
        ArgumentOutOfRangeException.ThrowIfNegative(startStep);
        (TotalSteps, StepsPerEpoch, Step, _startStep) = (totalSteps, stepsPerEpoch, startStep, startStep);
        _interval = interval ?? TimeSpan.FromSeconds(0.5);
        _clock = clock ?? TimeProvider.System;
        _terminal = terminal;
        _start = _clock.GetTimestamp();
        _samples.Enqueue((TimeSpan.Zero, startStep));
    }

    /// <summary>Steps in all.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps an epoch, or 0.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>Steps done, as last told.</summary>
    public long Step { get; private set; }

    /// <summary>True once all steps are done.</summary>
    public bool IsComplete => Step >= TotalSteps;

    /// <summary>Time from the start to the last update.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Steps a second: over about the last ten seconds while it runs, over all of it once complete; NaN before the first step.</summary>
    public double StepsPerSecond
    {
        get
        {
            var (time, step) = IsComplete ? (TimeSpan.Zero, _startStep) : _samples.Peek();
            return Elapsed > time && Step > step ? (Step - step) / (Elapsed - time).TotalSeconds : double.NaN;
        }
    }

    /// <summary>Time left at this rate, or null while there is no rate.</summary>
    public TimeSpan? TimeLeft => IsComplete ? TimeSpan.Zero
        : StepsPerSecond is var rate and > 0 ? TimeSpan.FromSeconds(Math.Min((TotalSteps - Step) / rate, TimeSpan.MaxValue.TotalSeconds / 2)) : null;

    /// <summary>Tells how many steps are done. Costs a look at the clock.</summary>
    /// <param name="step">Steps done so far: 1 after the first, <see cref="TotalSteps"/> after the last.</param>
    public void Update(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        Step = step;
        Elapsed = _clock.GetElapsedTime(_start);
        if (Elapsed - _lastSample >= SampleInterval)
        {
            _samples.Enqueue((Elapsed, step));
            _lastSample = Elapsed;
            while (_samples.Count > 2 && Elapsed - _samples.Peek().Time > RateWindow)
                _samples.Dequeue();
        }
        if (_terminal is not null && (Elapsed - _lastLine >= TerminalInterval || (IsComplete && !_isEndReported)))
        {
            _terminal.WriteLine(ToString());
            _lastLine = Elapsed;
            _isEndReported |= IsComplete;
        }
    }

    /// <summary>Tells how many steps are done, and says whether a display of them is due: at most twice a second (see the constructor's interval), and after the last step.</summary>
    /// <param name="step">Steps done so far: 1 after the first, <see cref="TotalSteps"/> after the last.</param>
    public bool IsDue(long step)
    {
        var wasComplete = IsComplete;
        Update(step);
        if (Elapsed - _lastDue < _interval && !(IsComplete && !wasComplete))
            return false;
        _lastDue = Elapsed;
        return true;
    }

    /// <summary>For example "epoch 3/10 · step 2,345/9,380 · 42.1 steps/s · 2:47 left".</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (StepsPerEpoch > 0)
        {
            var epochs = (TotalSteps + StepsPerEpoch - 1) / StepsPerEpoch;
            parts.Add(Invariant($"epoch {Math.Clamp((Step + StepsPerEpoch - 1) / StepsPerEpoch, 1, epochs)}/{epochs}"));
        }
        parts.Add(Invariant($"step {Step:N0}/{TotalSteps:N0}"));
        if (double.IsFinite(StepsPerSecond))
            parts.Add($"{StepsPerSecond.ToString(StepsPerSecond < 100 ? "N1" : "N0", CultureInfo.InvariantCulture)} steps/s");
        if (IsComplete && _startStep == 0)
            parts.Add($"{Clock(Elapsed)} in all");
        else if (IsComplete)
            parts.Add(Step > _startStep ? Invariant($"{Clock(Elapsed)} since step {_startStep:N0}") : "trained before");
        else if (TimeLeft is { } left)
            parts.Add($"{Clock(left)} left");
        return string.Join(" · ", parts);
    }

    internal string ToHtml() =>
        "<div style=\"font-size:12px;font-variant-numeric:tabular-nums;text-align:left\">" + ToString() +
        "<div style=\"height:4px;margin-top:3px;border-radius:2px;background:rgba(128,128,128,.25)\"><div style=\"height:4px;border-radius:2px;" +
        Invariant($"width:{Math.Min(100, 100.0 * Step / TotalSteps):0.#}%;background:{Palette.Color(0)}\"></div></div></div>");

    private static string Clock(TimeSpan time)
    {
        time = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds, MidpointRounding.AwayFromZero));
        return time.TotalHours >= 1 ? Invariant($"{(long)time.TotalHours}:{time:mm\\:ss}") : Invariant($"{time:m\\:ss}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

internal sealed class TrainingProgressFormatters() : FormatterSource<TrainingProgress>(
    (Mime.Html, progress => progress.ToHtml()),
    (Mime.Plain, progress => progress.ToString()));

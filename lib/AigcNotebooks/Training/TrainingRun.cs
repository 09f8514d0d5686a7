using System.Globalization;
using AigcNotebooks.Data;
using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace AigcNotebooks.Training;

/// <summary>A training that is kept in a checkpoint: a run that was trained before is there at once, and one that was stopped goes on, with the same losses as if it had not been. Taught by notebook 03.
/// <code>
/// var checkpoint = new Checkpoint().Add("vae", vae, adam).Add("losses", losses);
/// var run = new TrainingRun($"03-vae-{epochs}-{dataset}-{profile}-{seed}", checkpoint, totalSteps, retrain);
/// run
///
/// foreach (var step in run.Steps())                   // nothing where it was trained before
/// {
///     using var scope = NewDisposeScope();
///     losses.Add("elbo", step, Step(order.Batch(data.TrainImages, step)));
/// }
/// </code></summary>
/// <remarks>
/// The file is <c>checkpoints/NAME.safetensors</c> in the kit's cache: <c>data/cache</c> of the repository (git ignores it), outside of one the user's. It is written at the start, every
/// fifteen seconds and at the end, always between two steps. Stop ends a cell anywhere, also within a step, after which some weights are a step ahead of others. The model stays as it is, to be
/// looked at; <see cref="Steps"/> and <see cref="Resume"/> then go on from the last checkpoint, and the few seconds since are trained again. What the loop draws must come from torch's generator, a <see cref="BatchOrder"/> or a part of the
/// checkpoint. Where the file cannot be written, training goes on without, and <see cref="ToString"/> says so.
/// Where the environment has <c>AIGC_RETRAIN=true</c> (as under <c>./aigc run</c> and in the tests) every run is trained anew.
/// </remarks>
[TypeFormatterSource(typeof(TrainingRunFormatters), PreferredMimeTypes = [Mime.Plain])]
public sealed class TrainingRun
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly Checkpoint _checkpoint;
    private readonly TimeProvider _clock;
    private readonly string _name;
    private TimeSpan _elapsedBefore;
    private string _origin = "", _problem = "";
    private Tensor? _random;
    private bool _isWithinStep, _isSaved;

    /// <summary>Loads the run's checkpoint where there is one; else, or with <paramref name="retrain"/>, starts anew.</summary>
    /// <param name="name">The file's name without its ending. It should name the notebook, the data set, the epochs, the profile, the seed and whatever else makes a run another one.</param>
    /// <param name="checkpoint">All that the training changes. It is added to: it belongs to this run alone.</param>
    /// <param name="totalSteps">How long to train, at least 1. A run that was trained for fewer steps before goes on from there.</param>
    /// <param name="retrain">Whether to begin at step 0 though there is a checkpoint, which is then kept as <c>NAME.previous.safetensors</c>, unless the file of that name has more steps.
    /// Models, optimizers and random numbers stay as they are now: where they have been trained already, make new ones first.</param>
    /// <param name="clock">Where the time comes from; the system's where not given.</param>
    /// <exception cref="ArgumentException">The name is empty or has characters that a file's name cannot have.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or that of another model; the message says which, and what to do. Nothing is changed.</exception>
    public TrainingRun(string name, Checkpoint checkpoint, long totalSteps, bool retrain = false, TimeProvider? clock = null)
        : this(System.IO.Path.Combine(DataFolders.Cache, "checkpoints"), name, checkpoint, totalSteps, retrain || Environment.GetEnvironmentVariable("AIGC_RETRAIN") == "true", clock)
    {
    }

    internal TrainingRun(string folder, string name, Checkpoint checkpoint, long totalSteps, bool retrain, TimeProvider? clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) >= 0)
            throw new ArgumentException($"Expected the name of a file, without folders; found \"{name}\".", nameof(name));
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        (_name, _clock, TotalSteps) = (name, clock ?? TimeProvider.System, totalSteps);
        _checkpoint = checkpoint.AddOrReplace("run", new Time(this));
        Path = System.IO.Path.Combine(folder, name + ".safetensors");
        if (retrain || !File.Exists(Path))
            Start();
        else
            Load();
    }

    /// <summary>The checkpoint's file.</summary>
    public string Path { get; }

    /// <summary>How many steps the training has in all.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps done.</summary>
    public long Step { get; private set; }

    /// <summary>Whether all are done.</summary>
    public bool IsComplete => Step >= TotalSteps;

    /// <summary>How long the steps done took, in this session and in those before; without what a Stop threw away.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>The steps still to be done. After each the run may be saved; a step counts as done once the loop's body has ended without an exception. Where the last loop over them ended
    /// within a step, by a Stop or a <c>break</c>, it goes on from this run's last checkpoint, if there is one. Torch's generator goes on from where the run stood, too, whatever was drawn since:
    /// so what follows a run that was trained before sees the same random numbers as what followed its training.</summary>
    /// <returns>The numbers of the steps, from <see cref="Step"/> + 1 to <see cref="TotalSteps"/>.</returns>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public IEnumerable<long> Steps()
    {
        if (_isWithinStep && _isSaved && File.Exists(Path))
            Load();
        if (_random is not null)
        {
            set_rng_state(_random);
            _random.Dispose();
            _random = null;
        }
        var start = _clock.GetTimestamp();
        var (saved, elapsedBefore) = (start, Elapsed);
        while (!IsComplete)
        {
            _isWithinStep = true;
            yield return Step + 1;
            _isWithinStep = false;
            Step++;
            Elapsed = elapsedBefore + _clock.GetElapsedTime(start);
            var isStopped = Stop.Token.IsCancellationRequested;
            if (isStopped || IsComplete || _clock.GetElapsedTime(saved) >= Interval)
            {
                Save();
                saved = _clock.GetTimestamp();
            }
            if (isStopped)
            {
                // A cell that looks at the model before the next loop may draw random numbers.
                RememberRandom();
                throw new OperationCanceledException(Stop.Token);
            }
        }
    }

    /// <summary>Goes back to this run's last checkpoint: after a Stop, or when weights were changed by hand.</summary>
    /// <exception cref="FileNotFoundException">There is none. A file that an earlier run left, and that this one could not replace, is not its checkpoint.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or that of another model. Nothing is changed.</exception>
    public void Resume()
    {
        if (!_isSaved)
            throw new FileNotFoundException($"{_name} has no checkpoint to go back to: it could never write {Path}{_problem}", Path);
        Load();
    }

    /// <summary>One line: where the run stands, and where it came from.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_name}: step {Step:N0} of {TotalSteps:N0}, {(long)Elapsed.TotalMinutes}:{Elapsed:ss} of training; {_origin}{_problem}");

    private string Previous => System.IO.Path.ChangeExtension(Path, ".previous.safetensors");

    /// <summary>Whether a new run keeps the file under the previous one's name. A run that was stopped early must not push out one that was trained for longer.</summary>
    private bool IsWorthKeeping => !File.Exists(Previous) || StepsIn(Path) >= StepsIn(Previous);

    private void Load()
    {
        try
        {
            Step = _checkpoint.Load(Path);
            RememberRandom();
        }
        catch (InvalidDataException e)
        {
            string previous = System.IO.Path.GetFileName(Previous);
            throw new InvalidDataException($"{e.Message} To train anew, set retrain = true; "
                + (IsWorthKeeping ? $"the file is then kept as {previous}." : $"the file is then written over, since {previous} has more steps and stays."), e);
        }
        (Elapsed, _isWithinStep, _isSaved) = (_elapsedBefore, false, true);
        _origin = IsComplete ? "trained before and loaded; set retrain = true to train anew" : "goes on from its checkpoint";
    }

    /// <summary>The next loop goes on from here, whatever is drawn until then.</summary>
    private void RememberRandom()
    {
        _random?.Dispose();
        _random = get_rng_state().DetachFromDisposeScope();
    }

    private void Start()
    {
        _origin = "trained anew";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            if (File.Exists(Path) && IsWorthKeeping)
                File.Move(Path, Previous, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Save says it.
        }
        Save();
    }

    private void Save()
    {
        try
        {
            _checkpoint.Save(Path, Step);
            (_isSaved, _problem) = (true, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = $"; its checkpoint cannot be written: {e.Message}";
        }
    }

    /// <summary>The steps of a checkpoint; -1 where the file is none.</summary>
    private static long StepsIn(string path)
    {
        try
        {
            return Checkpoint.StepOf(path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return -1;
        }
    }

    /// <summary>The time that a run took is part of it.</summary>
    private sealed class Time(TrainingRun run) : ICheckpointed
    {
        private const string Key = "seconds";

        public IReadOnlyDictionary<string, Tensor> SaveState() => new Dictionary<string, Tensor> { [Key] = tensor(new[] { run.Elapsed.TotalSeconds }) };

        public Action PrepareLoad(IReadOnlyDictionary<string, Tensor> saved)
        {
            if (!saved.TryGetValue(Key, out var seconds) || seconds.dtype != ScalarType.Float64 || seconds.numel() != 1)
                throw new InvalidDataException("it has no time of training");
            var elapsed = TimeSpan.FromSeconds(seconds.cpu().item<double>());
            return () => run._elapsedBefore = elapsed;
        }
    }
}

internal sealed class TrainingRunFormatters() : FormatterSource<TrainingRun>((Mime.Plain, run => run.ToString()));

using System.Text;
using TorchSharp.Native;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What optimizers share: groups with options, a state a parameter, and files of both.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = new();

    /// <summary>By the parameter's handle.</summary>
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    public OptimizerHelper() : base(IntPtr.Zero) { }

    public override IEnumerable<Parameter> parameters() => base.parameters();

    public override void zero_grad() => base.zero_grad();

    public override void add_param_group(ParamGroup param_group) => base.add_param_group(param_group);

    /// <summary>Runs the closure with gradients, then <paramref name="body"/> on each group without.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
            using (enable_grad())
                loss = loss_closure();
        using (no_grad())
        using (NewDisposeScope())
            foreach (ParamGroup group in _parameter_groups)
                body((T)group);
        return loss;
    }

    public virtual StateDictionary state_dict()
    {
        var state = new StateDictionary();
        foreach (ParamGroup group in _parameter_groups)
        {
            state.Options.Add(group.Options);
            int first = state.State.Count;
            state.State.AddRange(group.Parameters.Select(parameter => _state[parameter.Handle]));
            state.StateIndexRef.Add([.. Enumerable.Range(first, state.State.Count - first)]);
        }
        return state;
    }

    /// <summary>Copies another optimizer's options and state.</summary>
    /// <exception cref="ArgumentException">It has other groups or parameters; nothing is changed then.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        foreach ((OptimizerState mine, OptimizerState other) in own.State.Zip(state_dict.State))
            if (mine.GetType() != other.GetType() || !mine.Shape.SequenceEqual(other.Shape))
                throw new ArgumentException($"Invalid optimizer state: expected {mine.GetType()} of a parameter [{string.Join(", ", mine.Shape)}], found {other.GetType()} of one [{string.Join(", ", other.Shape)}].");
        foreach ((OptimizerOptions mine, OptimizerOptions other) in own.Options.Zip(state_dict.Options))
            if (mine != other)
                mine.LoadStateDict(other);
        foreach ((OptimizerState mine, OptimizerState other) in own.State.Zip(state_dict.State))
            if (mine != other)
                mine.LoadStateDict(other);
    }

    /// <summary>Writes options and state in TorchSharp's own format; a crash leaves the old file.</summary>
    public void save_state_dict(string location) => TensorFile.Replace(location, save_state_dict);

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        StateDictionary state = state_dict();
        TensorFile.WriteCount(writer, state.Options.Count);
        TensorFile.WriteCount(writer, state.State.Count);
        foreach (OptimizerOptions options in state.Options)
            options.SaveStateDict(writer);
        foreach (OptimizerState one in state.State)
            one.SaveStateDict(writer);
    }

    /// <summary>Reads what <see cref="save_state_dict(string)"/> or TorchSharp wrote.</summary>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> or TorchSharp wrote. Where that fails, nothing is changed.</summary>
    /// <exception cref="InvalidDataException">It is the state of another kind of optimizer, or damaged.</exception>
    /// <exception cref="ArgumentException">It is the state of other groups or parameters.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        string kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{kind}' in the loaded stream.");
        StateDictionary state = state_dict();
        CheckCounts(state, TensorFile.ReadCount(reader, "the number of groups"), TensorFile.ReadCount(reader, "the number of states"));

        using var before = new MemoryStream();
        using (var backup = new BinaryWriter(before, Encoding.UTF8, leaveOpen: true))
            save_state_dict(backup);
        try
        {
            ReadInto(state, reader);
        }
        catch
        {
            before.Position = 0;
            using var backup = new BinaryReader(before);
            _ = (backup.ReadString(), TensorFile.ReadCount(backup, ""), TensorFile.ReadCount(backup, ""));
            ReadInto(state, backup);
            throw;
        }
    }

    /// <summary>Moves the state, after the parameters have moved.</summary>
    public void to(Device device)
    {
        foreach (OptimizerState state in state_dict().State)
            state.to(device);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach ((IntPtr _, OptimizerState state) in _state)
                (state as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Gives <paramref name="group"/> the defaults that it leaves open, and its parameters their states.</summary>
    private protected void Add<TOptions>(ParamGroup group, Func<Parameter, OptimizerState> newState) where TOptions : OptimizerOptions, new()
    {
        group.Options ??= new TOptions();
        if (group.Options is not TOptions options)
            throw new ArgumentException($"Expected a group with options of type {typeof(TOptions)}, found {group.Options.GetType()}.", nameof(group));
        Parameter[] parameters = [.. group.Parameters ?? []];
        foreach (Parameter parameter in parameters)
            if (_state.ContainsKey(parameter.Handle))
                throw new ArgumentException($"A parameter of shape [{string.Join(", ", parameter.shape)}] is in another group of this optimizer already.", nameof(group));
        group.Parameters = parameters;
        options.Fill(_defaults);
        options.InitialLearningRate = options.LearningRate!.Value;
        _parameter_groups.Add(group);
        foreach (Parameter parameter in parameters)
        {
            OptimizerState state = newState(parameter);
            state.Initialize(options);
            _state[parameter.Handle] = state;
        }
    }

    /// <summary>Takes the options that groups leave open, and adds the groups.</summary>
    private protected void Start(OptimizerOptions defaults, IEnumerable<ParamGroup> groups)
    {
        defaults.InitialLearningRate = defaults.LearningRate!.Value;
        _defaults = defaults;
        foreach (ParamGroup group in groups)
            add_param_group(group);
    }

    /// <exception cref="ArgumentException"><paramref name="value"/> lies outside the range, or is no number.</exception>
    private protected static void Check(double value, string option, double least = 0, double below = double.PositiveInfinity)
    {
        if (!(value >= least && value < below))
            throw new ArgumentException($"Invalid {option}: {value}; expected at least {least}{(double.IsInfinity(below) ? "" : $" and below {below}")}.", option);
    }

    private static void CheckCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count)
            throw new ArgumentException($"Invalid optimizer state: expected {own.Options.Count} parameter groups, found {groups}.");
        if (states != own.State.Count)
            throw new ArgumentException($"Invalid optimizer state: expected {own.State.Count} parameters, found {states}.");
    }

    private static void ReadInto(StateDictionary state, BinaryReader reader)
    {
        foreach (OptimizerOptions options in state.Options)
            options.LoadStateDict(reader);
        foreach (OptimizerState one in state.State)
            one.LoadStateDict(reader);
    }
}

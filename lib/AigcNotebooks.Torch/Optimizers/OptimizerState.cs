using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Sets the state that a parameter has before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public virtual void SaveStateDict(BinaryWriter writer) => Visit(new StateWriter(writer), null);

    public virtual void LoadStateDict(BinaryReader reader) => Visit(new StateReader(reader, _parameter.device, _parameter.shape), null);

    public virtual void LoadStateDict(OptimizerState source)
    {
        if (source.GetType() != GetType())
            throw new ArgumentException($"Expected a state of type {GetType()}, found {source.GetType()}.", nameof(source));
        Visit(new StateCopier(_parameter.device), source);
    }

    public virtual bool ApproximatelyEquals(OptimizerState other)
    {
        if (other.GetType() != GetType())
            return false;
        var comparer = new StateComparer();
        Visit(comparer, other);
        return comparer.Equal;
    }

    public virtual void to(Device device) => Visit(new StateMover(device), null);

    internal long[] Shape => _parameter.shape;

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device) =>
        new StateReader(reader, device).Optional(ref result, null);

    /// <summary>Disposes all tensors.</summary>
    private protected void Release() => Visit(new StateDisposer(), null);

    /// <summary>Zeros of the parameter's shape that no scope frees.</summary>
    private protected Tensor Zeros() => _parameter.zeros_like().DetachFromDisposeScope();

    /// <summary>Shows <paramref name="visitor"/> the fields, each with <paramref name="other"/>'s, in the order of TorchSharp's files.</summary>
    private protected virtual void Visit(FieldVisitor visitor, OptimizerState? other) { }
}

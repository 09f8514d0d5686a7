namespace TorchSharp.Modules;

/// <summary>The options of a parameter group; null stands for the optimizer's own.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    /// <summary>Where learning-rate schedulers start from.</summary>
    public double InitialLearningRate { get; set; }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
        Visit(new StateWriter(writer), null);
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
        Visit(new StateReader(reader, torch.CPU), null);
    }

    public virtual void LoadStateDict(OptimizerOptions source)
    {
        if (source.GetType() != GetType())
            throw new ArgumentException($"Expected options of type {GetType()}, found {source.GetType()}.", nameof(source));
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
        Visit(new StateCopier(torch.CPU), source);
    }

    /// <summary>Sets what is left open.</summary>
    internal void Fill(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        Visit(new DefaultsFiller(), defaults);
    }

    /// <summary>Shows <paramref name="visitor"/> the fields beyond the learning rate, each with <paramref name="other"/>'s, in the order of TorchSharp's files.</summary>
    private protected virtual void Visit(FieldVisitor visitor, OptimizerOptions? other) { }
}

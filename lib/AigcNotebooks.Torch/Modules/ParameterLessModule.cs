namespace TorchSharp.Modules;

/// <summary>A module with nothing to learn.</summary>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>
{
    protected ParameterLessModule(string name) : base(name) { }

    protected override void RegisterComponents() { }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>
{
    protected ParameterLessModule(string name) : base(name) { }

    protected override void RegisterComponents() { }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, TResult> : torch.nn.Module<T1, T2, T3, TResult>
{
    protected ParameterLessModule(string name) : base(name) { }

    protected override void RegisterComponents() { }
}

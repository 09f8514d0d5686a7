namespace TorchSharp.Modules;

/// <summary>Marks the modules that have nothing to learn.</summary>
public interface IParameterLessModule;

/// <summary>A module with nothing to learn: it takes no parameters, buffers or submodules.</summary>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw ParameterLess.Refusal(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw ParameterLess.Refusal(this, "submodule", name);

    public override void register_parameter(string name, Parameter param) => throw ParameterLess.Refusal(this, "parameter", name);

    protected override void RegisterComponents() { }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw ParameterLess.Refusal(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw ParameterLess.Refusal(this, "submodule", name);

    public override void register_parameter(string name, Parameter param) => throw ParameterLess.Refusal(this, "parameter", name);

    protected override void RegisterComponents() { }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, TResult> : torch.nn.Module<T1, T2, T3, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw ParameterLess.Refusal(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw ParameterLess.Refusal(this, "submodule", name);

    public override void register_parameter(string name, Parameter param) => throw ParameterLess.Refusal(this, "parameter", name);

    protected override void RegisterComponents() { }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, TResult> : torch.nn.Module<T1, T2, T3, T4, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw ParameterLess.Refusal(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw ParameterLess.Refusal(this, "submodule", name);

    public override void register_parameter(string name, Parameter param) => throw ParameterLess.Refusal(this, "parameter", name);

    protected override void RegisterComponents() { }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, T5, TResult> : torch.nn.Module<T1, T2, T3, T4, T5, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw ParameterLess.Refusal(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw ParameterLess.Refusal(this, "submodule", name);

    public override void register_parameter(string name, Parameter param) => throw ParameterLess.Refusal(this, "parameter", name);

    protected override void RegisterComponents() { }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, T5, T6, TResult> : torch.nn.Module<T1, T2, T3, T4, T5, T6, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) => throw ParameterLess.Refusal(this, "buffer", name);

    public override void register_module(string name, torch.nn.Module submodule) => throw ParameterLess.Refusal(this, "submodule", name);

    public override void register_parameter(string name, Parameter param) => throw ParameterLess.Refusal(this, "parameter", name);

    protected override void RegisterComponents() { }
}

internal static class ParameterLess
{
    internal static InvalidOperationException Refusal(torch.nn.Module module, string what, string name) =>
        new($"{module.GetName()} is a parameter-less module: it takes no {what}, and so not '{name}'.");
}

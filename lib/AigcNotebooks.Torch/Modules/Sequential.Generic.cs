using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules of any kind, for a derived class that says in <c>forward</c> how they follow each other, and in <see cref="Slice"/> how to make one of its own kind.</summary>
public abstract class Sequential<T, TResult> : nn.Module<T, TResult>
{
    protected Sequential(params (string name, nn.Module submodule)[] modules) : base(nameof(Sequential))
    {
        foreach ((string name, nn.Module submodule) in modules)
            append(name, submodule);
    }

    protected Sequential(params nn.Module[] modules) : base(nameof(Sequential))
    {
        foreach (nn.Module module in modules)
            append(module);
    }

    public int Count => _internal_submodules.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _internal_submodules[index].Item2;

    [IndexerName("SequentialItems")]
    public Sequential<T, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T, TResult> this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential<T, TResult> append(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        add_module(name, module);
        return this;
    }

    public Sequential<T, TResult> append(nn.Module module) => append(Count.ToString(), module);

    protected virtual Sequential<T, TResult> Slice(int start, int end) => throw new NotSupportedException($"{GetType().Name} does not say how to take a slice of it.");

    protected override void RegisterComponents() { }
}

/// <summary>The same for two inputs.</summary>
public abstract class Sequential<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    protected Sequential(params (string name, nn.Module submodule)[] modules) : base(nameof(Sequential))
    {
        foreach ((string name, nn.Module submodule) in modules)
            append(name, submodule);
    }

    protected Sequential(params nn.Module[] modules) : base(nameof(Sequential))
    {
        foreach (nn.Module module in modules)
            append(module);
    }

    public int Count => _internal_submodules.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _internal_submodules[index].Item2;

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, TResult> this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential<T1, T2, TResult> append(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        add_module(name, module);
        return this;
    }

    public Sequential<T1, T2, TResult> append(nn.Module module) => append(Count.ToString(), module);

    protected virtual Sequential<T1, T2, TResult> Slice(int start, int end) => throw new NotSupportedException($"{GetType().Name} does not say how to take a slice of it.");

    protected override void RegisterComponents() { }
}

/// <summary>The same for three inputs.</summary>
public abstract class Sequential<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>
{
    protected Sequential(params (string name, nn.Module submodule)[] modules) : base(nameof(Sequential))
    {
        foreach ((string name, nn.Module submodule) in modules)
            append(name, submodule);
    }

    protected Sequential(params nn.Module[] modules) : base(nameof(Sequential))
    {
        foreach (nn.Module module in modules)
            append(module);
    }

    public int Count => _internal_submodules.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _internal_submodules[index].Item2;

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, TResult> this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential<T1, T2, T3, TResult> append(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        add_module(name, module);
        return this;
    }

    public Sequential<T1, T2, T3, TResult> append(nn.Module module) => append(Count.ToString(), module);

    protected virtual Sequential<T1, T2, T3, TResult> Slice(int start, int end) => throw new NotSupportedException($"{GetType().Name} does not say how to take a slice of it.");

    protected override void RegisterComponents() { }
}

/// <summary>The same for four inputs.</summary>
public abstract class Sequential<T1, T2, T3, T4, TResult> : nn.Module<T1, T2, T3, T4, TResult>
{
    protected Sequential(params (string name, nn.Module submodule)[] modules) : base(nameof(Sequential))
    {
        foreach ((string name, nn.Module submodule) in modules)
            append(name, submodule);
    }

    protected Sequential(params nn.Module[] modules) : base(nameof(Sequential))
    {
        foreach (nn.Module module in modules)
            append(module);
    }

    public int Count => _internal_submodules.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _internal_submodules[index].Item2;

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, TResult> this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential<T1, T2, T3, T4, TResult> append(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        add_module(name, module);
        return this;
    }

    public Sequential<T1, T2, T3, T4, TResult> append(nn.Module module) => append(Count.ToString(), module);

    protected virtual Sequential<T1, T2, T3, T4, TResult> Slice(int start, int end) => throw new NotSupportedException($"{GetType().Name} does not say how to take a slice of it.");

    protected override void RegisterComponents() { }
}

/// <summary>The same for five inputs.</summary>
public abstract class Sequential<T1, T2, T3, T4, T5, TResult> : nn.Module<T1, T2, T3, T4, T5, TResult>
{
    protected Sequential(params (string name, nn.Module submodule)[] modules) : base(nameof(Sequential))
    {
        foreach ((string name, nn.Module submodule) in modules)
            append(name, submodule);
    }

    protected Sequential(params nn.Module[] modules) : base(nameof(Sequential))
    {
        foreach (nn.Module module in modules)
            append(module);
    }

    public int Count => _internal_submodules.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _internal_submodules[index].Item2;

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, TResult> this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential<T1, T2, T3, T4, T5, TResult> append(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        add_module(name, module);
        return this;
    }

    public Sequential<T1, T2, T3, T4, T5, TResult> append(nn.Module module) => append(Count.ToString(), module);

    protected virtual Sequential<T1, T2, T3, T4, T5, TResult> Slice(int start, int end) => throw new NotSupportedException($"{GetType().Name} does not say how to take a slice of it.");

    protected override void RegisterComponents() { }
}

/// <summary>The same for six inputs.</summary>
public abstract class Sequential<T1, T2, T3, T4, T5, T6, TResult> : nn.Module<T1, T2, T3, T4, T5, T6, TResult>
{
    protected Sequential(params (string name, nn.Module submodule)[] modules) : base(nameof(Sequential))
    {
        foreach ((string name, nn.Module submodule) in modules)
            append(name, submodule);
    }

    protected Sequential(params nn.Module[] modules) : base(nameof(Sequential))
    {
        foreach (nn.Module module in modules)
            append(module);
    }

    public int Count => _internal_submodules.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _internal_submodules[index].Item2;

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, T6, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, T6, TResult> this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential<T1, T2, T3, T4, T5, T6, TResult> append(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        add_module(name, module);
        return this;
    }

    public Sequential<T1, T2, T3, T4, T5, T6, TResult> append(nn.Module module) => append(Count.ToString(), module);

    protected virtual Sequential<T1, T2, T3, T4, T5, T6, TResult> Slice(int start, int end) => throw new NotSupportedException($"{GetType().Name} does not say how to take a slice of it.");

    protected override void RegisterComponents() { }
}

namespace TorchSharp;

/// <summary>Owns the tensors created while it is the innermost scope of its thread, and disposes them with itself.</summary>
public sealed class DisposeScope : IDisposable
{
    private readonly HashSet<IDisposable> _disposables;
    private DisposeScopeManager? _manager;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer) =>
        (_manager, OuterScope, _disposables) = (manager, outer, manager.RentSet());

    internal DisposeScope? OuterScope { get; set; }

    /// <summary>How many tensors the scope owns.</summary>
    public int DisposablesCount => Open()._disposables.Count;

    /// <summary>What the scope owns, as a copy.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Open()._disposables];

    public bool Contains(IDisposable disposable) => _manager is not null && _disposables.Contains(disposable);

    public void Attach(IDisposable disposable) => Own(disposable);

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IDisposable[] all = [.. disposables];
        foreach (IDisposable disposable in all)
            Own(disposable);
        return all;
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        Move(disposable, null);
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (Detach(first), Detach(second));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables) => MoveAll(disposables, null);

    /// <summary>Gives <paramref name="disposable"/> to the scope around this one, or to no one where there is none.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(OuterScope, disposable);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveAll(disposables, OuterScope);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveAll(disposables, OuterScope);

    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        Move(disposable, scope);
        return disposable;
    }

    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveAll(disposables, scope);

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables) => MoveAll(disposables, scope);

    public void DisposeEverything() => DisposeEverythingBut(Array.Empty<IDisposable>());

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        IDisposable[] doomed = [.. Open()._disposables.Where(d => !keep.Contains(d))];
        foreach (IDisposable disposable in doomed)
            disposable.Dispose();
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Forgets <paramref name="disposable"/>, which disposed itself.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        Open()._disposables.Remove(disposable);
        SetOwner(disposable, null);
    }

    /// <summary>Disposes what the scope still owns, and closes it.</summary>
    public void Dispose()
    {
        if (_manager is not { } manager)
            return;
        manager.Remove(this);
        _manager = null;
        foreach (IDisposable disposable in _disposables)
        {
            SetOwner(disposable, null);
            disposable.Dispose();
        }
        manager.ReturnSet(_disposables);
    }

    /// <summary>A tensor that was just made here: it has no owner yet.</summary>
    internal void Add(torch.Tensor tensor)
    {
        _disposables.Add(tensor);
        tensor.OwningDisposeScope = this;
    }

    private DisposeScope Open()
    {
        ObjectDisposedException.ThrowIf(_manager is null, this);
        return this;
    }

    private void MoveAll(IEnumerable<IDisposable> disposables, DisposeScope? scope)
    {
        foreach (IDisposable disposable in disposables)
            Move(disposable, scope);
    }

    private void Move(IDisposable disposable, DisposeScope? scope)
    {
        if (!Open()._disposables.Remove(disposable))
            return;
        SetOwner(disposable, null);
        scope?.Own(disposable);
    }

    private void Own(IDisposable disposable)
    {
        DisposeScope? owner = disposable is torch.Tensor tensor
            ? tensor.OwningDisposeScope
            : throw new InvalidOperationException("DisposeScope can only manage Tensor");
        if (owner == this)
            return;
        owner?._disposables.Remove(disposable);
        Open()._disposables.Add(disposable);
        SetOwner(disposable, this);
    }

    private static void SetOwner(IDisposable disposable, DisposeScope? scope)
    {
        if (disposable is torch.Tensor tensor)
            tensor.OwningDisposeScope = scope;
    }
}

namespace TorchSharp;

/// <summary>Each thread's stack of dispose scopes.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? t_current;
    // A training loop opens a scope a step: sets are used again, so that the loop leaves no garbage of their size.
    private readonly Stack<HashSet<IDisposable>> _spareSets = [];

    internal static DisposeScopeManager ThreadSingleton => t_current ??= new DisposeScopeManager();

    internal DisposeScope? CurrentDisposeScope { get; private set; }

    internal DisposeScope NewDisposeScope() => CurrentDisposeScope = new DisposeScope(this, CurrentDisposeScope);

    internal HashSet<IDisposable> RentSet() => _spareSets.TryPop(out HashSet<IDisposable>? set) ? set : new(ReferenceEqualityComparer.Instance);

    internal void ReturnSet(HashSet<IDisposable> set)
    {
        set.Clear();
        _spareSets.Push(set);
    }

    /// <summary>Takes <paramref name="scope"/> off the stack, wherever it stands in it.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (CurrentDisposeScope == scope)
        {
            CurrentDisposeScope = scope.OuterScope;
            return;
        }
        for (DisposeScope? inner = CurrentDisposeScope; inner is not null; inner = inner.OuterScope)
            if (inner.OuterScope == scope)
                inner.OuterScope = scope.OuterScope;
    }
}

public static partial class torch
{
    /// <summary>The innermost open scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>Opens a scope: tensors that this thread creates until it is disposed are disposed with it, unless they are moved out.</summary>
    /// <returns>The scope, to be disposed by the caller, best by <c>using</c>.</returns>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AigcNotebooks.Kernel;

/// <summary>Where running cells look whether the user pressed Stop. The kernel writes calls of it into the code of cells: at the start of
/// each turn of a loop, before each `goto`, at the start of each method and lambda, and where any exception is caught.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StopCheck
{
    /// <summary>An exception is thrown again at each level of async methods, with a trace that grows each time: from 2,000 levels it comes up in
    /// a fifth of a second, from 16,000 in half a minute.</summary>
    private const nuint AsyncStackBytes = 512 << 10;
    private const string TooDeep = "The recursion is too deep: these methods call each other without end, or too often for the stack.";

    private static volatile bool requested;

    /// <summary>Where on this thread's stack the outermost async method began.</summary>
    [ThreadStatic]
    private static nuint outermostAsync;

    /// <summary>Whether some code is to end; <see cref="CellFlow"/> knows which. (This one is all that a loop usually reads.)</summary>
    internal static bool Requested
    {
        get => requested;
        set => requested = value;
    }

    /// <summary>Goes on, or ends the cell.</summary>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public static void Pass()
    {
        if (requested)
            CellFlow.ThrowIfStopped();
    }

    /// <summary>The value itself; for places where only an expression may stand.</summary>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public static T Pass<T>(T value)
    {
        Pass();
        return value;
    }

    /// <summary>As <see cref="Pass()"/>, for the start of what may call itself: a stack that overflows would end the process.</summary>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep.</exception>
    public static void Enter()
    {
        Pass();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException(TooDeep);
    }

    /// <summary>As <see cref="Enter"/>, for async methods.</summary>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep.</exception>
    public static unsafe void EnterAsync()
    {
        Enter();
        byte here;
        var address = (nuint)(&here);
        if (address > outermostAsync)
            outermostAsync = address;
        if (outermostAsync - address > AsyncStackBytes)
            throw new InsufficientExecutionStackException(TooDeep);
    }

    /// <summary>As <see cref="Enter"/>, and then true; for field initializers, which run before their constructor's body.</summary>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    /// <exception cref="InsufficientExecutionStackException">The recursion is too deep.</exception>
    public static bool Entered
    {
        get
        {
            Enter();
            return true;
        }
    }
}

/// <summary>Ends the code of a cell because Stop was pressed.</summary>
internal sealed class StoppedException() : OperationCanceledException("The cell was interrupted.");

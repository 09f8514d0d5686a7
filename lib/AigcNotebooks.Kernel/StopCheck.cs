using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AigcNotebooks.Kernel;

/// <summary>Where running cells look whether the user pressed Stop. The kernel writes calls of it into the code of cells: at the start of
/// each turn of a loop, before each `goto`, at the start of each method and lambda, and where any exception is caught.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StopCheck
{
    private static volatile bool requested;

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
            throw new InsufficientExecutionStackException("The recursion is too deep: these methods call each other without end, or too often for the stack.");
    }
}

/// <summary>Ends the code of a cell because Stop was pressed.</summary>
internal sealed class StoppedException() : OperationCanceledException("The cell was interrupted.");

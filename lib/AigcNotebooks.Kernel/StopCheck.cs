using System.ComponentModel;

namespace AigcNotebooks.Kernel;

/// <summary>Where running cells look whether the user pressed Stop. The kernel writes calls of it into the code of cells: at the start of
/// each turn of a loop, before each `goto`, and at the start of each method and lambda.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StopCheck
{
    private static volatile bool requested;

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
            throw new StoppedException();
    }

    /// <summary>The value itself; for places where only an expression may stand.</summary>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public static T Pass<T>(T value)
    {
        Pass();
        return value;
    }
}

/// <summary>Ends the code of a cell because Stop was pressed.</summary>
internal sealed class StoppedException() : OperationCanceledException("The cell was interrupted.");

namespace AigcNotebooks.Training;

/// <summary>Whether the user pressed Stop. The kit's own loops ask, so that a cell that waits for one ends soon; loops in cells need not, since the
/// kit's kernel checks those itself.</summary>
/// <remarks>The kernel leaves the running cell's token in <see cref="AppContext"/> under a name, so neither it nor the library knows the other.
/// Elsewhere there is none, and nothing ever stops.</remarks>
public static class Stop
{
    /// <summary>Cancelled when Stop is pressed while the cell runs that runs now; to be read anew in every cell.</summary>
    public static CancellationToken Token => AppContext.GetData("AigcNotebooks.StopToken") is CancellationToken token ? token : CancellationToken.None;

    /// <summary>Goes on, or ends the loop.</summary>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public static void ThrowIfRequested() => Token.ThrowIfCancellationRequested();
}

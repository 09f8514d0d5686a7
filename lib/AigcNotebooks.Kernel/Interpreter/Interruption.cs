namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Ends a running cell: its token is cancelled, and while the user's code runs, its blocking waits are woken.</summary>
internal sealed class Interruption(CellThread thread)
{
    private readonly Lock gate = new();
    private CancellationTokenSource source = new();
    private bool running;
    private bool inUserCode;

    /// <summary>Whether the running cell was asked to end.</summary>
    internal bool Requested => source.IsCancellationRequested;

    internal CancellationToken Token => source.Token;

    internal CancellationToken Begin()
    {
        lock (gate)
        {
            running = true;
            source = new CancellationTokenSource();
            return source.Token;
        }
    }

    /// <summary>To be called on the cell thread: clears an interrupt that woke nothing, so that the next cell does not meet it.</summary>
    internal bool End()
    {
        lock (gate)
            running = inUserCode = false;
        if (!Requested)
            return false;
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            return true;
        }
        return false;
    }

    /// <summary>Compilers hold locks and fill caches; only the user's own code is woken with an exception.</summary>
    internal void EnterUserCode()
    {
        lock (gate)
            inUserCode = true;
        Token.ThrowIfCancellationRequested();
    }

    internal void LeaveUserCode()
    {
        lock (gate)
            inUserCode = false;
    }

    /// <summary>From any thread; does nothing when no cell runs.</summary>
    internal void Request()
    {
        lock (gate)
        {
            if (!running)
                return;
            if (inUserCode)
                thread.Interrupt();
        }
        // Callbacks of the token are the user's code: not on the caller's thread.
        _ = source.CancelAsync();
    }
}

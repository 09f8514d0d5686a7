using System.Diagnostics;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Ends a running cell in three ways at once: the checks in its loops and methods throw, its token is cancelled, and while the
/// user's code runs, its blocking waits are woken.</summary>
/// <param name="thread">Where cells run.</param>
/// <param name="stuck">Told once when a cell runs on though Stop was pressed twice.</param>
internal sealed class Interruption(CellThread thread, Action stuck)
{
    /// <summary>A library finds the running cell's token with <see cref="AppContext.GetData"/> under this name, without knowing the kernel.</summary>
    internal const string TokenName = "AigcNotebooks.StopToken";

    /// <summary>How long a cell may take to end before a second Stop counts as in vain.</summary>
    private const int GraceMilliseconds = 500;

    private readonly Lock gate = new();
    private readonly ManualResetEventSlim ended = new(initialState: true);
    private CancellationTokenSource source = new();
    private bool running;
    private bool inUserCode;
    private bool stuckTold;
    private long firstRequest;

    /// <summary>Whether the running cell was asked to end.</summary>
    internal bool Requested => source.IsCancellationRequested;

    internal CancellationToken Token => source.Token;

    internal CancellationToken Begin()
    {
        lock (gate)
        {
            running = true;
            stuckTold = StopCheck.Requested = false;
            ended.Reset();
            source = new CancellationTokenSource();
            AppContext.SetData(TokenName, source.Token);
            return source.Token;
        }
    }

    /// <summary>To be called on the cell thread. The checks go on throwing until the next cell begins, for what the cell left behind on other threads.</summary>
    internal bool End()
    {
        lock (gate)
            running = inUserCode = false;
        ended.Set();
        ForgetPending();
        return true;
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
        ForgetPending();
    }

    /// <summary>From any thread; does nothing when no cell runs.</summary>
    internal void Request()
    {
        bool isFirst;
        lock (gate)
        {
            if (!running)
                return;
            isFirst = !Requested;
            if (isFirst)
                firstRequest = Stopwatch.GetTimestamp();
            StopCheck.Requested = true;
            if (inUserCode)
                thread.Interrupt();
            // The token's callbacks are the user's code: not on the caller's thread.
            _ = source.CancelAsync();
        }
        if (!isFirst)
            TellIfStuck();
    }

    private void TellIfStuck()
    {
        var left = GraceMilliseconds - (int)Stopwatch.GetElapsedTime(firstRequest).TotalMilliseconds;
        if (ended.Wait(Math.Max(left, 0)))
            return;
        lock (gate)
            if (stuckTold || !running || !Requested)
                return;
            else
                stuckTold = true;
        stuck();
    }

    /// <summary>Clears an interrupt that woke nothing, so that neither the kernel nor the next cell meets it.</summary>
    private void ForgetPending()
    {
        if (!Requested)
            return;
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            // It is gone now.
        }
    }
}

using System.Diagnostics;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Ends a running cell in three ways at once: the checks in its loops and methods throw, its token is cancelled, and while the
/// user's code runs, its blocking waits are woken, again and again: a `catch` or `finally` may wait, too.</summary>
internal sealed class Interruption
{
    /// <summary>A library finds the running cell's token with <see cref="AppContext.GetData"/> under this name, without knowing the kernel.</summary>
    internal const string TokenName = "AigcNotebooks.StopToken";

    /// <summary>How long a cell may take to end before a second Stop counts as in vain.</summary>
    private const int GraceMilliseconds = 500;
    private const int WakeMilliseconds = 100;

    /// <summary>How long the checks go on throwing in what stopped cells left behind on other threads.</summary>
    private const int LingerMilliseconds = 10_000;

    private readonly CellThread thread;
    private readonly Action stuck;
    private readonly Timer lingering;
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim ended = new(initialState: true);
    private CancellationTokenSource source = new();
    private bool running;
    private bool stuckTold;
    private long firstRequest;

    /// <param name="thread">Where cells run.</param>
    /// <param name="stuck">Told once when a cell runs on though Stop was pressed twice.</param>
    internal Interruption(CellThread thread, Action stuck)
    {
        this.thread = thread;
        this.stuck = stuck;
        lingering = new Timer(_ => StopLingering());
    }

    /// <summary>Whether the running cell was asked to end.</summary>
    internal bool Requested => source.IsCancellationRequested;

    internal CancellationToken Token => source.Token;

    /// <returns>The cell's number for <see cref="CellFlow.Join"/>, and its token.</returns>
    internal (int Cell, CancellationToken Token) Begin()
    {
        lock (gate)
        {
            running = true;
            stuckTold = false;
            ended.Reset();
            source = new CancellationTokenSource();
            AppContext.SetData(TokenName, source.Token);
            return (CellFlow.Begin(), source.Token);
        }
    }

    internal void End()
    {
        lock (gate)
            running = false;
        ended.Set();
    }

    /// <summary>Compilers hold locks and fill caches; only the user's own code is woken with an exception.</summary>
    internal void EnterUserCode()
    {
        thread.EnterUserCode();
        Token.ThrowIfCancellationRequested();
    }

    internal void LeaveUserCode() => thread.LeaveUserCode();

    /// <summary>From any thread. When no cell runs, it ends what earlier ones left behind.</summary>
    internal void Request()
    {
        lock (gate)
        {
            CellFlow.Stop();
            lingering.Change(LingerMilliseconds, Timeout.Infinite);
            thread.Interrupt();
            if (!Requested)
            {
                // The token's callbacks are the user's code: not on the caller's thread.
                _ = source.CancelAsync();
                firstRequest = Stopwatch.GetTimestamp();
                var cell = source;
                if (running)
                    new Thread(() => Wake(cell)) { IsBackground = true, Name = "stop" }.Start();
                return;
            }
        }
        TellIfStuck();
    }

    private void Wake(CancellationTokenSource cell)
    {
        while (true)
        {
            Thread.Sleep(WakeMilliseconds);
            lock (gate)
                if (running && source == cell)
                    thread.Interrupt();
                else
                    return;
        }
    }

    private void StopLingering()
    {
        lock (gate)
            if (running && Requested)
                lingering.Change(LingerMilliseconds, Timeout.Infinite);
            else
                StopCheck.Requested = false;
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
}

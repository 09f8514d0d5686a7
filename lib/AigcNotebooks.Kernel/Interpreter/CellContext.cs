namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Brings a cell's awaits back to the cell thread. A blocking wait on that thread (`task.Result`) goes on running them,
/// so code that would deadlock in other single-threaded contexts runs here.</summary>
internal sealed class CellContext : SynchronizationContext
{
    /// <summary>A wait that ends within this time runs nothing in between; locks, nearly always, are such.</summary>
    private const int QuietMilliseconds = 5;
    private const int SliceMilliseconds = 10;

    private readonly CellThread thread;
    private volatile bool abandoned;

    internal CellContext(CellThread thread)
    {
        this.thread = thread;
        SetWaitNotificationRequired();
    }

    /// <summary>Drops what the cell's code still has to do: it was interrupted, and must not come to life during a later cell.</summary>
    internal void Abandon() => abandoned = true;

    /// <summary>Blocks until the cell thread has something to run.</summary>
    /// <exception cref="ThreadInterruptedException">The cell was interrupted.</exception>
    internal void WaitForSignal() => WaitHelper([thread.Signal.SafeWaitHandle.DangerousGetHandle()], false, Timeout.Infinite);

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback callback, object? state) => thread.Post(() =>
    {
        if (abandoned)
            return;
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    });

    public override void Send(SendOrPostCallback callback, object? state)
    {
        if (ReferenceEquals(Current, this))
        {
            callback(state);
            return;
        }
        using var done = new ManualResetEventSlim();
        Post(_ =>
        {
            try
            {
                callback(state);
            }
            finally
            {
                done.Set();
            }
        }, null);
        done.Wait();
    }

    public override int Wait(nint[] waitHandles, bool waitAll, int millisecondsTimeout)
    {
        var deadline = millisecondsTimeout < 0 ? long.MaxValue : Environment.TickCount64 + millisecondsTimeout;
        var result = WaitHelper(waitHandles, waitAll, Slice(deadline, QuietMilliseconds));
        nint[] withSignal = [.. waitHandles, thread.Signal.SafeWaitHandle.DangerousGetHandle()];
        while (result == WaitHandle.WaitTimeout && Environment.TickCount64 < deadline)
        {
            thread.RunCallbacks();
            // "All of them or the signal" is no wait there is, so that one looks in turns.
            result = waitAll
                ? WaitHelper(waitHandles, true, Slice(deadline, SliceMilliseconds))
                : WaitHelper(withSignal, false, Slice(deadline, int.MaxValue));
            if (!waitAll && result == waitHandles.Length)
                result = WaitHandle.WaitTimeout;
        }
        return result;
    }

    private static int Slice(long deadline, int longest) =>
        deadline == long.MaxValue ? (longest == int.MaxValue ? Timeout.Infinite : longest)
            : (int)Math.Clamp(deadline - Environment.TickCount64, 0, longest);
}

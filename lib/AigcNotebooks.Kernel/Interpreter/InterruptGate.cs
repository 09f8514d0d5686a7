namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Lets other threads wake a thread's waits while it runs the user's code, and at no other time.</summary>
internal sealed class InterruptGate
{
    private readonly Lock gate = new();
    private bool open;
    private bool interrupted;

    /// <summary>From any thread: wakes what that thread waits for with an exception, if that may be woken now.</summary>
    internal void Interrupt(Thread thread)
    {
        lock (gate)
        {
            if (!open)
                return;
            interrupted = true;
            thread.Interrupt();
        }
    }

    internal void Open()
    {
        lock (gate)
            open = true;
    }

    /// <summary>On the thread itself. An interrupt that woke nothing is cleared, too, so that neither the kernel nor the next cell meets it.</summary>
    internal void Close()
    {
        while (true)
            try
            {
                lock (gate)
                    open = false;
                if (!interrupted)
                    return;
                interrupted = false;
                Thread.Sleep(1);
                return;
            }
            catch (ThreadInterruptedException)
            {
                // It is gone now; but the lock may not have been taken yet.
            }
    }
}

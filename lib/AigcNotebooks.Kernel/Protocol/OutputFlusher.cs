namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Sends what was gathered some 50 ms after the first of it. A thread of its own, so that cells that fill the thread pool are seen, too.</summary>
internal sealed class OutputFlusher
{
    private const int PeriodMilliseconds = 50;

    private readonly Lock gate = new();
    private readonly ManualResetEventSlim scheduled = new();
    private HashSet<OutputSender> waiting = [];

    internal OutputFlusher() => new Thread(Run) { IsBackground = true, Name = "output flusher" }.Start();

    internal void Schedule(OutputSender output)
    {
        lock (gate)
            waiting.Add(output);
        scheduled.Set();
    }

    private void Run()
    {
        while (true)
        {
            scheduled.Wait();
            Thread.Sleep(PeriodMilliseconds);
            scheduled.Reset();
            HashSet<OutputSender> due;
            lock (gate)
                (due, waiting) = (waiting, []);
            foreach (var output in due)
                output.FlushSome();
        }
    }
}

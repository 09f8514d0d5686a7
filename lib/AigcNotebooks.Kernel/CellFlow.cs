namespace AigcNotebooks.Kernel;

/// <summary>Which cell the running code belongs to. That goes along to the tasks, threads and timers that a cell starts, so Stop ends those of
/// the cells until now, however late they look, and none of a later cell's.</summary>
internal static class CellFlow
{
    private static readonly AsyncLocal<int> mine = new();
    private static volatile int current;
    private static volatile int stopped;

    /// <summary>A cell begins.</summary>
    /// <returns>What its code is to <see cref="Join"/>.</returns>
    internal static int Begin() => ++current;

    /// <summary>What this thread runs from now on belongs to that cell.</summary>
    internal static void Join(int cell) => mine.Value = cell;

    /// <summary>Ends the code of all cells that have begun.</summary>
    internal static void Stop()
    {
        stopped = current;
        StopCheck.Requested = true;
    }

    /// <exception cref="StoppedException">This code's cell was stopped. (Code that came without its flow is taken to be the newest cell's.)</exception>
    internal static void ThrowIfStopped()
    {
        var cell = mine.Value;
        if ((cell == 0 ? current : cell) <= stopped)
            throw new StoppedException();
    }
}

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Lets so many through at once, and then so many a second. Used under its owner's lock.</summary>
internal sealed class Pace(int burst, int perSecond)
{
    private double allowance = burst;
    private long lastRefill = Environment.TickCount64;

    /// <summary>How many may pass now.</summary>
    internal int Allowance()
    {
        var now = Environment.TickCount64;
        allowance = Math.Min(burst, allowance + (now - lastRefill) * (perSecond / 1000.0));
        lastRefill = now;
        return (int)Math.Max(0, allowance);
    }

    /// <summary>What was sent all the same is paid for, but for no longer than a burst is.</summary>
    internal void Spend(int count) => allowance = Math.Max(allowance - count, -burst);
}

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Writes lines about messages that were dropped or could not be answered: short ones, and no more than a disk can take in a flood. Safe for concurrent use.</summary>
internal sealed class ThrottledLog(Action<string> log)
{
    private const int MostCharacters = 2000;
    private const int Burst = 50;
    private const int MillisecondsPerLine = 1000;

    private readonly Lock gate = new();
    private double allowance = Burst;
    private long lastRefill = Environment.TickCount64;
    private long left;

    internal void Write(string line)
    {
        lock (gate)
        {
            var now = Environment.TickCount64;
            allowance = Math.Min(Burst, allowance + (now - lastRefill) / (double)MillisecondsPerLine);
            lastRefill = now;
            if (allowance < 1)
            {
                left++;
                return;
            }
            allowance--;
            TellLeft();
            log(OneLine(line));
        }
    }

    /// <summary>Says how many lines were left out since the last one.</summary>
    internal void Close()
    {
        lock (gate)
            TellLeft();
    }

    private void TellLeft()
    {
        if (left > 0)
            log($"... {left} more lines like these are left out ...");
        left = 0;
    }

    /// <summary>What peers send is not to move a terminal's cursor.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Take(MostCharacters).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? ' ' : character)) + (text.Length > MostCharacters ? " ..." : "");
}

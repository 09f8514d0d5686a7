using System.Text;
using AigcNotebooks.Kernel.Display;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>What a cell printed and was not sent yet. Jupyter's server drops text that comes faster than 3 MB within 3 seconds. Used under its owner's lock.</summary>
internal sealed class PendingText
{
    private const int LongLength = 1 << 20;

    private readonly StringBuilder text = new();
    private readonly OutputLimit limit = new();
    private readonly Pace pace = new(burst: 2_000_000, perSecond: 800_000);

    /// <summary>`stdout` or `stderr`.</summary>
    internal string Stream { get; set; } = "stdout";

    internal int Length => text.Length;

    /// <summary>How many characters may be sent now without being too fast.</summary>
    internal int Allowance => pace.Allowance();

    /// <summary>Whether there is so much that it is better sent at once.</summary>
    internal bool IsLong => text.Length >= LongLength && pace.Allowance() >= LongLength;

    internal void Append(string more) => text.Append(limit.Accept(more));

    /// <summary>Adds what is said at a cell's end of text that was left out.</summary>
    internal void AppendEnd() => text.Append(limit.End());

    internal void Cleared() => limit.Reset();

    /// <param name="all">false keeps back half of a surrogate pair whose other half is still to be written.</param>
    /// <param name="most">How many characters to take at most.</param>
    /// <returns>What is to be sent now; empty where there is nothing.</returns>
    internal string Take(bool all, int most = int.MaxValue)
    {
        var length = Math.Min(text.Length, most);
        if ((!all || length < text.Length) && length > 0 && char.IsHighSurrogate(text[length - 1]))
            length--;
        var taken = MimeBundle.WellFormed(text.ToString(0, length));
        text.Remove(0, length);
        pace.Spend(length);
        return taken;
    }
}

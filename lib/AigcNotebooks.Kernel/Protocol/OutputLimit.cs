using System.Globalization;
using System.Text;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>How much text of a cell is sent: a browser shows a few megabytes badly. Text beyond the limit is left out, but for its end.
/// Used under its owner's lock.</summary>
internal sealed class OutputLimit
{
    internal const int MostCharacters = 5_000_000;
    private const int TailCharacters = 4000;

    private readonly StringBuilder tail = new();
    private long accepted;
    private long left;

    /// <summary>The part of a text that is to be sent.</summary>
    internal ReadOnlySpan<char> Accept(ReadOnlySpan<char> text)
    {
        var taken = (int)Math.Min(text.Length, MostCharacters - accepted);
        accepted += taken;
        var rest = text[taken..];
        left += rest.Length;
        tail.Append(rest[^Math.Min(rest.Length, TailCharacters)..]);
        if (tail.Length > 2 * TailCharacters)
            tail.Remove(0, tail.Length - TailCharacters);
        return text[..taken];
    }

    /// <summary>What is sent at a cell's end in place of what was left out; null when nothing was.</summary>
    internal string? End()
    {
        if (left == 0)
            return null;
        var end = tail.ToString(Math.Max(0, tail.Length - TailCharacters), Math.Min(tail.Length, TailCharacters));
        end = end[(end.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var note = string.Create(CultureInfo.InvariantCulture, $"\n... {left - end.Length:N0} characters are not shown: a cell may print {MostCharacters:N0}; write more than that to a file ...\n{end}");
        Reset();
        return note;
    }

    /// <summary>The output was cleared, and counts no more.</summary>
    internal void Reset()
    {
        accepted = left = 0;
        tail.Clear();
    }
}

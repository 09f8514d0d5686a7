using System.Diagnostics;

namespace AigcNotebooks.Kernel.Display;

/// <summary>What cells write with <see cref="Debug"/> and <see cref="Trace"/> is shown, and an assertion that fails is an exception.
/// (.NET's own listener writes where no notebook sees it, and ends the process when an assertion fails.)</summary>
internal sealed class TraceOutput : TraceListener
{
    private static TraceListener[]? before;

    internal static void Install()
    {
        if (before is not null)
            return;
        before = [.. Trace.Listeners.Cast<TraceListener>()];
        Trace.Listeners.Clear();
        Trace.Listeners.Add(new TraceOutput());
    }

    internal static void Remove()
    {
        if (before is null)
            return;
        Trace.Listeners.Clear();
        Trace.Listeners.AddRange(before);
        before = null;
    }

    public override void Write(string? message)
    {
        if (NeedIndent)
            WriteIndent();
        Console.Write(message);
    }

    public override void WriteLine(string? message)
    {
        Write(message);
        Console.WriteLine();
        NeedIndent = true;
    }

    public override void Fail(string? message, string? detailMessage) =>
        throw new AssertionFailedException(string.Join(": ", new[] { "assertion failed", message, detailMessage }.Where(text => !string.IsNullOrEmpty(text))));
}

/// <summary>What <see cref="Debug.Assert(bool)"/> claims does not hold.</summary>
internal sealed class AssertionFailedException(string message) : Exception(message);

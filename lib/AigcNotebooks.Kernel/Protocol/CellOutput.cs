using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>One cell's output as iopub messages.</summary>
internal sealed class CellOutput(Message parent, int executionCount, IopubChannel iopub, StdinChannel stdin, OutputFlusher flusher) : ICellOutput
{
    private readonly OutputSender sender = new(parent, iopub, flusher);

    /// <summary>`silent` cells broadcast nothing.</summary>
    internal bool Silent { get; init; }

    internal bool AllowStdin { get; init; }

    /// <summary>The last result's `text/plain`, for the history.</summary>
    internal string? ResultText { get; private set; }

    /// <summary>What the reply brings for the front end's pager.</summary>
    internal MimeBundle? Paged { get; private set; }

    public void Write(string stream, string text)
    {
        if (!Silent && text.Length > 0)
            sender.Write(stream, text);
    }

    public void Display(MimeBundle data, string displayId)
    {
        if (Silent)
            return;
        sender.WaitForTurn();
        sender.Send("display_data", writer => writer.WriteDisplay(data, displayId), data.Size);
    }

    public void UpdateDisplay(MimeBundle data, string displayId)
    {
        if (!Silent)
            sender.Update(displayId, data);
    }

    public void Result(MimeBundle data)
    {
        ResultText = data[MimeBundle.PlainText];
        if (Silent)
            return;
        sender.Send("execute_result", writer =>
        {
            writer.WriteNumber("execution_count", executionCount);
            writer.WriteData(data);
        }, data.Size);
    }

    public void Page(MimeBundle data) => Paged = data;

    public void ClearOutput(bool wait)
    {
        if (Silent)
            return;
        sender.TextWasCleared();
        sender.WaitForTurn();
        sender.Send("clear_output", writer => writer.WriteBoolean("wait", wait));
    }

    internal void Error(CellError error)
    {
        if (!Silent)
            sender.Send("error", error.WriteTo);
    }

    public string ReadLine(string prompt, bool password, CancellationToken cancellation)
    {
        if (!AllowStdin)
            throw new InvalidOperationException("This front end does not take input (it sent the cell with allow_stdin = false), so nothing can be read here. Assign the value in the cell instead.");
        FlushAll();
        return stdin.ReadLine(parent, prompt, password, cancellation);
    }

    /// <summary>Sends what was gathered so far, no faster than front ends can take it: for the cell's end.</summary>
    internal void FlushAll() => sender.FlushAll();

    /// <summary>Sends it at once: the process ends.</summary>
    internal void FlushAtOnce() => sender.FlushAtOnce();
}

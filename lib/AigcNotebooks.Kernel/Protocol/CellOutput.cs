using System.Text;
using System.Text.Json;
using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>One cell's output as iopub messages. Text is gathered and sent at most every <see cref="OutputFlusher"/> period, no faster than
/// <see cref="OutputLimit"/> allows, and before anything that must not overtake it.</summary>
internal sealed class CellOutput(Message parent, int executionCount, IopubChannel iopub, StdinChannel stdin, OutputFlusher flusher) : ICellOutput
{
    private const int FlushAtOnceLength = 1 << 20;
    private const int WaitMilliseconds = 50;

    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
    private readonly OutputLimit limit = new();
    private string pendingStream = "stdout";
    private bool scheduled;

    /// <summary>`silent` cells broadcast nothing.</summary>
    internal bool Silent { get; init; }

    internal bool AllowStdin { get; init; }

    /// <summary>The last result's `text/plain`, for the history.</summary>
    internal string? ResultText { get; private set; }

    public void Write(string stream, string text)
    {
        if (Silent || text.Length == 0)
            return;
        lock (gate)
        {
            if (stream != pendingStream)
                FlushLocked(all: true);
            pendingStream = stream;
            pending.Append(limit.Accept(text));
            if (pending.Length >= FlushAtOnceLength && limit.Allowance() >= FlushAtOnceLength)
                FlushLocked(all: false);
            ScheduleLocked();
        }
    }

    /// <summary>Sends the text gathered so far, or as much of it as may be sent now; the rest follows.</summary>
    internal void FlushSome()
    {
        lock (gate)
        {
            scheduled = false;
            FlushLocked(all: false, limit.Allowance());
            // A surrogate whose other half is still to be written waits for it.
            if (pending.Length > 1)
                ScheduleLocked();
        }
    }

    /// <summary>Sends the text gathered so far, no faster than allowed: for the cell's end. What other threads go on writing is not waited for.</summary>
    internal void FlushAll()
    {
        var due = int.MaxValue;
        while (true)
        {
            lock (gate)
            {
                due = Math.Min(due, pending.Length);
                var before = pending.Length;
                FlushLocked(all: true, Math.Min(due, limit.Allowance()));
                due -= before - pending.Length;
                if (due <= 1)
                {
                    pending.Append(limit.End());
                    FlushLocked(all: true);
                    return;
                }
            }
            Thread.Sleep(WaitMilliseconds);
        }
    }

    public void Display(MimeBundle data, string displayId) => SendDisplay("display_data", data, displayId);

    public void UpdateDisplay(MimeBundle data, string displayId) => SendDisplay("update_display_data", data, displayId);

    public void Result(MimeBundle data)
    {
        ResultText = data[MimeBundle.PlainText];
        Send("execute_result", data.Size, writer =>
        {
            writer.WriteNumber("execution_count", executionCount);
            writer.WriteStartObject("data");
            data.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEmptyObject("metadata");
        });
    }

    /// <summary>What the reply brings for the front end's pager.</summary>
    internal MimeBundle? Paged { get; private set; }

    public void Page(MimeBundle data) => Paged = data;

    public void ClearOutput(bool wait)
    {
        lock (gate)
            limit.Reset();
        Send("clear_output", 0, writer => writer.WriteBoolean("wait", wait));
    }

    internal void Error(CellError error) => Send("error", 0, error.WriteTo);

    public string ReadLine(string prompt, bool password, CancellationToken cancellation)
    {
        if (!AllowStdin)
            throw new InvalidOperationException("This front end does not take input (it sent the cell with allow_stdin = false), so nothing can be read here. Assign the value in the cell instead.");
        FlushAll();
        return stdin.ReadLine(parent, prompt, password, cancellation);
    }

    private void SendDisplay(string type, MimeBundle data, string displayId) => Send(type, data.Size, writer =>
    {
        writer.WriteStartObject("data");
        data.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEmptyObject("metadata");
        writer.WriteStartObject("transient");
        writer.WriteString("display_id", displayId);
        writer.WriteEndObject();
    });

    private void Send(string type, int size, Action<Utf8JsonWriter> content)
    {
        if (Silent)
            return;
        lock (gate)
        {
            FlushLocked(all: true);
            iopub.Publish(type, parent, content, size);
        }
    }

    private void ScheduleLocked()
    {
        if (!scheduled)
            flusher.Schedule(this);
        scheduled = true;
    }

    /// <param name="all">false keeps back half of a surrogate pair whose other half is still to be written.</param>
    /// <param name="most">How many characters to send at most.</param>
    private void FlushLocked(bool all, int most = int.MaxValue)
    {
        var length = Math.Min(pending.Length, most);
        if ((!all || length < pending.Length) && length > 0 && char.IsHighSurrogate(pending[length - 1]))
            length--;
        if (length == 0)
            return;
        var text = MimeBundle.WellFormed(pending.ToString(0, length));
        pending.Remove(0, length);
        limit.Sent(length);
        iopub.Publish("stream", parent, writer =>
        {
            writer.WriteString("name", pendingStream);
            writer.WriteString("text", text);
        });
    }
}

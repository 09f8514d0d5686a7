using System.Text;
using System.Text.Json;
using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>One cell's output as iopub messages. Text is gathered and sent at most every <see cref="OutputFlusher"/> period,
/// and before anything that must not overtake it.</summary>
internal sealed class CellOutput(Message parent, int executionCount, IopubChannel iopub, StdinChannel stdin, OutputFlusher flusher) : ICellOutput
{
    private const int FlushAtOnceLength = 1 << 20;

    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
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
            pending.Append(text);
            if (pending.Length >= FlushAtOnceLength)
                FlushLocked(all: false);
            if (!scheduled)
                flusher.Schedule(this);
            scheduled = true;
        }
    }

    /// <summary>Sends the text gathered so far.</summary>
    /// <param name="all">false keeps back half of a surrogate pair whose other half is still to be written.</param>
    internal void Flush(bool all = true)
    {
        lock (gate)
        {
            scheduled = false;
            FlushLocked(all);
        }
    }

    public void Display(MimeBundle data, string displayId) => SendDisplay("display_data", data, displayId);

    public void UpdateDisplay(MimeBundle data, string displayId) => SendDisplay("update_display_data", data, displayId);

    public void Result(MimeBundle data)
    {
        ResultText = data[MimeBundle.PlainText];
        Send("execute_result", writer =>
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

    public void ClearOutput(bool wait) => Send("clear_output", writer => writer.WriteBoolean("wait", wait));

    internal void Error(CellError error) => Send("error", error.WriteTo);

    public string ReadLine(string prompt, bool password, CancellationToken cancellation)
    {
        if (!AllowStdin)
            throw new InvalidOperationException("This front end does not take input (it sent the cell with allow_stdin = false), so nothing can be read here. Assign the value in the cell instead.");
        Flush();
        return stdin.ReadLine(parent, prompt, password, cancellation);
    }

    private void SendDisplay(string type, MimeBundle data, string displayId) => Send(type, writer =>
    {
        writer.WriteStartObject("data");
        data.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEmptyObject("metadata");
        writer.WriteStartObject("transient");
        writer.WriteString("display_id", displayId);
        writer.WriteEndObject();
    });

    private void Send(string type, Action<Utf8JsonWriter> content)
    {
        if (Silent)
            return;
        lock (gate)
        {
            FlushLocked(all: true);
            iopub.Publish(type, parent, content);
        }
    }

    private void FlushLocked(bool all)
    {
        var length = pending.Length;
        if (!all && length > 0 && char.IsHighSurrogate(pending[length - 1]))
            length--;
        if (length == 0)
            return;
        var text = MimeBundle.WellFormed(pending.ToString(0, length));
        pending.Remove(0, length);
        iopub.Publish("stream", parent, writer =>
        {
            writer.WriteString("name", pendingStream);
            writer.WriteString("text", text);
        });
    }
}

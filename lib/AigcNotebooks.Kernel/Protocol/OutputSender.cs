using System.Text.Json;
using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Sends a cell's output in order and no faster than front ends can take it. Text, and updates of what is shown, are gathered and sent at most
/// every <see cref="OutputFlusher"/> period, and before anything that must not overtake them. Safe for concurrent use.</summary>
internal sealed class OutputSender(Message parent, IopubChannel iopub, OutputFlusher flusher)
{
    private const int WaitMilliseconds = 50;

    private readonly Lock gate = new();
    private readonly PendingText pendingText = new();
    private readonly OrderedDictionary<string, MimeBundle> pendingUpdates = [];
    /// <summary>Jupyter's server drops what is more than 3,000 messages within 3 seconds.</summary>
    private readonly Pace messages = new(burst: 1000, perSecond: 500);
    private bool scheduled;

    internal void Write(string stream, string text)
    {
        // A change between stdout and stderr is a message of its own.
        if (stream != pendingText.Stream)
            WaitForTurn();
        lock (gate)
        {
            if (stream != pendingText.Stream)
                FlushLocked();
            pendingText.Stream = stream;
            pendingText.Append(text);
            if (pendingText.IsLong)
                SendTextLocked(all: false);
            ScheduleLocked();
        }
    }

    /// <summary>Of several updates of one display within a period, only the newest is sent.</summary>
    internal void Update(string displayId, MimeBundle data)
    {
        lock (gate)
        {
            pendingUpdates[displayId] = data;
            ScheduleLocked();
        }
    }

    internal void Send(string type, Action<Utf8JsonWriter> content, int size = 0)
    {
        lock (gate)
        {
            FlushLocked();
            PublishLocked(type, content, size);
        }
    }

    /// <summary>Waits, where a cell has sent very many messages, until one more may follow.</summary>
    internal void WaitForTurn()
    {
        while (true)
        {
            lock (gate)
                if (messages.Allowance() > 0)
                    return;
            Thread.Sleep(WaitMilliseconds);
        }
    }

    internal void TextWasCleared()
    {
        lock (gate)
            pendingText.Cleared();
    }

    /// <summary>Sends what was gathered so far, or as much of it as may be sent now; the rest follows.</summary>
    internal void FlushSome()
    {
        lock (gate)
        {
            scheduled = false;
            SendTextLocked(all: false, pendingText.Allowance);
            SendUpdatesLocked(messages.Allowance());
            // A surrogate whose other half is still to be written waits for it.
            if (pendingText.Length > 1 || pendingUpdates.Count > 0)
                ScheduleLocked();
        }
    }

    /// <summary>Sends what was gathered so far, no faster than allowed: for the cell's end. What other threads go on writing is not waited for.</summary>
    internal void FlushAll()
    {
        var due = int.MaxValue;
        while (true)
        {
            lock (gate)
            {
                due = Math.Min(due, pendingText.Length);
                var before = pendingText.Length;
                SendTextLocked(all: true, Math.Min(due, pendingText.Allowance));
                due -= before - pendingText.Length;
                if (due <= 1)
                {
                    pendingText.AppendEnd();
                    FlushLocked();
                    return;
                }
            }
            Thread.Sleep(WaitMilliseconds);
        }
    }

    /// <summary>Sends all that was gathered, however much it is: the process ends.</summary>
    internal void FlushAtOnce()
    {
        lock (gate)
        {
            pendingText.AppendEnd();
            FlushLocked();
        }
    }

    private void ScheduleLocked()
    {
        if (!scheduled)
            flusher.Schedule(this);
        scheduled = true;
    }

    private void FlushLocked()
    {
        SendTextLocked(all: true);
        SendUpdatesLocked(pendingUpdates.Count);
    }

    private void SendTextLocked(bool all, int most = int.MaxValue)
    {
        var (stream, text) = (pendingText.Stream, pendingText.Take(all, most));
        if (text.Length > 0)
            PublishLocked("stream", writer =>
            {
                writer.WriteString("name", stream);
                writer.WriteString("text", text);
            });
    }

    private void SendUpdatesLocked(int most)
    {
        for (; most > 0 && pendingUpdates.Count > 0; most--)
        {
            var (displayId, data) = pendingUpdates.GetAt(0);
            pendingUpdates.RemoveAt(0);
            PublishLocked("update_display_data", writer => writer.WriteDisplay(data, displayId), data.Size);
        }
    }

    private void PublishLocked(string type, Action<Utf8JsonWriter> content, int size = 0)
    {
        messages.Spend(1);
        iopub.Publish(type, parent, content, size);
    }
}

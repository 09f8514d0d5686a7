using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Asks the front end that sent a cell for a line of input.</summary>
internal sealed class StdinChannel(ZmqSocket socket, MessageFraming framing, ThrottledLog log)
{
    private const int PollMilliseconds = 50;

    private readonly Lock gate = new();
    private volatile bool closed;

    /// <exception cref="OperationCanceledException">The cell was interrupted while it waited.</exception>
    internal string ReadLine(Message parent, string prompt, bool password, CancellationToken cancellation)
    {
        lock (gate)
        {
            // Answers to questions that were given up on are nobody's.
            while (socket.Receive(wait: false) is not null)
            {
            }
            socket.Send(framing.Serialize("input_request", parent, parent.Identities, writer =>
            {
                writer.WriteString("prompt", prompt);
                writer.WriteBoolean("password", password);
            }));
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (closed)
                    throw new OperationCanceledException("The kernel ends.");
                // Only whoever was asked may answer.
                if (socket.Poll(PollMilliseconds) && socket.Receive(wait: false) is { } frames && Parse(frames) is { Type: "input_reply" } reply
                    && reply.Identities is [var from, ..] && parent.Identities is [var asked, ..] && from.AsSpan().SequenceEqual(asked))
                    return reply.Text("value");
            }
        }
    }

    /// <summary>A question that waits for its answer is given up.</summary>
    internal void Close()
    {
        closed = true;
        lock (gate)
            socket.Dispose();
    }

    private Message? Parse(List<byte[]> frames)
    {
        try
        {
            return framing.Parse(frames);
        }
        catch (InvalidDataException exception)
        {
            log.Write($"dropped a message on stdin: {exception.Message}");
            return null;
        }
    }
}

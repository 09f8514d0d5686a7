using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Asks the front end that sent a cell for a line of input.</summary>
internal sealed class StdinChannel(ZmqSocket socket, MessageFraming framing, Action<string> log)
{
    private const int PollMilliseconds = 50;

    private readonly Lock gate = new();

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
                if (socket.Poll(PollMilliseconds) && socket.Receive(wait: false) is { } frames && Parse(frames) is { Type: "input_reply" } reply)
                    return reply.Text("value");
            }
        }
    }

    internal void Close()
    {
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
            log($"dropped a message on stdin: {exception.Message}");
            return null;
        }
    }
}

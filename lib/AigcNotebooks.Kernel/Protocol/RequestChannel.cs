using System.Text.Json;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Reads `shell` or `control` on a thread of its own, one request after the other.</summary>
internal sealed class RequestChannel(string name, ZmqSocket socket, MessageFraming framing, Router router, ThrottledLog log)
{
    /// <summary>How long a message sent before an error may take to arrive and still be aborted.</summary>
    private const int AbortWindowMilliseconds = 10;

    /// <summary>A front end that never stops sending must not hold up the reply for ever.</summary>
    private const int MostAborted = 1000;

    private readonly Queue<List<byte[]>> aborted = new();
    private readonly Queue<Action> afterIdle = new();

    /// <summary>Returns when the context was shut down; disposes the socket.</summary>
    internal void Run()
    {
        using (socket)
            while (socket.Receive() is { } frames)
            {
                Handle(frames, abort: false);
                while (aborted.TryDequeue(out var queued))
                    Handle(queued, abort: true);
            }
    }

    internal void Send(string type, Message parent, Action<Utf8JsonWriter> content, Action<Utf8JsonWriter>? metadata) =>
        socket.Send(framing.Serialize(type, parent, parent.Identities, content, metadata));

    internal void AbortQueued()
    {
        while (aborted.Count < MostAborted && socket.Poll(AbortWindowMilliseconds) && socket.Receive(wait: false) is { } frames)
            aborted.Enqueue(frames);
    }

    internal void AfterIdle(Action action) => afterIdle.Enqueue(action);

    private void Handle(List<byte[]> frames, bool abort)
    {
        try
        {
            router.Dispatch(new Request(framing.Parse(frames), this), abort);
        }
        catch (InvalidDataException exception)
        {
            log.Write($"dropped a message on {name}: {exception.Message}");
        }
        while (afterIdle.TryDequeue(out var action))
            action();
    }
}

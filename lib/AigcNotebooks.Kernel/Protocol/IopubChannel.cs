using System.Text.Json;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Broadcasts to all front ends. Safe for concurrent use.</summary>
internal sealed class IopubChannel(ZmqSocket socket, MessageFraming framing)
{
    private readonly Lock gate = new();
    private bool closed;

    /// <param name="size">About how large the content is, where that is known and large.</param>
    internal void Publish(string type, Message parent, Action<Utf8JsonWriter> content, int size = 0)
    {
        var frames = framing.Serialize(type, parent, [], content, size: size);
        lock (gate)
            if (!closed)
                socket.Send(frames);
    }

    internal void Status(Message parent, string state) => Publish("status", parent, writer => writer.WriteString("execution_state", state));

    /// <summary>What is published later, by threads that outlive the session, is lost.</summary>
    internal void Close()
    {
        lock (gate)
        {
            closed = true;
            socket.Dispose();
        }
    }
}

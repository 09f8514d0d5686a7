using System.Text.Json;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Broadcasts to all front ends. Safe for concurrent use.</summary>
internal sealed class IopubChannel(ZmqSocket socket, MessageFraming framing)
{
    private readonly Lock gate = new();
    private bool closed;

    internal void Publish(string type, Message parent, Action<Utf8JsonWriter> content, Action<Utf8JsonWriter>? metadata = null)
    {
        var frames = framing.Serialize(type, parent, [], content, metadata);
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

using System.Text.Json;
using System.Text.Unicode;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Broadcasts to all front ends, and welcomes each new one (JEP 65). Safe for concurrent use.</summary>
internal sealed class IopubChannel(ZmqSocket socket, MessageFraming framing)
{
    private const byte Subscribed = 1;

    private readonly Lock gate = new();
    private readonly int fileDescriptor = socket.FileDescriptor;
    private bool starting = true;
    private bool closed;

    /// <param name="size">About how large the content is, where that is known and large.</param>
    internal void Publish(string type, Message parent, Action<Utf8JsonWriter> content, int size = 0)
    {
        var frames = framing.Serialize(type, parent, [], content, size: size);
        lock (gate)
            if (!closed)
            {
                socket.Send(frames);
                // To send also takes note of what came, and then nothing else wakes up for it.
                Welcome();
            }
    }

    /// <summary>What a request makes of the kernel: busy, idle.</summary>
    internal void Status(Message parent, string state)
    {
        // jupyter_client interrupts a kernel before it ends it, and what did not reach the old process comes to the new one.
        if (parent.Type != "interrupt_request")
            lock (gate)
                starting = false;
        Publish("status", parent, writer => writer.WriteString("execution_state", state));
    }

    /// <summary>Returns when the channel was closed. On a thread of its own.</summary>
    internal void Run()
    {
        while (true)
        {
            ZmqSocket.WaitForEvent(fileDescriptor);
            lock (gate)
                if (closed)
                    return;
                else
                    Welcome();
        }
    }

    /// <summary>Tells new subscribers that from now on they miss nothing. Whatever else they send is dropped: nothing is to come here.
    /// Those that come before the first request also hear that the kernel starts. When it takes the place of one that died, the front ends connect anew a
    /// little after it has bound its address; classic Notebook asks nothing, and shows a dead kernel, until it hears that.</summary>
    private void Welcome()
    {
        while (socket.Receive(wait: false) is { } frames)
            if (frames is [[Subscribed, .. var topic]] && Utf8.IsValid(topic))
            {
                socket.Send(framing.Serialize("iopub_welcome", Message.None, topic is [] ? [] : [topic], writer => writer.WriteString("subscription", topic)));
                if (starting)
                    socket.Send(framing.Serialize("status", Message.None, [], writer => writer.WriteString("execution_state", "starting")));
            }
    }

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

using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Sends back whatever comes, so that front ends see that the kernel lives, even while a cell runs.</summary>
internal static class Heartbeat
{
    /// <summary>Returns when the context was shut down; disposes the socket.</summary>
    internal static void Run(ZmqSocket socket)
    {
        using (socket)
            while (socket.Receive() is { } frames)
                // One that was too large to be kept is answered, too: a reply socket receives nothing more before it has sent.
                socket.Send(frames is [] ? [default] : frames.ConvertAll(frame => (ReadOnlyMemory<byte>)frame));
    }
}

using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Sends back whatever comes, so that front ends see that the kernel lives, even while a cell runs. Its socket routes: libzmq's reply socket
/// loses the answer to a request that comes after another's malformed one.</summary>
internal static class Heartbeat
{
    /// <summary>Returns when the context was shut down; disposes the socket.</summary>
    internal static void Run(ZmqSocket socket)
    {
        using (socket)
            while (socket.Receive() is { } frames)
                socket.Send(frames.ConvertAll(frame => (ReadOnlyMemory<byte>)frame));
    }
}

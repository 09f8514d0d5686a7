namespace AigcNotebooks.Kernel.Wire;

/// <summary>One ZeroMQ socket. Not safe for concurrent use: its owner's thread, or a lock, guards it.</summary>
internal sealed unsafe class ZmqSocket : IDisposable
{
    private nint handle;

    internal ZmqSocket(nint context, int type)
    {
        handle = ZmqNative.zmq_socket(context, type);
        if (handle == 0)
            throw new ZmqException("zmq_socket");
        // Half a second to get the last replies out; no limit on queued messages, since a dropped one would hang a front end.
        Set(ZmqNative.OptionLinger, 500);
        Set(ZmqNative.OptionSendHighWaterMark, 0);
        Set(ZmqNative.OptionReceiveHighWaterMark, 0);
        // A front end that reconnects under its old identity takes the place of its dead connection.
        if (type == ZmqNative.Router)
            Set(ZmqNative.OptionRouterHandover, 1);
    }

    /// <exception cref="ZmqException">The address is taken or is not this machine's.</exception>
    internal void Bind(string address)
    {
        if (ZmqNative.zmq_bind(handle, address) != 0)
            throw new ZmqException($"cannot bind {address}");
    }

    /// <summary>Sends a message; after the context's shutdown there is nobody to send to, and nothing happens.</summary>
    internal void Send(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        for (var i = 0; i < frames.Count; i++)
            fixed (byte* data = frames[i].Span)
                while (ZmqNative.zmq_send(handle, data, (nuint)frames[i].Length, i + 1 < frames.Count ? ZmqNative.SendMore : 0) < 0)
                {
                    var error = ZmqNative.zmq_errno();
                    if (error is ZmqNative.Terminated or ZmqNative.NotSocket)
                        return;
                    if (error != ZmqNative.Interrupted)
                        throw new ZmqException("zmq_send");
                }
    }

    /// <summary>The next message's frames. Blocks, unless <paramref name="wait"/> is false.</summary>
    /// <returns>null when there is none, or when the context was shut down.</returns>
    internal List<byte[]>? Receive(bool wait = true)
    {
        var frames = new List<byte[]>();
        ZmqNative.Message message;
        do
        {
            _ = ZmqNative.zmq_msg_init(&message);
            while (ZmqNative.zmq_msg_recv(&message, handle, wait ? 0 : ZmqNative.DontWait) < 0)
            {
                var error = ZmqNative.zmq_errno();
                if (error == ZmqNative.Interrupted)
                    continue;
                _ = ZmqNative.zmq_msg_close(&message);
                if (error is ZmqNative.Again or ZmqNative.Terminated or ZmqNative.NotSocket)
                    return null;
                throw new ZmqException("zmq_msg_recv");
            }
            frames.Add(new ReadOnlySpan<byte>(ZmqNative.zmq_msg_data(&message), checked((int)ZmqNative.zmq_msg_size(&message))).ToArray());
            _ = ZmqNative.zmq_msg_close(&message);
        }
        while (HasMore());
        return frames;
    }

    /// <summary>Whether a message can be received within that time.</summary>
    internal bool Poll(int milliseconds)
    {
        var item = new ZmqNative.PollItem { Socket = handle, Events = ZmqNative.PollIn };
        return ZmqNative.zmq_poll(&item, 1, milliseconds) > 0;
    }

    public void Dispose()
    {
        if (handle == 0)
            return;
        _ = ZmqNative.zmq_close(handle);
        handle = 0;
    }

    private bool HasMore()
    {
        int more = 0;
        nuint length = sizeof(int);
        return ZmqNative.zmq_getsockopt(handle, ZmqNative.OptionReceiveMore, &more, &length) == 0 && more != 0;
    }

    private void Set(int option, int value)
    {
        if (ZmqNative.zmq_setsockopt(handle, option, &value, sizeof(int)) != 0)
            throw new ZmqException($"zmq_setsockopt({option})");
    }
}

namespace AigcNotebooks.Kernel.Wire;

/// <summary>One ZeroMQ socket. Not safe for concurrent use: its owner's thread, or a lock, guards it.</summary>
internal sealed unsafe class ZmqSocket : IDisposable
{
    /// <summary>A subscriber that is so far behind, and reads no more, is not kept messages for.</summary>
    private const int MostUnreadBroadcasts = 100_000;

    private nint handle;

    /// <param name="context">The context's handle.</param>
    /// <param name="type">One of the types in <see cref="ZmqNative"/>.</param>
    /// <param name="mostBytes">A peer that sends a larger frame is disconnected by libzmq, before any memory is taken for it.</param>
    internal ZmqSocket(nint context, int type, long mostBytes)
    {
        handle = ZmqNative.zmq_socket(context, type);
        if (handle == 0)
            throw new ZmqException("zmq_socket");
        // Half a second to get the last replies out; no limit on queued ones, since a dropped one would hang a front end. What comes in keeps
        // libzmq's limit: beyond it nothing is dropped, the sender waits.
        Set(ZmqNative.OptionLinger, 500);
        Set(ZmqNative.OptionMostBytes, mostBytes);
        Set(ZmqNative.OptionSendHighWaterMark, type == ZmqNative.XPub ? MostUnreadBroadcasts : 0);
        // A front end that reconnects under its old identity takes the place of its dead connection.
        if (type == ZmqNative.Router)
            Set(ZmqNative.OptionRouterHandover, 1);
        // Each subscription is told, also the second one to the same topic.
        if (type == ZmqNative.XPub)
            Set(ZmqNative.OptionXPubVerbose, 1);
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
    /// <returns>null when there is none, or when the context was shut down; no frames for a message beyond <see cref="MessageLimits"/>, which is thrown away.</returns>
    internal List<byte[]>? Receive(bool wait = true)
    {
        var frames = new List<byte[]>();
        var (count, bytes) = (0, 0L);
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
            var size = checked((int)ZmqNative.zmq_msg_size(&message));
            if (++count > MessageLimits.MostFrames || (bytes += size) > MessageLimits.MostBytesRead)
                frames.Clear();
            else
                frames.Add(new ReadOnlySpan<byte>(ZmqNative.zmq_msg_data(&message), size).ToArray());
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

    /// <summary>Blocks until something may have happened on the socket: a message to receive, or its context's shutdown. Unlike all else, for any thread.</summary>
    internal static void WaitForEvent(int fileDescriptor)
    {
        var item = new ZmqNative.PollItem { FileDescriptor = fileDescriptor, Events = ZmqNative.PollIn };
        _ = ZmqNative.zmq_poll(&item, 1, -1);
    }

    /// <summary>To be given to <see cref="WaitForEvent"/>.</summary>
    internal int FileDescriptor => Get(ZmqNative.OptionFileDescriptor);

    public void Dispose()
    {
        if (handle == 0)
            return;
        _ = ZmqNative.zmq_close(handle);
        handle = 0;
    }

    private bool HasMore() => Get(ZmqNative.OptionReceiveMore) != 0;

    /// <returns>0 after the context's shutdown.</returns>
    private int Get(int option)
    {
        int value = 0;
        nuint length = sizeof(int);
        _ = ZmqNative.zmq_getsockopt(handle, option, &value, &length);
        return value;
    }

    private void Set(int option, int value) => Set(option, &value, sizeof(int));

    private void Set(int option, long value) => Set(option, &value, sizeof(long));

    private void Set(int option, void* value, int length)
    {
        if (ZmqNative.zmq_setsockopt(handle, option, value, (nuint)length) != 0)
            throw new ZmqException($"zmq_setsockopt({option})");
    }
}

using System.Runtime.InteropServices;

namespace AigcNotebooks.Kernel.Wire;

/// <summary>A ZeroMQ context. <see cref="Shutdown"/> wakes every blocked receive; <see cref="Dispose"/> waits until sent messages are out.</summary>
internal sealed class ZmqContext : IDisposable
{
    private readonly nint handle;

    internal ZmqContext()
    {
        ZmqLibrary.Load();
        handle = ZmqNative.zmq_ctx_new();
        if (handle == 0)
            throw new ZmqException("zmq_ctx_new");
    }

    /// <summary>A new socket of one of the types in <see cref="ZmqNative"/>, for frames up to a size; whoever asks for it disposes it.</summary>
    internal ZmqSocket Socket(int type, long mostBytes) => new(handle, type, mostBytes);

    internal void Shutdown() => _ = ZmqNative.zmq_ctx_shutdown(handle);

    public void Dispose() => _ = ZmqNative.zmq_ctx_term(handle);
}

/// <summary>A call of libzmq failed; the message holds the call and libzmq's own words.</summary>
internal sealed class ZmqException : Exception
{
    internal ZmqException(string call) : this(call, ZmqNative.zmq_errno())
    {
    }

    private ZmqException(string call, int error) : base($"{call}: {Marshal.PtrToStringUTF8(ZmqNative.zmq_strerror(error))}")
        => Error = error;

    internal int Error { get; }
}

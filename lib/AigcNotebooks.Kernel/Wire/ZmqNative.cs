using System.Runtime.InteropServices;

namespace AigcNotebooks.Kernel.Wire;

/// <summary>The functions of libzmq 4.x that the kernel calls. <see cref="ZmqLibrary"/> finds the library.</summary>
internal static unsafe partial class ZmqNative
{
    internal const string Library = "libzmq";

    internal const int Router = 6, XPub = 9;
    internal const int OptionReceiveMore = 13, OptionFileDescriptor = 14, OptionLinger = 17, OptionMostBytes = 22, OptionSendHighWaterMark = 23, OptionXPubVerbose = 40, OptionRouterHandover = 56;
    internal const int DontWait = 1, SendMore = 2;
    internal const short PollIn = 1;
    internal const int Again = 11, Interrupted = 4, Terminated = 156384765, NotSocket = 88;

    /// <summary>`zmq_msg_t`: 64 opaque bytes, aligned as a pointer is.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    internal struct Message
    {
        private readonly nint alignment;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollItem
    {
        public nint Socket;
        public int FileDescriptor;
        public short Events;
        public short ReturnedEvents;
    }

    [LibraryImport(Library)] internal static partial nint zmq_ctx_new();
    [LibraryImport(Library)] internal static partial int zmq_ctx_shutdown(nint context);
    [LibraryImport(Library)] internal static partial int zmq_ctx_term(nint context);
    [LibraryImport(Library)] internal static partial nint zmq_socket(nint context, int type);
    [LibraryImport(Library)] internal static partial int zmq_close(nint socket);
    [LibraryImport(Library)] internal static partial int zmq_setsockopt(nint socket, int option, void* value, nuint length);
    [LibraryImport(Library)] internal static partial int zmq_getsockopt(nint socket, int option, void* value, nuint* length);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int zmq_bind(nint socket, string address);
    [LibraryImport(Library)] internal static partial int zmq_send(nint socket, byte* data, nuint length, int flags);
    [LibraryImport(Library)] internal static partial int zmq_msg_init(Message* message);
    [LibraryImport(Library)] internal static partial int zmq_msg_recv(Message* message, nint socket, int flags);
    [LibraryImport(Library)] internal static partial byte* zmq_msg_data(Message* message);
    [LibraryImport(Library)] internal static partial nuint zmq_msg_size(Message* message);
    [LibraryImport(Library)] internal static partial int zmq_msg_close(Message* message);
    [LibraryImport(Library)] internal static partial int zmq_poll(PollItem* items, int count, nint milliseconds);
    [LibraryImport(Library)] internal static partial int zmq_errno();
    [LibraryImport(Library)] internal static partial nint zmq_strerror(int error);
    [LibraryImport(Library)] internal static partial void zmq_version(int* major, int* minor, int* patch);
}

namespace AigcNotebooks.Kernel.Wire;

/// <summary>How large messages may be that come in. Nobody writes a cell of megabytes (Jupyter's server takes 10 MB from a browser), but whoever sends one is told.</summary>
internal static class MessageLimits
{
    /// <summary>A larger message, if it is a signed request, is answered with an error.</summary>
    internal const int MostBytes = 32 << 20;

    /// <summary>Of a larger message nothing is kept; it is logged.</summary>
    internal const int MostBytesRead = 128 << 20;

    /// <summary>A peer that sends a larger frame is disconnected.</summary>
    internal const long MostFrameBytes = MostBytesRead + 1;

    /// <summary>The same where only a few bytes are to come: heartbeats and subscriptions.</summary>
    internal const long MostSmallFrameBytes = 64 << 10;

    /// <summary>Identities, five frames of JSON, and buffers.</summary>
    internal const int MostFrames = 1000;

    /// <summary>Each message in answer to a request carries its header.</summary>
    internal const int MostHeaderBytes = 64 << 10;
}

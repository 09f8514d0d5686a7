using System.Text.Json;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>A message on `shell` or `control`, and the way to answer it. Used only on its channel's thread.</summary>
internal sealed class Request(Message message, RequestChannel channel)
{
    internal Message Message => message;

    internal void Reply(string type, Action<Utf8JsonWriter> content, Action<Utf8JsonWriter>? metadata = null) =>
        channel.Send(type, message, content, metadata);

    /// <summary>The cells that wait behind this one will be answered `aborted` instead of run.
    /// To be called before this one's reply, so that a cell sent in answer to that reply is not among them.</summary>
    internal void AbortQueued() => channel.AbortQueued();

    /// <summary>Something to do once the request is answered and its `idle` is out.</summary>
    internal void AfterIdle(Action action) => channel.AfterIdle(action);
}

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Finds a request's handler and wraps it in `busy` and `idle` with the request as parent.</summary>
internal sealed class Router(IopubChannel iopub, Action<string> log)
{
    private readonly Dictionary<string, Action<Request>> handlers = [];
    private Action<Request>? abortExecute;

    internal void Add(string messageType, Action<Request> handler) => handlers.Add(messageType, handler);

    /// <summary>What answers an `execute_request` that is not to be run.</summary>
    internal void AddAbort(Action<Request> handler) => abortExecute = handler;

    internal void Dispatch(Request request, bool abort)
    {
        var type = request.Message.Type;
        if (!handlers.TryGetValue(type, out var handler))
        {
            log($"dropped an unknown message: {type}");
            return;
        }
        if (abort && type == "execute_request" && abortExecute is not null)
            handler = abortExecute;
        iopub.Status(request.Message, "busy");
        try
        {
            handler(request);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log($"{type} failed: {exception}");
            if (type.EndsWith("_request", StringComparison.Ordinal))
                request.Reply(type[..^"_request".Length] + "_reply", writer =>
                {
                    writer.WriteString("status", "error");
                    writer.WriteString("ename", exception.GetType().Name);
                    writer.WriteString("evalue", exception.Message);
                    writer.WriteStartArray("traceback");
                    writer.WriteEndArray();
                });
        }
        finally
        {
            iopub.Status(request.Message, "idle");
        }
    }
}

using AigcNotebooks.Kernel.Interpreter;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Finds a request's handler and wraps it in `busy` and `idle` with the request as parent; so front ends that wait for `idle` get it
/// also for what the kernel does not know.</summary>
internal sealed class Router(IopubChannel iopub, ThrottledLog log)
{
    private readonly Dictionary<string, Action<Request>> handlers = [];
    private Action<Request>? abortExecute;

    internal void Add(string messageType, Action<Request> handler) => handlers.Add(messageType, handler);

    /// <summary>What answers an `execute_request` that is not to be run.</summary>
    internal void AddAbort(Action<Request> handler) => abortExecute = handler;

    internal void Dispatch(Request request, bool abort)
    {
        var type = request.Message.Type;
        iopub.Status(request.Message, "busy");
        try
        {
            if (!handlers.TryGetValue(type, out var handler))
                log.Write($"dropped an unknown message: {type}");
            else if (request.Message.TooLarge is { } reason)
                Refuse(request, "MessageTooLarge", reason);
            else if (abort && type == "execute_request" && abortExecute is not null)
                abortExecute(request);
            else
                handler(request);
        }
        catch (Exception exception)
        {
            Refuse(request, exception.GetType().Name, exception.Message, exception.StackTrace);
        }
        finally
        {
            iopub.Status(request.Message, "idle");
        }
    }

    private void Refuse(Request request, string name, string reason, string? stackTrace = null)
    {
        var type = request.Message.Type;
        log.Write($"dropped {type}: {name}: {reason} {stackTrace}");
        var error = new CellError(name, reason, [$"{Ansi.Red(name)}: {reason}"]);
        if (type == "execute_request")
            iopub.Publish("error", request.Message, error.WriteTo);
        if (type.EndsWith("_request", StringComparison.Ordinal))
            request.Reply(type[..^"_request".Length] + "_reply", writer =>
            {
                writer.WriteString("status", "error");
                error.WriteTo(writer);
            });
    }
}

using System.Text.Json;
using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Answers `execute_request`: counts, runs, keeps history, evaluates `user_expressions`, aborts what is queued behind an error.</summary>
internal sealed class ExecuteRequests(IInterpreter interpreter, IopubChannel iopub, StdinChannel stdin, OutputFlusher flusher, History history)
{
    private const string ReplyType = "execute_reply";

    private CellOutput? last;

    /// <summary>The number of the last cell that was counted. Front ends see the first one as 1.</summary>
    internal int ExecutionCount { get; private set; }

    internal void AddTo(Router router)
    {
        router.Add("execute_request", Execute);
        router.AddAbort(Abort);
    }

    /// <summary>Sends what the last cell, or a background thread after its end, wrote: the process ends.</summary>
    internal void FlushLast() => last?.FlushAtOnce();

    /// <summary>Tells the last cell's front end why the kernel is about to be gone; otherwise all it sees is that it died.</summary>
    internal void TellProcessEnd(int exitCode)
    {
        FlushLast();
        var text = $"The process of the kernel was ended by code in a cell, with exit code {exitCode} (as Environment.Exit does). All variables are lost; run the notebook from its start again.";
        last?.Error(new CellError("ProcessExit", text, [$"{Ansi.Red("ProcessExit")}: {text}"]));
    }

    private void Execute(Request request)
    {
        var message = request.Message;
        var code = message.Text("code");
        var silent = message.Flag("silent", false);
        var store = message.Flag("store_history", true) && !silent;
        var started = DateTime.UtcNow;
        last?.FlushAll();
        // A cell that is not counted bears the next one's number, lest its text be quoted as the last one's.
        var number = store ? ++ExecutionCount : ExecutionCount + 1;
        if (!silent)
            iopub.Publish("execute_input", message, writer =>
            {
                writer.WriteString("code", code);
                writer.WriteNumber("execution_count", number);
            });

        var output = new CellOutput(message, number, iopub, stdin, flusher) { Silent = silent, AllowStdin = message.Flag("allow_stdin", false) };
        if (!silent)
            last = output;
        var error = interpreter.Execute(code, number, output);
        output.FlushAll();
        if (error is not null && !silent)
            output.Error(error);
        if (store)
            history.Add(number, code, output.ResultText);
        // What a front end runs for itself, silently, is no reason to drop the user's cells.
        if (error is not null && !silent && message.Flag("stop_on_error", true))
            request.AbortQueued();
        var expressions = error is null ? Evaluate(message, output) : [];
        output.FlushAll();
        // What other threads write from now on belongs to the last cell that is seen.
        CurrentCell.Output = last ?? output;
        request.Reply(ReplyType, writer => WriteReply(writer, error, expressions, output.Paged), writer => WriteMetadata(writer, started, error is null ? "ok" : "error"));
    }

    /// <summary>Without a number: front ends write the one they get beside the cell, which did not run.</summary>
    private static void Abort(Request request) =>
        request.Reply(ReplyType, writer => writer.WriteString("status", "aborted"), writer => WriteMetadata(writer, DateTime.UtcNow, "aborted"));

    private List<(string Name, MimeBundle? Value, CellError? Error)> Evaluate(Message message, CellOutput output)
    {
        var results = new List<(string, MimeBundle?, CellError?)>();
        if (message.Content.TryGetProperty("user_expressions", out var expressions) && expressions.ValueKind == JsonValueKind.Object)
            foreach (var expression in expressions.EnumerateObject())
            {
                var (value, error) = interpreter.Evaluate(expression.Value.ToString(), output);
                results.Add((expression.Name, value, error));
            }
        return results;
    }

    private void WriteReply(Utf8JsonWriter writer, CellError? error, List<(string Name, MimeBundle? Value, CellError? Error)> expressions, MimeBundle? paged)
    {
        writer.WriteString("status", error is null ? "ok" : "error");
        writer.WriteNumber("execution_count", ExecutionCount);
        writer.WriteStartArray("payload");
        if (paged is not null)
        {
            writer.WriteStartObject();
            writer.WriteString("source", "page");
            writer.WriteStartObject("data");
            paged.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteNumber("start", 0);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartObject("user_expressions");
        foreach (var (name, value, failure) in expressions)
        {
            writer.WriteStartObject(name);
            writer.WriteString("status", failure is null ? "ok" : "error");
            failure?.WriteTo(writer);
            if (value is not null)
                writer.WriteData(value);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        error?.WriteTo(writer);
    }

    private static void WriteMetadata(Utf8JsonWriter writer, DateTime started, string status)
    {
        writer.WriteString("started", MessageFraming.Timestamp(started));
        writer.WriteString("status", status);
    }
}

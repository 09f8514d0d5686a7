using System.Text.Json;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Interpreter.Completion;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Answers what front ends ask about code that they do not run: `is_complete`, `complete`, `inspect`.</summary>
internal sealed class CodeRequests(IInterpreter interpreter)
{
    internal void AddTo(Router router)
    {
        router.Add("is_complete_request", IsComplete);
        router.Add("complete_request", Complete);
        router.Add("inspect_request", Inspect);
    }

    private void IsComplete(Request request)
    {
        var (status, indent) = interpreter.IsComplete(request.Message.Text("code"));
        request.Reply("is_complete_reply", writer =>
        {
            writer.WriteString("status", status);
            if (status == "incomplete")
                writer.WriteString("indent", indent);
        });
    }

    private void Complete(Request request)
    {
        var code = request.Message.Text("code");
        var completion = interpreter.Complete(code, CursorPosition.FromJupyter(code, request.Message.Number("cursor_pos", int.MaxValue)));
        request.Reply("complete_reply", writer =>
        {
            writer.WriteString("status", "ok");
            writer.WriteStartArray("matches");
            foreach (var item in completion.Items)
                writer.WriteStringValue(item.Text);
            writer.WriteEndArray();
            var (start, end) = (CursorPosition.ToJupyter(code, completion.Start), CursorPosition.ToJupyter(code, completion.End));
            writer.WriteNumber("cursor_start", start);
            writer.WriteNumber("cursor_end", end);
            writer.WriteStartObject("metadata");
            WriteTypes(writer, completion, start, end);
            writer.WriteEndObject();
        });
    }

    /// <summary>What JupyterLab and the classic Notebook show beside each match.</summary>
    private static void WriteTypes(Utf8JsonWriter writer, CompletionList completion, int start, int end)
    {
        writer.WriteStartArray("_jupyter_types_experimental");
        foreach (var item in completion.Items)
        {
            writer.WriteStartObject();
            writer.WriteNumber("start", start);
            writer.WriteNumber("end", end);
            writer.WriteString("text", item.Text);
            writer.WriteString("type", item.Type);
            writer.WriteString("signature", item.Signature);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void Inspect(Request request)
    {
        var code = request.Message.Text("code");
        var cursor = CursorPosition.FromJupyter(code, request.Message.Number("cursor_pos", int.MaxValue));
        var found = interpreter.Inspect(code, cursor, request.Message.Number("detail_level", 0));
        request.Reply("inspect_reply", writer =>
        {
            writer.WriteString("status", "ok");
            writer.WriteBoolean("found", found is not null);
            writer.WriteStartObject("data");
            found?.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEmptyObject("metadata");
        });
    }
}

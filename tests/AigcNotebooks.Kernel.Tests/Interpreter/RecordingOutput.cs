using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>Keeps what a cell put out, in order; answers its questions from a list.</summary>
internal sealed class RecordingOutput : ICellOutput
{
    private readonly Lock gate = new();

    internal List<(string Kind, MimeBundle Data, string Id)> Shown { get; } = [];

    internal Queue<string> Answers { get; } = new();

    internal List<(string Prompt, bool Password)> Questions { get; } = [];

    internal string StandardOutput { get; private set; } = "";

    internal string StandardError { get; private set; } = "";

    internal MimeBundle Result => Shown.Single(shown => shown.Kind == "result").Data;

    internal string Text => Result["text/plain"]!;

    public void Write(string stream, string text)
    {
        lock (gate)
            (StandardOutput, StandardError) = stream == "stdout" ? (StandardOutput + text, StandardError) : (StandardOutput, StandardError + text);
    }

    void ICellOutput.Display(MimeBundle data, string displayId) => Add("display", data, displayId);

    void ICellOutput.UpdateDisplay(MimeBundle data, string displayId) => Add("update", data, displayId);

    void ICellOutput.Result(MimeBundle data) => Add("result", data, "");

    void ICellOutput.ClearOutput(bool wait) => Add($"clear {wait}", new MimeBundle([]), "");

    void ICellOutput.Page(MimeBundle data) => Add("page", data, "");

    string ICellOutput.ReadLine(string prompt, bool password, CancellationToken cancellation)
    {
        Questions.Add((prompt, password));
        return Answers.Dequeue();
    }

    private void Add(string kind, MimeBundle data, string id)
    {
        lock (gate)
            Shown.Add((kind, data, id));
    }
}

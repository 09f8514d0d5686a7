using AigcNotebooks.Kernel.Display;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Where a running cell's output goes and its input comes from. Every member may be called from any thread.</summary>
internal interface ICellOutput
{
    /// <summary>Text for `stdout` or `stderr`; batched, but never overtaken by a display.</summary>
    void Write(string stream, string text);

    void Display(MimeBundle data, string displayId);

    void UpdateDisplay(MimeBundle data, string displayId);

    void Result(MimeBundle data);

    void ClearOutput(bool wait);

    /// <summary>Something to look up, not to keep: front ends show it beside the notebook.</summary>
    void Page(MimeBundle data);

    /// <summary>Asks the front end for a line.</summary>
    /// <exception cref="InvalidOperationException">This front end cannot be asked (`allow_stdin` is false).</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted while it waited.</exception>
    string ReadLine(string prompt, bool password, CancellationToken cancellation);
}

using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter.Completion;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>A language behind the protocol. <see cref="Execute"/>, <see cref="Evaluate"/> and <see cref="Reset"/> come one at a time;
/// so do <see cref="Complete"/> and <see cref="Inspect"/>; the others may come from another thread while a cell runs.</summary>
internal interface IInterpreter : IDisposable
{
    LanguageInfo Language { get; }

    /// <summary>Runs a cell to its end.</summary>
    /// <returns>null, or the error it ended with; what it declared and assigned before stays.</returns>
    CellError? Execute(string code, int number, ICellOutput output);

    /// <summary>The value of an expression among the session's variables; exactly one of the two is not null.</summary>
    (MimeBundle? Value, CellError? Error) Evaluate(string expression, ICellOutput output);

    Completeness IsComplete(string code);

    /// <param name="code">The cell's text.</param>
    /// <param name="cursor">Index into <paramref name="code"/>, in UTF-16 units.</param>
    CompletionList Complete(string code, int cursor);

    /// <param name="code">The cell's text.</param>
    /// <param name="cursor">Index into <paramref name="code"/>, in UTF-16 units.</param>
    /// <param name="detailLevel">0 for signature and summary, 1 for the source, too.</param>
    /// <returns>null when nothing is known about what stands at the cursor.</returns>
    MimeBundle? Inspect(string code, int cursor, int detailLevel);

    /// <summary>Asks the running cell to end: cancels its token and wakes blocked waits.</summary>
    void Interrupt();

    /// <summary>Forgets all variables and declarations.</summary>
    void Reset();
}

/// <summary>What `kernel_info` says about the language, in Jupyter's field names.</summary>
internal sealed record LanguageInfo(string Name, string Version, string FileExtension, string MimeType, string PygmentsLexer);

/// <summary>An error as Jupyter shows it: `ename`, `evalue`, and lines of traceback with ANSI colours.</summary>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);

/// <summary>`complete`, `incomplete` (with the indentation of the next line) or `invalid`.</summary>
internal sealed record Completeness(string Status, string Indent = "");

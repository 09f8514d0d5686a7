using AigcNotebooks.Kernel.Interpreter;
using Microsoft.DotNet.Interactive.Commands;

namespace AigcNotebooks.Kernel.Display;

/// <summary>The cell that runs, or ran last: where displays and console text of any thread go. One for the process, as the console is.</summary>
internal static class CurrentCell
{
    private static volatile ICellOutput output = new NoOutput();

    internal static ICellOutput Output
    {
        get => output;
        set => output = value;
    }

    /// <summary>Cancelled when the cell is interrupted.</summary>
    internal static CancellationToken Cancellation { get; set; }

    /// <summary>Its code.</summary>
    internal static SubmitCode Command { get; set; } = new("");

    /// <summary>Before the first cell there is nobody to show anything to.</summary>
    private sealed class NoOutput : ICellOutput
    {
        public void Write(string stream, string text)
        {
        }

        public void Display(MimeBundle data, string displayId)
        {
        }

        public void UpdateDisplay(MimeBundle data, string displayId)
        {
        }

        public void Result(MimeBundle data)
        {
        }

        public void ClearOutput(bool wait)
        {
        }

        public void Page(MimeBundle data)
        {
        }

        public string ReadLine(string prompt, bool password, CancellationToken cancellation) =>
            throw new InvalidOperationException("There is no cell that could ask for input.");
    }
}

using System.Text;

namespace AigcNotebooks.Kernel.Display;

/// <summary>The console of cells: output goes to the current cell, <see cref="Console.ReadLine"/> asks the front end.
/// What is written to the process's streams past <see cref="Console"/> (Console.OpenStandardError, native code, child processes) is not captured.</summary>
internal static class ConsoleCapture
{
    private static (TextWriter Out, TextWriter Error, TextReader In)? before;

    /// <summary>Each cell begins anew, as in .NET Interactive: a writer or a colour that an earlier one set and never took back would hide or
    /// dye the output of all later ones.</summary>
    internal static void Install()
    {
        before ??= (Console.Out, Console.Error, Console.In);
        Console.SetOut(new CellWriter("stdout"));
        Console.SetError(new CellWriter("stderr"));
        Console.SetIn(new CellReader());
        ConsoleColors.Reset();
        TraceOutput.Install();
    }

    internal static void Restore()
    {
        if (before is not var (standardOut, standardError, standardIn))
            return;
        Console.SetOut(standardOut);
        Console.SetError(standardError);
        Console.SetIn(standardIn);
        before = null;
        TraceOutput.Remove();
    }

    private sealed class CellWriter(string stream) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Send(value.ToString());

        public override void Write(string? value) => Send(value ?? "");

        public override void Write(char[] buffer, int index, int count) => Send(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Send(new string(buffer));

        public override void WriteLine() => Send("\n");

        public override void WriteLine(string? value) => Send(value + "\n");

        private void Send(string text) => CurrentCell.Output.Write(stream, ConsoleColors.Apply(text));
    }

    private sealed class CellReader : TextReader
    {
        /// <summary>What front ends send for Ctrl-D.</summary>
        private const string EndOfInput = "\u0004";

        private string rest = "";
        private bool ended;

        public override string? ReadLine() => Ask() ? Take(rest.IndexOf('\n', StringComparison.Ordinal) + 1)[..^1] : null;

        public override int Peek() => rest.Length == 0 ? -1 : rest[0];

        public override int Read() => Ask() ? Take(1)[0] : -1;

        /// <summary>Whether there is something to read: what is left of the last answer, or a new one.</summary>
        private bool Ask()
        {
            if (rest.Length == 0 && !ended)
            {
                var answer = CurrentCell.Output.ReadLine("", password: false, CurrentCell.Cancellation);
                ended = answer == EndOfInput;
                rest = ended ? "" : answer + "\n";
            }
            return rest.Length > 0;
        }

        private string Take(int count)
        {
            var taken = rest[..count];
            rest = rest[count..];
            return taken;
        }
    }
}

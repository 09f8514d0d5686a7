using System.Text;

namespace AigcNotebooks.Kernel.Display;

/// <summary>The console of cells: output goes to the current cell, <see cref="Console.ReadLine"/> asks the front end.
/// What is written to the process's streams past <see cref="Console"/> (Console.OpenStandardError, native code) is not captured.</summary>
internal static class ConsoleCapture
{
    private static (TextWriter Out, TextWriter Error, TextReader In)? before;

    /// <summary>Does nothing when it is in place already; a cell's own Console.SetOut is left alone.</summary>
    internal static void Install()
    {
        if (before is not null)
            return;
        before = (Console.Out, Console.Error, Console.In);
        Console.SetOut(new CellWriter("stdout"));
        Console.SetError(new CellWriter("stderr"));
        Console.SetIn(new CellReader());
    }

    internal static void Restore()
    {
        if (before is not var (standardOut, standardError, standardIn))
            return;
        Console.SetOut(standardOut);
        Console.SetError(standardError);
        Console.SetIn(standardIn);
        before = null;
    }

    private sealed class CellWriter(string stream) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => CurrentCell.Output.Write(stream, value.ToString());

        public override void Write(string? value) => CurrentCell.Output.Write(stream, value ?? "");

        public override void Write(char[] buffer, int index, int count) => CurrentCell.Output.Write(stream, new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => CurrentCell.Output.Write(stream, new string(buffer));

        public override void WriteLine() => Write("\n");

        public override void WriteLine(string? value) => Write(value + "\n");
    }

    private sealed class CellReader : TextReader
    {
        private string rest = "";

        public override string ReadLine() => Take(Ask().Length);

        public override int Peek() => rest.Length == 0 ? -1 : rest[0];

        public override int Read() => Ask().Length == 0 ? '\n' : Take(1)[0];

        /// <summary>What is left of the last answer, or a new one.</summary>
        private string Ask() => rest.Length > 0 ? rest : rest = CurrentCell.Output.ReadLine("", password: false, CurrentCell.Cancellation);

        private string Take(int count)
        {
            var taken = rest[..count];
            rest = rest[count..];
            return taken;
        }
    }
}

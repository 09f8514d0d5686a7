using System.Text;

namespace AigcNotebooks.Training;

/// <summary>Where progress goes besides the notebook.</summary>
internal static class TerminalLines
{
    /// <summary>A writer to the process's real standard error when <c>AIGC_PROGRESS=stderr</c>, else null. Not <see cref="Console.Error"/>: a kernel
    /// turns that into notebook output.</summary>
    public static TextWriter? Open() => Environment.GetEnvironmentVariable("AIGC_PROGRESS") == "stderr"
        ? new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true }
        : null;
}

using System.Runtime.InteropServices;

namespace AigcNotebooks.Kernel;

/// <summary>Ends the process even when something in it does not want to end.</summary>
internal static partial class ProcessEnd
{
    private const int GraceMilliseconds = 2000;

    /// <summary>Runs the usual exit handlers, for a limited time: a cell's thread or a native library's may hang in them.</summary>
    internal static void Exit(int code)
    {
        new Thread(() =>
        {
            Thread.Sleep(GraceMilliseconds);
            ExitAtOnce(code);
        }) { IsBackground = true, Name = "exit" }.Start();
        Environment.Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitAtOnce(int code);
}

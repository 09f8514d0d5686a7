using System.Globalization;
using System.Runtime.InteropServices;

namespace AigcNotebooks.Kernel;

/// <summary>Ends the kernel when the process that started it is gone: nobody could reach it any more.</summary>
internal static partial class ParentWatch
{
    private const int PeriodMilliseconds = 1000;

    /// <summary>Who started this process; to be asked first thing, since an orphan is told of a new parent.</summary>
    internal static int Parent() => OperatingSystem.IsWindows() ? 0 : GetParentId();

    internal static void Start(int parent, Action parentDied)
    {
        if (OperatingSystem.IsWindows())
            return;
        // A shell script between Jupyter and the kernel outlives Jupyter; Jupyter says who it is. (Its number may be from another
        // container, and then it is not alive here from the start.)
        var jupyter = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && IsAlive(id) ? id : 0;
        new Thread(() =>
        {
            while (GetParentId() == parent && (jupyter == 0 || IsAlive(jupyter)))
                Thread.Sleep(PeriodMilliseconds);
            parentDied();
        }) { IsBackground = true, Name = "parent watch" }.Start();
    }

    /// <summary>Signal 0 is not delivered; only "no such process" means that it is gone.</summary>
    private static bool IsAlive(int id)
    {
        const int NoSuchProcess = 3;
        return Kill(id, 0) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentId();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int id, int signal);
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // More would only wait for each other; and where the system gives no more threads, OpenMP ends the process.
    private const int MostThreads = 1024;

    /// <summary>libtorch's version, for example "1.13".</summary>
    public static string __version__ { get; } = $"{NativeMethods.aigc_version() / 100}.{NativeMethods.aigc_version() % 100}";

    /// <summary>How many threads one operator uses.</summary>
    public static int get_num_threads() => NativeMethods.aigc_threads();

    /// <param name="num">1 to 1024.</param>
    public static void set_num_threads(int num) => NativeMethods.Check(NativeMethods.aigc_set_threads(Allowed(num)), nameof(set_num_threads));

    /// <summary>How many threads operators that run beside each other use.</summary>
    public static int get_num_interop_threads() => NativeMethods.aigc_interop_threads();

    /// <summary>Can be called once, before anything ran in parallel.</summary>
    public static void set_num_interop_threads(int num) =>
        NativeMethods.Check(NativeMethods.aigc_set_interop_threads(Allowed(num)), nameof(set_num_interop_threads));

    private static int Allowed(int num) => num is > 0 and <= MostThreads
        ? num
        : throw new ArgumentOutOfRangeException(nameof(num), num, $"The number of threads must be 1 to {MostThreads}");
}

using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>libtorch's version, for example "1.13".</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)NativeMethods.aigc_version())!;

    /// <summary>How many threads one operator uses.</summary>
    public static int get_num_threads() => NativeMethods.aigc_threads();

    public static void set_num_threads(int num) => NativeMethods.aigc_set_threads(num);
}

namespace TorchSharp.Native;

/// <summary>Keeps a loop that forgets to dispose its tensors bounded. The garbage collector cannot see native memory, so
/// that thousands of small dead <see cref="torch.Tensor"/> objects may hold gigabytes; here the live native bytes are
/// watched, and when they have grown a lot since the last look, a collection frees the dead ones.</summary>
internal static unsafe class MemoryPressure
{
    private const long Allowance = 512L << 20;
    private static readonly long* LiveBytes = NativeMethods.aigc_count_bytes();
    private static long _threshold = Allowance;

    /// <summary>Called once for each new tensor.</summary>
    internal static void Check()
    {
        if (*LiveBytes > Volatile.Read(ref _threshold))
            Collect();
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        // What is still alive is in use: let half as much again come before the next look.
        Volatile.Write(ref _threshold, *LiveBytes + *LiveBytes / 2 + Allowance);
    }
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Asks for operators whose results are the same in each run; one that has no such way then throws, or warns only.</summary>
    /// <returns>What puts the former state back when it is disposed; otherwise this one stays.</returns>
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false)
    {
        int before = NativeMethods.aigc_deterministic();
        NativeMethods.aigc_set_deterministic((mode ? 1 : 0) | (warn_only ? 2 : 0));
        return new Restore(() => NativeMethods.aigc_set_deterministic(before));
    }

    public static bool are_deterministic_algorithms_enabled() => (NativeMethods.aigc_deterministic() & 1) != 0;

    public static bool is_deterministic_algorithms_warn_only_enabled() => (NativeMethods.aigc_deterministic() & 2) != 0;

    /// <summary>The same by another name: <see cref="DebugMode.warn"/> lets nondeterministic operators warn.</summary>
    public static IDisposable set_deterministic_debug_mode(DebugMode mode) => use_deterministic_algorithms(mode == DebugMode.warn, mode == DebugMode.warn);

    public static DebugMode get_deterministic_debug_mode() => are_deterministic_algorithms_enabled() ? DebugMode.warn : DebugMode.@default;

    /// <summary>How exactly float32 matrices are multiplied, where the machine offers a choice.</summary>
    /// <returns>What puts the former precision back when it is disposed.</returns>
    public static IDisposable set_float32_matmul_precision(Float32MatmulPrecision precision)
    {
        Float32MatmulPrecision before = get_float32_matmul_precision();
        Set(precision);
        return new Restore(() => Set(before));

        static void Set(Float32MatmulPrecision precision) =>
            NativeMethods.Check(NativeMethods.aigc_set_matmul_precision(precision.ToString()), nameof(set_float32_matmul_precision));
    }

    public static Float32MatmulPrecision get_float32_matmul_precision() => (Float32MatmulPrecision)NativeMethods.aigc_matmul_precision();

    private sealed class Restore(Action restore) : IDisposable
    {
        private Action? _restore = restore;

        public void Dispose() => Interlocked.Exchange(ref _restore, null)?.Invoke();
    }
}

public enum DebugMode
{
    @default,
    warn,
}

/// <summary>How exactly float32 matrices are multiplied: in float32, or by way of fewer bits.</summary>
public enum Float32MatmulPrecision
{
    highest,
    high,
    medium,
}

using System.Reflection;
using TorchSharp;

namespace AigcNotebooks.Training;

/// <summary>While it is alive, this thread's matrix products and convolutions run in bfloat16: faster where the processor multiplies it in
/// hardware (AMX, or AVX-512 BF16), and half the memory for what is kept for backward. Weights, losses and gradients of weights stay float32.
/// Write <c>using (Autocast.BFloat16()) { … }</c> around the forward and the loss; backward and the optimizer's step run as the forward
/// was recorded, outside of it or inside.</summary>
/// <remarks>PyTorch's <c>torch.autocast("cpu", dtype=torch.bfloat16)</c>: Micikevicius and others, "Mixed precision training",
/// arXiv 1710.03740. TorchSharp has no such thing, so it works in the <c>system</c> package set only.</remarks>
public sealed class Autocast : IDisposable
{
    // The engine's own, by reflection: a reference by name would not compile against TorchSharp.
    private static readonly Func<int, int, int>? Set = typeof(torch).Assembly.GetType("TorchSharp.Native.AutocastState")
        ?.GetMethod("Set", BindingFlags.Static | BindingFlags.NonPublic)?.CreateDelegate<Func<int, int, int>>();

    private readonly int _before;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _ended;

    private Autocast(torch.ScalarType dtype) => _before = Set!((int)dtype, 1);

    /// <summary>Whether the tensors in use can: true in the <c>system</c> package set.</summary>
    public static bool IsSupported => Set is not null;

    /// <summary>Begins it on this thread.</summary>
    /// <returns>The scope, to be disposed on the same thread; scopes may stand inside each other.</returns>
    /// <exception cref="NotSupportedException">The tensors are TorchSharp's (the <c>nuget</c> package set).</exception>
    public static Autocast BFloat16() => IsSupported
        ? new Autocast(torch.ScalarType.BFloat16)
        : throw new NotSupportedException("TorchSharp has no autocast. It works in the `system` package set (AIGC_PACKAGES=system ./aigc setup); ask Autocast.IsSupported first.");

    /// <summary>Ends it, and forgets the weights that were cast.</summary>
    /// <exception cref="InvalidOperationException">This is another thread than the one that began it.</exception>
    public void Dispose()
    {
        if (_ended)
            return;
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("Autocast must end on the thread that began it: it is that thread's.");
        _ended = true;
        Set!(_before, -1);
    }
}

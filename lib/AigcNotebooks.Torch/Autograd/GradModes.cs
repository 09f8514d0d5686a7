using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until the result is disposed, this thread records nothing for gradients.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => NativeMethods.aigc_grad_mode() != 0;

    /// <summary>Like <see cref="no_grad"/>, and tensors made meanwhile can never take part in gradients.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => NativeMethods.aigc_is_inference_mode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly int _previous = NativeMethods.aigc_grad_mode();

        internal GradMode(bool enabled) => NativeMethods.aigc_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => NativeMethods.aigc_set_grad_mode(_previous);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _guard = NativeMethods.aigc_enter_inference_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_guard != 0)
                NativeMethods.aigc_leave_inference_mode(_guard);
            _guard = 0;
        }
    }
}

using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => NativeMethods.aigc_requires_grad(Handle) != 0;
            set => NativeMethods.Check(NativeMethods.aigc_set_requires_grad(Handle, value ? 1 : 0), nameof(requires_grad));
        }

        /// <summary>The accumulated gradient as a new object on the same memory, the reader's to dispose; null where there is none.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient = NativeMethods.aigc_grad(Handle);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                NativeMethods.Check(NativeMethods.aigc_set_grad(Handle, value?.Handle ?? 0), nameof(grad));
                GC.KeepAlive(value);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => NativeMethods.Check(NativeMethods.aigc_retain_grad(Handle), nameof(retain_grad));

        public Tensor detach() => Aten.Call("detach", this);
        public Tensor detach_() => Aten.CallInPlace("detach_", this);

        /// <summary>Adds the gradients of this scalar to the <see cref="grad"/> of every leaf it was computed from.</summary>
        public void backward() => autograd.backward(this);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }

    /// <summary>Gradients of computations.</summary>
    public static class autograd
    {
        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <param name="retain_graph">Keep the graph for another pass; where null, as <paramref name="create_graph"/> says.</param>
        /// <param name="inputs">The leaves to accumulate into; all where null.</param>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] roots = Handles(tensors), leaves = Handles(inputs ?? []);
            nint[]? seeds = grad_tensors is null ? null : Handles(grad_tensors);
            fixed (nint* r = roots, l = leaves, s = seeds)
                NativeMethods.Check(NativeMethods.aigc_backward(r, roots.Length, s, (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0, l, leaves.Length), nameof(backward));
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        /// <summary>The gradients of <paramref name="outputs"/> with respect to <paramref name="inputs"/>, without touching any <c>grad</c>.</summary>
        /// <returns>One tensor an input, the caller's to dispose; null for an unused input where <paramref name="allow_unused"/>.</returns>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] roots = Handles(outputs), leaves = Handles(inputs), results = new nint[inputs.Count];
            nint[]? seeds = grad_outputs is null ? null : Handles(grad_outputs);
            fixed (nint* r = roots, l = leaves, s = seeds, result = results)
                NativeMethods.Check(NativeMethods.aigc_gradients(r, roots.Length, l, leaves.Length, s, (retain_graph || create_graph) ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, result), nameof(grad));
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return [.. results.Select(handle => handle == 0 ? null! : new Tensor(handle))];
        }

        private static nint[] Handles(IList<Tensor> tensors)
        {
            var handles = new nint[tensors.Count];
            for (int i = 0; i < handles.Length; i++)
                handles[i] = tensors[i].Handle;
            return handles;
        }
    }

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

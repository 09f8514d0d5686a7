using System.Runtime.ExceptionServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients of computations.</summary>
    public static partial class autograd
    {
        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <param name="grad_tensors">The gradient of each of <paramref name="tensors"/>; null stands for 1, of a single number.</param>
        /// <param name="retain_graph">Keep the graph for another pass; where null, as <paramref name="create_graph"/> says.</param>
        /// <param name="create_graph">Record the gradients' own computation, so that they can be differentiated again.</param>
        /// <param name="inputs">The leaves to accumulate into; all where null.</param>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] roots = Handles(tensors), leaves = inputs is null ? [] : Handles(inputs);
            nint[]? seeds = grad_tensors is null ? null : Seeds(grad_tensors, roots.Length);
            fixed (nint* r = roots, l = leaves, s = seeds)
                Check(NativeMethods.aigc_backward(r, roots.Length, s, l, leaves.Length, (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0, 0, null), nameof(backward));
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        /// <summary>The gradients of <paramref name="outputs"/> with respect to <paramref name="inputs"/>, without touching any <c>grad</c>.</summary>
        /// <returns>One tensor an input, the caller's to dispose; for an unused input, where <paramref name="allow_unused"/>, one that
        /// <see cref="Tensor.IsInvalid"/>.</returns>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] roots = Handles(outputs), leaves = Handles(inputs), results = new nint[leaves.Length];
            nint[]? seeds = grad_outputs is null ? null : Seeds(grad_outputs, roots.Length);
            fixed (nint* r = roots, l = leaves, s = seeds, result = results)
                Check(NativeMethods.aigc_backward(r, roots.Length, s, l, leaves.Length, (retain_graph || create_graph) ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, result), nameof(grad));
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return [.. results.Select(handle => new Tensor(handle))];
        }

        /// <summary>Until the result is disposed, an error in a backward pass is raised where it arises, a NaN too where
        /// <paramref name="check_nan"/>. For all threads.</summary>
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        private static void Check(int result, string function)
        {
            if (result >= 0)
                return;
            var failure = NativeMethods.Failure(function);
            if (FunctionNode.TakeThrown() is { } thrown && failure.Message.EndsWith(thrown.Message, StringComparison.Ordinal))
                ExceptionDispatchInfo.Throw(thrown);
            throw failure;
        }

        internal static nint[] Handles(IList<Tensor> tensors)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            var handles = new nint[tensors.Count];
            for (int i = 0; i < handles.Length; i++)
                handles[i] = (tensors[i] ?? throw new ArgumentNullException($"{nameof(tensors)}[{i}]")).Handle;
            return handles;
        }

        private static nint[] Seeds(IList<Tensor> gradients, int count) => gradients.Count == count
            ? [.. gradients.Select(g => g is null || g.IsInvalid ? 0 : g.Handle)]
            : throw new ArgumentException($"{count} tensors have {count} gradients; {gradients.Count} are given", nameof(gradients));
    }
}

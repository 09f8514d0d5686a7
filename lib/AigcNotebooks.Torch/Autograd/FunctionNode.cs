using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>One call of a custom function, as the graph sees it. The native node holds this object by a handle, and frees
        /// the handle when the graph goes.</summary>
        private abstract unsafe class FunctionNode
        {
            // An exception cannot cross native frames: it waits here until the call that ran the backward returns.
            [ThreadStatic] private static Exception? t_thrown;

            protected AutogradContext Context { get; } = new();

            static FunctionNode() => NativeMethods.aigc_set_callbacks(&RunBackward, &Free);

            internal static Exception? TakeThrown()
            {
                (Exception? thrown, t_thrown) = (t_thrown, null);
                return thrown;
            }

            /// <summary>Gradients for the tensors among the arguments; the handles filled in are the receiver's.</summary>
            protected abstract void Backward(List<Tensor> gradients, Span<nint> results);

            [UnmanagedCallersOnly]
            private static int RunBackward(nint node, nint context, nint* gradients, int count, nint* results)
            {
                var self = (FunctionNode)GCHandle.FromIntPtr(node).Target!;
                try
                {
                    self.Context.Handle = context;
                    var given = new List<Tensor>(count);
                    for (int i = 0; i < count; i++)
                        given.Add(new Tensor(gradients[i]));
                    self.Backward(given, new Span<nint>(results, self.TensorCount));
                    return 0;
                }
                catch (Exception e)
                {
                    t_thrown = e;
                    NativeMethods.aigc_set_error(e.Message);
                    return -1;
                }
                finally
                {
                    self.Context.Handle = 0;
                }
            }

            [UnmanagedCallersOnly]
            private static void Free(nint node) => GCHandle.FromIntPtr(node).Free();

            protected abstract int TensorCount { get; }
        }

        private sealed unsafe class FunctionNode<T>(T function, object[] arguments) : FunctionNode where T : Function<T>, new()
        {
            private readonly bool[] _isTensor = [.. arguments.Select(a => a is Tensor { IsInvalid: false })];

            protected override int TensorCount => _isTensor.Count(isTensor => isTensor);

            internal static List<Tensor> Apply(T function, object[] arguments)
            {
                var node = new FunctionNode<T>(function, arguments);
                AutogradContext context = node.Context;
                List<Tensor> outputs;
                using (no_grad())
                    outputs = function.Forward(context, arguments);

                List<Tensor> inputs = [.. arguments.OfType<Tensor>().Where(t => !t.IsInvalid)];
                nint[] given = Handles(inputs), made = Handles(outputs), results = new nint[made.Length];
                nint[] saved = [.. context.Saved.Select(t => t is null || t.IsInvalid ? 0 : t.Handle)];
                nint[] dirty = Handles(context.Dirty), constant = Handles(context.NonDifferentiable);
                fixed (nint* g = given, m = made, s = saved, d = dirty, c = constant, r = results)
                {
                    var forward = new NativeForward
                    {
                        Context = GCHandle.ToIntPtr(GCHandle.Alloc(node)),
                        Inputs = g, InputCount = given.Length, Outputs = m, OutputCount = made.Length, Saved = s, SavedCount = saved.Length,
                        Dirty = d, DirtyCount = dirty.Length, Constant = c, ConstantCount = constant.Length, Materialize = context.MaterializeGrads ? 1 : 0,
                    };
                    NativeMethods.Check(NativeMethods.aigc_apply_function(forward, r), function.Name);
                }
                GC.KeepAlive((inputs, outputs, context.Saved, context.Dirty, context.NonDifferentiable));
                context.HandOver();
                return [.. results.Select((handle, i) => handle == made[i] ? Same(outputs[i], handle) : new Tensor(handle))];
            }

            protected override void Backward(List<Tensor> gradients, Span<nint> results)
            {
                List<Tensor> computed = function.Backward(Context, gradients);
                if (computed.Count < _isTensor.Length || computed.Skip(_isTensor.Length).Any(IsDefined))
                    throw new InvalidOperationException($"{function.Name}: backward must return a gradient for each of forward's {_isTensor.Length} arguments; it returned {computed.Count}");
                for (int i = 0, next = 0; i < _isTensor.Length; i++)
                {
                    if (!_isTensor[i] && IsDefined(computed[i]))
                        throw new InvalidOperationException($"{function.Name}: backward returned a gradient for argument {i}, which is no tensor");
                    if (_isTensor[i])
                        results[next++] = IsDefined(computed[i]) ? NativeMethods.aigc_share(computed[i].Handle) : 0;
                }
                GC.KeepAlive(computed);
            }

            private static bool IsDefined(Tensor? t) => t is { IsInvalid: false };

            private static Tensor Same(Tensor tensor, nint handle)
            {
                NativeMethods.aigc_release(handle);
                return tensor;
            }
        }
    }
}

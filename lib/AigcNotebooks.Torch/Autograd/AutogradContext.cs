using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a function's forward leaves for its backward. It lives as long as the graph does.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];

            internal AutogradContext() { }

            /// <summary>The native context, while a backward runs.</summary>
            internal nint Handle { get; set; }

            internal List<Tensor> Saved { get; private set; } = [];
            internal List<Tensor> Dirty { get; private set; } = [];
            internal List<Tensor> NonDifferentiable { get; private set; } = [];
            internal int SavedCount { get; private set; }

            /// <summary>Whether backward gets zeros for an output that no gradient reached; true at first.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Keeps inputs or outputs of the forward, to be had back by <see cref="get_saved_variables"/>. Call it once.</summary>
            public void save_for_backward(List<Tensor> tensors) => Saved = [.. tensors];

            /// <summary>Keeps something that is no tensor. (A tensor of the graph kept here would hold the graph, and the graph it.)</summary>
            public void save_data(string key, object value) => _data[key] = value;

            /// <summary>What was saved under <paramref name="key"/>, or null.</summary>
            public object? get_data(string key) => _data.GetValueOrDefault(key);

            /// <summary>Says which inputs the forward changed in place. Call it once.</summary>
            public void mark_dirty(List<Tensor> tensors) => Dirty = [.. tensors];

            /// <summary>Says which outputs have no gradient. Call it once.</summary>
            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = [.. tensors];

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>In backward: the tensors that forward saved, as new objects. One saved as null is one that <see cref="Tensor.IsInvalid"/>.</summary>
            /// <exception cref="ExternalException">A saved tensor was changed since, or the graph was freed by an earlier backward.</exception>
            public unsafe List<Tensor> get_saved_variables()
            {
                if (Handle == 0)
                    throw new InvalidOperationException("Saved tensors can be had in backward only.");
                var handles = new nint[SavedCount];
                fixed (nint* h = handles)
                    NativeMethods.Check(NativeMethods.aigc_saved_tensors(Handle, h), nameof(get_saved_variables));
                return [.. handles.Select(handle => new Tensor(handle))];
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => _data.Clear();

            /// <summary>The native side holds these now: held here too, they would outlive the graph's freeing.</summary>
            internal void HandOver() => (SavedCount, Saved, Dirty, NonDifferentiable) = (Saved.Count, [], [], []);
        }
    }
}

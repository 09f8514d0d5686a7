using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => NativeMethods.aigc_requires_grad(Live()) != 0;
            set => NativeMethods.Check(NativeMethods.aigc_set_requires_grad(Live(), value ? 1 : 0), nameof(requires_grad));
        }

        /// <summary>The accumulated gradient as a new object on the same memory, the reader's to dispose; null where there is none.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient = NativeMethods.aigc_grad(Live());
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                NativeMethods.Check(NativeMethods.aigc_set_grad(Live(), value?.Handle ?? 0), nameof(grad));
                GC.KeepAlive(value);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => NativeMethods.Check(NativeMethods.aigc_retain_grad(Live()), nameof(retain_grad));

        public Tensor detach() => Aten.Call("detach", this);
        public Tensor detach_() => Aten.CallInPlace("detach_", this);

        /// <summary>Adds the gradients of this scalar to the <see cref="grad"/> of every leaf it was computed from.</summary>
        public void backward() => autograd.backward(this);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}

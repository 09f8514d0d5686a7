using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.Call("cat", tensors.ToArray(), dim);
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.Call("cat", tensors, dim);
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.Call("cat", tensors.ToArray(), dim);
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Aten.Call("cat", tensors.ToArray(), dim);
    public static Tensor concat(Tensor[] tensors, long dim = 0) => Aten.Call("cat", tensors, dim);
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.Call("cat", tensors.ToArray(), dim);
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => Aten.Call("cat", tensors.ToArray(), axis);
    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => Aten.Call("cat", tensors, axis);
    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => Aten.Call("cat", tensors.ToArray(), axis);
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Call("stack", tensors.ToArray(), dim);
    public static Tensor hstack(IList<Tensor> tensors) => Aten.Call("hstack", tensors.ToArray());
    public static Tensor hstack(params Tensor[] tensors) => Aten.Call("hstack", tensors);
    public static Tensor hstack(IEnumerable<Tensor> tensors) => Aten.Call("hstack", tensors.ToArray());
    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => Aten.Call("hstack", tensors.ToArray());
    public static Tensor vstack(IList<Tensor> tensors) => Aten.Call("vstack", tensors.ToArray());
    public static Tensor vstack(Tensor[] tensors) => Aten.Call("vstack", tensors);
    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => Aten.Call("vstack", tensors.ToArray());
    public static Tensor dstack(params Tensor[] tensors) => Aten.Call("dstack", tensors);
    public static Tensor dstack(IList<Tensor> tensors) => Aten.Call("dstack", tensors.ToArray());
    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => Aten.Call("dstack", tensors.ToArray());
    public static Tensor dstack(IEnumerable<Tensor> tensors) => Aten.Call("dstack", tensors.ToArray());
    public static Tensor column_stack(IList<Tensor> tensors) => Aten.Call("column_stack", tensors.ToArray());
    public static Tensor column_stack(params Tensor[] tensors) => Aten.Call("column_stack", tensors);
    public static Tensor column_stack(ReadOnlySpan<Tensor> tensors) => Aten.Call("column_stack", tensors.ToArray());
    public static Tensor row_stack(IList<Tensor> tensors) => Aten.Call("row_stack", tensors.ToArray());
    public static Tensor row_stack(params Tensor[] tensors) => Aten.Call("row_stack", tensors);
    public static Tensor row_stack(ReadOnlySpan<Tensor> tensors) => Aten.Call("row_stack", tensors.ToArray());

    /// <summary>The matrices along the diagonal of a larger one that is zero elsewhere; vectors and numbers count as matrices of one row.</summary>
    public static Tensor block_diag(params Tensor[] tensors) => Aten.Call("block_diag", tensors);

    public partial class Tensor
    {
        public static Tensor block_diag(params Tensor[] tensors) => torch.block_diag(tensors);
    }
}

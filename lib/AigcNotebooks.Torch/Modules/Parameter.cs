namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns.</summary>
public class Parameter : torch.Tensor
{
    /// <param name="data">Becomes empty: the parameter takes its memory and its place in its dispose scope.</param>
    public Parameter(torch.Tensor data, bool requires_grad = true) : this(data.with_requires_grad(requires_grad), data.OwningDisposeScope) { }

    private Parameter(torch.Tensor data, DisposeScope? scope) : base(data.MoveHandle(), register: false) => scope?.Add(this);
}

using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Models;

/// <summary>A linear layer, x·Wᵀ + b, that is quick for a single token, too: (…, inputs) → (…, outputs). Taught in <c>notebooks/06-gpt.ipynb</c>.</summary>
/// <remarks>A matrix product prepares its matrices before it multiplies, which pays for many rows. A text is generated token by token, one row a time: then a matrix–vector product, which reads each weight once,
/// took a half to a fifth of the time. The weights are all zero at first: <see cref="Gpt"/> draws them.</remarks>
public sealed class TokenLinear : Module<Tensor, Tensor>
{
    private readonly Parameter weight, bias;

    /// <param name="inputs">Numbers in.</param>
    /// <param name="outputs">Numbers out.</param>
    public TokenLinear(long inputs, long outputs) : base(nameof(TokenLinear))
    {
        weight = Parameter(zeros(outputs, inputs));
        bias = Parameter(zeros(outputs));
        RegisterComponents();
    }

    /// <param name="x">(…, inputs)</param>
    /// <returns>(…, outputs), the caller's to dispose.</returns>
    public override Tensor forward(Tensor x) => Product(x, weight, bias);

    /// <summary>x·Wᵀ + b, by a matrix–vector product where x is one row of float32.</summary>
    /// <param name="x">(…, inputs)</param>
    /// <param name="weight">(outputs, inputs)</param>
    /// <param name="bias">(outputs), or null for none.</param>
    /// <returns>(…, outputs), the caller's to dispose.</returns>
    public static Tensor Product(Tensor x, Tensor weight, Tensor? bias)
    {
        if (x.numel() != weight.shape[1] || x.dtype != ScalarType.Float32 || is_grad_enabled())
            return functional.linear(x, weight, bias);
        Tensor row = mv(weight, x.reshape(-1));
        return (bias is null ? row : row.add_(bias)).reshape([.. x.shape[..^1], -1]);
    }
}

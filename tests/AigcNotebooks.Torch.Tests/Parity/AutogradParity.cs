using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class AutogradParity
{
    private static readonly Golden Golden = new("autograd")
    {
        { "gradient penalty", x =>
            {
                Tensor grad = autograd.grad([x[0].matmul(x[1]).tanh().sum()], [x[0]], create_graph: true)[0];
                return (grad.norm(1, p: 2) - 1).pow(2).mean();
            }
        },
        { "detach", x => x[0] * x[0].detach() },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();
}

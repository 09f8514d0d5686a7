using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Approximate = TorchSharp.Modules.GELU.Approximate;
using F = TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class ActivationsParity
{
    private static readonly Golden Golden = new("activations")
    {
        { "relu", x => F.relu(x[0]) },
        { "relu in place", x => F.relu(x[0] * 1, inplace: true) },
        { "relu6", x => F.relu6(3 * x[0] + 4) },
        { "relu6 in place", x => F.relu6(3 * x[0] + 4, inplace: true) },
        { "selu", x => F.selu(x[0]) },
        { "selu in place", x => F.selu(x[0] * 1, inplace: true) },
        { "silu", x => F.silu(x[0]) },
        { "silu in place", x => F.silu(x[0] * 1, inplace: true) },
        { "mish", x => F.mish(x[0]) },
        { "mish in place", x => F.mish(x[0] * 1, inplace: true) },
        { "hardsigmoid", x => F.hardsigmoid(x[0]) },
        { "hardsigmoid in place", x => F.hardsigmoid(x[0] * 1, inplace: true) },
        { "leaky_relu", x => F.leaky_relu(x[0], 0.2) },
        { "leaky_relu in place", x => F.leaky_relu(x[0] * 1, 0.2, inplace: true) },
        { "rrelu", x => F.rrelu(x[0], 0.1, 0.4) },
        { "rrelu in place", x => F.rrelu(x[0] * 1, 0.1, 0.4, inplace: true) },
        { "threshold", x => F.threshold(x[0], 0.3, -1.5) },
        { "threshold in place", x => F.threshold(x[0] * 1, 0.3, -1.5, inplace: true) },
        { "elu", x => F.elu(x[0], 0.7) },
        { "elu in place", x => F.elu(x[0] * 1, 0.7, inplace: true) },
        { "celu", x => F.celu(x[0], 0.7) },
        { "celu in place", x => F.celu(x[0] * 1, 0.7, inplace: true) },
        { "hardtanh", x => F.hardtanh(x[0], -0.5, 0.8) },
        { "hardtanh in place", x => F.hardtanh(x[0] * 1, -0.5, 0.8, inplace: true) },
        { "hardswish", x => F.hardswish(2 * x[0]) },
        { "hardswish in place", x => F.hardswish(2 * x[0], inplace: true) },
        { "prelu", x => F.prelu(x[0], x[1]) },
        { "gelu", x => F.gelu(x[0]) },
        { "gelu by tanh", x => F.gelu(x[0], Approximate.tanh) },
        { "gelu in place", x => F.gelu(x[0] * 1, Approximate.tanh, inplace: true) },
        { "softplus", x => F.softplus(x[0]) },
        { "softplus steep", x => F.softplus(x[0], 3, 2) },
        { "sigmoid", x => F.sigmoid(x[0]) },
        { "sigmoid in place", x => F.sigmoid(x[0] * 1, inplace: true) },
        { "logsigmoid", x => F.logsigmoid(x[0]) },
        { "tanh", x => F.tanh(x[0]) },
        { "tanh in place", x => F.tanh(x[0] * 1, inplace: true) },
        { "hardshrink", x => F.hardshrink(x[0], 0.7) },
        { "softshrink", x => F.softshrink(x[0], 0.7) },
        { "softsign", x => F.softsign(x[0]) },
        { "softsign in place", x => F.softsign(x[0], inplace: true) },
        { "tanhshrink", x => F.tanhshrink(x[0]) },
        { "tanhshrink in place", x => F.tanhshrink(x[0] * 1, inplace: true) },
        { "softmax", x => F.softmax(x[0], 1) },
        { "softmax to f64", x => F.softmax(x[0], 0, ScalarType.Float64) },
        { "log_softmax", x => F.log_softmax(x[0], 1) },
        { "softmax2d", x => F.softmax2d(x[0]) },
        { "softmin", x => F.softmin(x[0], 1) },
        { "glu", x => F.glu(x[0], 1) },

        { "ReLU", () => nn.ReLU() },
        { "ReLU6", () => nn.ReLU6() },
        { "LeakyReLU", () => nn.LeakyReLU(0.2) },
        { "Threshold", () => nn.Threshold(0.1, 20) },
        { "ELU", () => nn.ELU(0.5) },
        { "ELU in place", () => nn.ELU(0.5, inplace: true), (m, x) => [m.call(x[0] * 1)] },
        { "CELU", () => nn.CELU(0.5) },
        { "SELU", () => nn.SELU() },
        { "GELU", () => nn.GELU() },
        { "GELU by tanh", () => nn.GELU(Approximate.tanh) },
        { "SiLU", () => nn.SiLU() },
        { "Mish", () => nn.Mish() },
        { "Softplus", () => nn.Softplus(2, 3) },
        { "Sigmoid", () => nn.Sigmoid() },
        { "LogSigmoid", () => nn.LogSigmoid() },
        { "Hardsigmoid", () => nn.Hardsigmoid() },
        { "Hardswish", () => nn.Hardswish() },
        { "Tanh", () => nn.Tanh() },
        { "Hardtanh", () => nn.Hardtanh(-0.4, 1.1) },
        { "Softsign", () => nn.Softsign() },
        { "Hardshrink", () => nn.Hardshrink(0.3) },
        { "Softshrink", () => nn.Softshrink(0.3) },
        { "Tanhshrink", () => nn.Tanhshrink() },
        { "Softmax", () => nn.Softmax(1) },
        { "Softmax2d", () => nn.Softmax2d() },
        { "Softmin", () => nn.Softmin(-1) },
        { "LogSoftmax", () => nn.LogSoftmax(0) },
        { "GLU", () => nn.GLU(1) },
        { "RReLU", () => nn.RReLU() },
        { "RReLU in place", () => nn.RReLU(0.2, 0.5, inplace: true), (m, x) => [m.call(x[0] * 1)] },
        { "PReLU", () => nn.PReLU(1) },
        { "PReLU by channel", () => nn.PReLU(4, 0.1, dtype: ScalarType.Float64) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();
}

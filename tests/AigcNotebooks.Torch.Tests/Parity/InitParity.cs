using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.init;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class InitParity
{
    private static readonly Golden Golden = new("init")
    {
        { "uniform_", x => uniform_(x[0], -1.5, 2) },
        { "normal_", x => normal_(x[0], 1, 0.3) },
        { "trunc_normal_", x => trunc_normal_(x[0]) },
        { "trunc_normal_ narrow", x => trunc_normal_(x[0], 0.5, 2, -0.7, 1) },
        { "constant_", x => constant_(x[0], 0.3) },
        { "ones_", x => ones_(x[0]) },
        { "zeros_", x => zeros_(x[0]) },
        { "eye_", x => eye_(x[0]) },
        { "dirac_", x => dirac_(x[0]) },
        { "xavier_uniform_", x => xavier_uniform_(x[0], 1.3) },
        { "xavier_normal_", x => xavier_normal_(x[0], 0.7) },
        { "kaiming_uniform_", x => kaiming_uniform_(x[0]) },
        { "kaiming_uniform_ by fan out", x => kaiming_uniform_(x[0], mode: FanInOut.FanOut, nonlinearity: NonlinearityType.ReLU) },
        { "kaiming_normal_", x => kaiming_normal_(x[0], a: 0.2) },
        { "kaiming_normal_ by fan out", x => kaiming_normal_(x[0], mode: FanInOut.FanOut, nonlinearity: NonlinearityType.Tanh) },
        { "orthogonal_", x => orthogonal_(x[0]) },
        { "orthogonal_ wider", x => orthogonal_(x[0], gain: 1.7) },
        { "sparse_", x => sparse_(x[0], 0.4, std: 0.5) },
        { "calculate_gain", _ => tensor(Enum.GetValues<NonlinearityType>().Select(n => calculate_gain(n, n == NonlinearityType.LeakyReLU ? 0.3 : 0)).ToArray()) },
        { "fans", x => { var (fanIn, fanOut) = CalculateFanInAndFanOut(x[0]); return tensor(new[] { fanIn, fanOut }); } },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();
}

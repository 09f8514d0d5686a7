using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class NormalizationParity
{
    private static readonly Golden Golden = new("normalization")
    {
        { "BatchNorm1d", () => BatchNorm1d(3) },
        { "BatchNorm1d plain", () => BatchNorm1d(3, eps: 0.1, momentum: 0.4, affine: false, dtype: ScalarType.Float64) },
        { "BatchNorm1d untracked", () => BatchNorm1d(3, track_running_stats: false) },
        { "BatchNorm2d", () => BatchNorm2d(3) },
        { "BatchNorm2d averaging", () => Averaging(BatchNorm2d(3, dtype: ScalarType.Float64)), (m, x) => [m.call(x[0]), m.call(x[0] * 2), m.call(x[0] + 1)] },
        { "BatchNorm3d", () => BatchNorm3d(3) },
        { "InstanceNorm1d", () => InstanceNorm1d(3) },
        { "InstanceNorm2d", () => InstanceNorm2d(3, affine: true) },
        { "InstanceNorm2d tracked", () => InstanceNorm2d(3, affine: true, track_running_stats: true, momentum: 0.3, dtype: ScalarType.Float64) },
        { "InstanceNorm3d", () => InstanceNorm3d(3, eps: 0.01) },
        { "LayerNorm", () => LayerNorm(5) },
        { "LayerNorm of two dimensions", () => LayerNorm([3, 5], eps: 0.1, dtype: ScalarType.Float64) },
        { "LayerNorm plain", () => LayerNorm(5, elementwise_affine: false) },
        { "GroupNorm", () => GroupNorm(2, 6) },
        { "GroupNorm plain", () => GroupNorm(3, 6, eps: 0.1, affine: false, dtype: ScalarType.Float64) },
        { "LocalResponseNorm", () => LocalResponseNorm(3, alpha: 0.1, beta: 0.6, k: 1.5) },

        { "batch_norm", x => F.batch_norm(x[0], x[1].detach().clone(), x[2].detach().clone(), x[3], x[4], training: true) },
        { "batch_norm evaluating", x => F.batch_norm(x[0], x[1].detach(), x[2].detach(), x[3], x[4]) },
        { "instance_norm", x => F.instance_norm(x[0], weight: x[1], bias: x[2]) },
        { "layer_norm", x => F.layer_norm(x[0], [4], x[1], x[2]) },
        { "group_norm", x => F.group_norm(x[0], 2, x[1], x[2], eps: 0.1) },
        { "local_response_norm", x => F.local_response_norm(x[0], 2) },
        { "normalize", x => F.normalize(x[0]) },
        { "normalize by sum", x => F.normalize(x[0], p: 1, dim: 0) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    private static TorchSharp.Modules.BatchNorm2d Averaging(TorchSharp.Modules.BatchNorm2d norm)
    {
        norm.momentum = null;
        return norm;
    }
}

using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class PoolingParity
{
    private static readonly Golden Golden = new("pooling")
    {
        { "MaxPool1d", () => MaxPool1d(2) },
        { "MaxPool1d with indices", () => MaxPool1d(3, stride: 2, padding: 1, dilation: 2, ceil_mode: true), (m, x) => Both(m.forward_with_indices(x[0])) },
        { "MaxPool2d", () => MaxPool2d(2) },
        { "MaxPool2d uneven", () => MaxPool2d((3, 2), stride: (2, 1), padding: (1, 0), dilation: (1, 2), ceil_mode: true) },
        { "MaxPool2d with indices", () => MaxPool2d(3, stride: 2), (m, x) => Both(m.forward_with_indices(x[0])) },
        { "MaxPool3d", () => MaxPool3d(2) },
        { "MaxPool3d with indices", () => MaxPool3d((2, 1, 3), stride: (1, 2, 2), padding: (1, 0, 1)), (m, x) => Both(m.forward_with_indices(x[0])) },
        { "MaxUnpool1d", () => MaxUnpool1d(2), (m, x) => { var (v, i) = F.max_pool1d_with_indices(x[0], 2); return [m.call(v, i)]; } },
        { "MaxUnpool1d to a size", () => MaxUnpool1d(2), (m, x) => { var (v, i) = F.max_pool1d_with_indices(x[0], 2); return [m.call(v, i, [9])]; } },
        { "MaxUnpool2d", () => MaxUnpool2d(3, stride: 2), (m, x) => { var (v, i) = F.max_pool2d_with_indices(x[0], [3], [2]); return [m.call(v, i)]; } },
        { "MaxUnpool2d to a size", () => MaxUnpool2d((2, 2)), (m, x) => { var (v, i) = F.max_pool2d_with_indices(x[0], [2]); return [m.call(v, i, x[0].shape)]; } },
        { "MaxUnpool3d", () => MaxUnpool3d(2), (m, x) => { var (v, i) = F.max_pool3d_with_indices(x[0], [2]); return [m.call(v, i)]; } },

        { "AvgPool1d", () => AvgPool1d(3) },
        { "AvgPool1d padded", () => AvgPool1d(3, stride: 2, padding: 1, ceil_mode: true, count_include_pad: false) },
        { "AvgPool2d", () => AvgPool2d(2) },
        { "AvgPool2d uneven", () => AvgPool2d((3, 2), stride: (2, 1), padding: (1, 0), count_include_pad: false, divisor_override: 5) },
        { "AvgPool3d", () => AvgPool3d(2) },
        { "AvgPool3d uneven", () => AvgPool3d((2, 1, 3), stride: (1, 2, 2), padding: (1, 0, 1), ceil_mode: true) },
        { "LPPool1d", () => LPPool1d(2, 3) },
        { "LPPool1d cubic", () => LPPool1d(3, 2, stride: 1, ceil_mode: true) },
        { "LPPool2d", () => LPPool2d(2, 2) },
        { "LPPool2d uneven", () => LPPool2d(1.5, [3, 2], stride: [1, 2]) },

        { "AdaptiveAvgPool1d", () => AdaptiveAvgPool1d(4) },
        { "AdaptiveAvgPool2d", () => AdaptiveAvgPool2d(1) },
        { "AdaptiveAvgPool2d uneven", () => AdaptiveAvgPool2d((4, 3)) },
        { "AdaptiveAvgPool3d", () => AdaptiveAvgPool3d((2, 3, 1)) },
        { "AdaptiveMaxPool1d", () => AdaptiveMaxPool1d(4) },
        { "AdaptiveMaxPool2d", () => AdaptiveMaxPool2d([4, 3]) },
        { "AdaptiveMaxPool2d with indices", () => AdaptiveMaxPool2d([2, 5]), (m, x) => Both(m.forward_with_indices(x[0])) },
        { "AdaptiveMaxPool3d with indices", () => AdaptiveMaxPool3d([2, 3, 1]), (m, x) => Both(m.forward_with_indices(x[0])) },
        { "FractionalMaxPool2d", () => FractionalMaxPool2d((2, 2), output_size: (3, 4)) },
        { "FractionalMaxPool2d by ratio", () => FractionalMaxPool2d((2, 3), output_ratio: (0.6, 0.5)), (m, x) => Both(m.forward_with_indices(x[0])) },
        { "FractionalMaxPool3d", () => FractionalMaxPool3d(2, output_size: 2) },
        { "FractionalMaxPool3d by ratio", () => FractionalMaxPool3d((2, 1, 3), output_ratio: (0.5, 0.5, 0.5)), (m, x) => Both(m.forward_with_indices(x[0])) },

        { "max_pool1d", x => F.max_pool1d(x[0], 3, padding: 1) },
        { "max_pool2d", x => F.max_pool2d(x[0], (2, 3), stride: (1, 2)) },
        { "max_pool3d", x => F.max_pool3d(x[0], [2], [1]) },
        { "avg_pool2d", x => F.avg_pool2d(x[0], 3, padding: 1) },
        { "avg_pool2d_backward", x => F.avg_pool2d_backward(x[0], x[1], [2, 2]) },
        { "avg_pool3d_backward", x => F.avg_pool3d_backward(x[0], x[1], [2, 2, 2]) },
        { "adaptive_avg_pool3d_backward", x => F.adaptive_avg_pool3d_backward(empty(0), x[0], x[1]) },
        { "adaptive_avg_pool2d", x => F.adaptive_avg_pool2d(x[0], 3) },
        { "adaptive_max_pool1d", x => Both(F.adaptive_max_pool1d_with_indices(x[0], 2)) },
        { "fractional_max_pool2d", x => F.fractional_max_pool2d(x[0], 2, output_ratio: 0.6) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    private static Tensor[] Both((Tensor, Tensor) pooled) => [pooled.Item1, pooled.Item2];
}

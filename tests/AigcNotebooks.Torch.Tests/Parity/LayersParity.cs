using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class LayersParity
{
    private static readonly Golden Golden = new("layers")
    {
        { "Linear", () => Linear(4, 3) },
        { "Linear without bias", () => Linear(4, 3, hasBias: false) },
        { "Linear in f64", () => Linear(30, 20, dtype: ScalarType.Float64) },
        { "Linear of no inputs", () => Linear(0, 3) },
        { "Bilinear", () => Bilinear(3, 4, 2), (m, x) => [m.call(x[0], x[1])] },
        { "Bilinear without bias", () => Bilinear(3, 4, 2, hasBias: false, dtype: ScalarType.Float64), (m, x) => [m.call(x[0], x[1])] },
        { "Identity", () => Identity() },
        { "Flatten", () => Flatten() },
        { "Flatten some", () => Flatten(0, 1) },
        { "Unflatten", () => Unflatten(1, [2, 3]) },
        { "Unflatten inferring", () => Unflatten(-1, [2, -1]) },

        { "Conv1d", () => Conv1d(3, 4, 3) },
        { "Conv1d strided", () => Conv1d(4, 6, 3, stride: 2, padding: 2, dilation: 2, groups: 2, bias: false, dtype: ScalarType.Float64) },
        { "Conv1d same", () => Conv1d(3, 4, 4, Padding.Same, dilation: 2) },
        { "Conv1d circular", () => Conv1d(3, 4, 3, padding: 2, padding_mode: PaddingModes.Circular) },
        { "Conv2d", () => Conv2d(3, 8, 3, padding: 1) },
        { "Conv2d strided", () => Conv2d(4, 6, (3, 2), stride: (2, 1), padding: (1, 0), dilation: (1, 2), groups: 2, dtype: ScalarType.Float64) },
        { "Conv2d without bias", () => Conv2d(3, 4, 1, bias: false) },
        { "Conv2d depthwise", () => Conv2d(3, 6, 3, groups: 3) },
        { "Conv2d same", () => Conv2d(3, 4, (2, 3), Padding.Same) },
        { "Conv2d valid", () => Conv2d(3, 4, 3, Padding.Valid) },
        { "Conv2d reflect", () => Conv2d(3, 4, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Reflect) },
        { "Conv2d replicate", () => Conv2d(3, 4, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Replicate) },
        { "Conv2d circular", () => Conv2d(3, 4, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Circular) },
        { "Conv2d same reflect", () => Conv2d(3, 4, (4, 3), Padding.Same, dilation: (1, 2), padding_mode: PaddingModes.Reflect) },
        { "Conv3d", () => Conv3d(2, 3, 3, stride: 2, padding: 1) },
        { "Conv3d uneven", () => Conv3d(2, 4, (3, 1, 2), stride: (1, 2, 1), padding: (1, 0, 1), groups: 2, dtype: ScalarType.Float64) },
        { "Conv3d same replicate", () => Conv3d(2, 3, (2, 3, 3), Padding.Same, padding_mode: PaddingModes.Replicate) },

        { "ConvTranspose1d", () => ConvTranspose1d(3, 4, 3, stride: 2, padding: 1, output_padding: 1) },
        { "ConvTranspose1d dilated", () => ConvTranspose1d(4, 6, 3, dilation: 2, groups: 2, bias: false, dtype: ScalarType.Float64) },
        { "ConvTranspose2d", () => ConvTranspose2d(3, 4, 4, stride: 2, padding: 1) },
        { "ConvTranspose2d uneven", () => ConvTranspose2d(4, 6, (3, 2), stride: (2, 3), padding: (1, 0), output_padding: (1, 2), dilation: (1, 2), groups: 2) },
        { "ConvTranspose2d to a size", () => ConvTranspose2d(3, 4, 3, stride: 2, padding: 1), (m, x) => [m.forward(x[0], [8, 6])] },
        { "ConvTranspose3d", () => ConvTranspose3d(2, 3, 4, stride: 2, padding: 1) },
        { "ConvTranspose3d uneven", () => ConvTranspose3d(2, 4, (3, 1, 2), stride: (1, 2, 1), output_padding: (0, 1, 0), groups: 2, dtype: ScalarType.Float64) },
        { "ConvTranspose3d to a size", () => ConvTranspose3d(2, 3, 3, stride: 2), (m, x) => [m.forward(x[0], [1, 3, 6, 7, 6])] },

        { "Dropout", () => Dropout() },
        { "Dropout in place", () => Dropout(0.3, inplace: true), (m, x) => [m.call(x[0] * 1)] },
        { "Dropout of all", () => Dropout(1) },
        { "Dropout1d", () => Dropout1d(0.4) },
        { "Dropout2d", () => Dropout2d(0.4) },
        { "Dropout3d", () => Dropout3d(0.4) },
        { "Dropout2d in place", () => Dropout2d(0.4, inplace: true), (m, x) => [m.call(x[0] * 1)] },
        { "AlphaDropout", () => AlphaDropout(0.3) },
        { "FeatureAlphaDropout", () => FeatureAlphaDropout(0.3) },

        { "ConstantPad1d", () => ConstantPad1d((1, 2), 3.5) },
        { "ConstantPad2d", () => ConstantPad2d((1, 2, -1, 3), 3.5) },
        { "ConstantPad3d", () => ConstantPad3d((1, 2, 0, 3, 1, 1), -2) },
        { "ZeroPad2d", () => ZeroPad2d(1) },
        { "ReflectionPad1d", () => ReflectionPad1d(2) },
        { "ReflectionPad2d", () => ReflectionPad2d((1, 2, 0, 3)) },
        { "ReflectionPad3d", () => ReflectionPad3d((1, 0, 1, 2, 1, 1)) },
        { "ReplicationPad1d", () => ReplicationPad1d((3, 1)) },
        { "ReplicationPad2d", () => ReplicationPad2d(2) },
        { "ReplicationPad3d", () => ReplicationPad3d(1) },

        { "PixelShuffle", () => PixelShuffle(2) },
        { "PixelUnshuffle", () => PixelUnshuffle(2) },
        { "ChannelShuffle", () => ChannelShuffle(2) },
        { "Unfold", () => Unfold((2, 3), dilation: (1, 2), padding: (1, 0), stride: (2, 1)) },
        { "Unfold square", () => Unfold(2) },
        { "Fold", () => Fold((4, 5), (2, 3), stride: (2, 1)) },
        { "Fold square", () => Fold(4, 2, padding: 1) },
        { "CosineSimilarity", () => CosineSimilarity(), (m, x) => [m.call(x[0], x[1])] },
        { "PairwiseDistance", () => PairwiseDistance(1, keepdim: true), (m, x) => [m.call(x[0], x[1])] },

        { "Upsample", () => Upsample(scale_factor: [2, 2]) },
        { "Upsample bilinear", () => Upsample(size: [7, 3], mode: UpsampleMode.Bilinear, align_corners: true) },
        { "Upsample trilinear", () => Upsample(scale_factor: [1.5, 2, 0.7], mode: UpsampleMode.Trilinear) },
        { "Upsample recomputing", () => Upsample(scale_factor: [1.3, 1.7], mode: UpsampleMode.Bicubic, recompute_scale_factor: true) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();
}

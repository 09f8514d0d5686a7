using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Mode = TorchSharp.torch.InterpolationMode;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class FunctionalParity
{
    private static readonly Golden Golden = WithModes();

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    private static Golden WithModes()
    {
        var golden = new Golden("functional")
        {
            { "linear", x => F.linear(x[0], x[1], x[2]) },
            { "linear without bias", x => F.linear(x[0], x[1]) },
            { "bilinear", x => F.bilinear(x[0], x[1], x[2], x[3]) },
            { "conv1d", x => F.conv1d(x[0], x[1], x[2], stride: 2, padding: 1) },
            { "conv1d same", x => F.conv1d_padding(x[0], x[1], padding: Padding.Same, dilation: 2) },
            { "conv2d", x => F.conv2d(x[0], x[1], x[2], [1, 2], [1, 0], [2, 2]) },
            { "conv2d plain", x => F.conv2d(x[0], x[1]) },
            { "conv2d same", x => F.conv2d_padding(x[0], x[1], padding: Padding.Same) },
            { "conv3d", x => F.conv3d(x[0], x[1], x[2], groups: 2) },
            { "conv3d valid", x => F.conv3d_padding(x[0], x[1], strides: [2, 2, 2], padding: Padding.Valid) },
            { "conv_transpose1d", x => F.conv_transpose1d(x[0], x[1], x[2], stride: 2, padding: 1, output_padding: 1, dilation: 2) },
            { "conv_transpose2d", x => F.conv_transpose2d(x[0], x[1], x[2], [2, 1], groups: 2) },
            { "conv_transpose2d plain", x => F.conv_transpose2d(x[0], x[1]) },
            { "conv_transpose3d", x => F.conv_transpose3d(x[0], x[1], x[2], [2, 2, 2], [1, 0, 1]) },

            { "pad", x => F.pad(x[0], (1, 2, 0, 3), value: 1.5) },
            { "pad one dimension", x => F.pad(x[0], (2, -1)) },
            { "pad all", x => F.pad(x[0], 1, value: -1) },
            { "pad reflect", x => F.pad(x[0], new long[] { 1, 2, 2, 0 }, PaddingModes.Reflect) },
            { "pad replicate", x => F.pad(x[0], [1, 2, 2, 0], PaddingModes.Replicate) },
            { "pad circular", x => F.pad(x[0], (1, 2, 2, 0), PaddingModes.Circular) },
            { "dropout", x => F.dropout(x[0], 0.3) },
            { "dropout evaluating", x => F.dropout(x[0], 0.3, training: false) },
            { "dropout1d", x => F.dropout1d(x[0], 0.3) },
            { "dropout1d in place", x => F.dropout1d(x[0] * 1, 0.3, inplace: true) },
            { "dropout2d", x => F.dropout2d(x[0], 0.3) },
            { "dropout3d", x => F.dropout3d(x[0], 0.3) },
            { "alpha_dropout", x => F.alpha_dropout(x[0], 0.3, training: true) },
            { "alpha_dropout in place", x => F.alpha_dropout(x[0] * 1, 0.3, training: true, inplace: true) },
            { "feature_alpha_dropout", x => F.feature_alpha_dropout(x[0], 0.3, training: true) },
            { "pixel_shuffle", x => F.pixel_shuffle(x[0], 2) },
            { "pixel_unshuffle", x => F.pixel_unshuffle(x[0], 2) },
            { "unfold", x => F.unfold(x[0], 2, padding: 1, stride: 2) },
            { "fold", x => F.fold(x[0], (4, 5), (2, 3)) },
            { "one_hot", x => F.one_hot(x[0]) },
            { "one_hot of classes", x => F.one_hot(x[0], 6) },
            { "cosine_similarity", x => F.cosine_similarity(x[0], x[1], dim: 0) },
            { "pairwise_distance", x => F.pairwise_distance(x[0], x[1]) },

            { "interpolate bilinear smoothing", x => F.interpolate(x[0], size: [2, 3], mode: Mode.Bilinear, antialias: true) },
            { "interpolate bicubic smoothing", x => F.interpolate(x[0], size: [2, 3], mode: Mode.Bicubic, antialias: true) },
            { "upsample", x => F.upsample(x[0], scale_factor: [2, 3]) },
            { "upsample_bilinear", x => F.upsample_bilinear(x[0], scale_factor: [2, 2]) },
            { "upsample_nearest1d", x => F.upsample_nearest1d(x[0], null, 1.5) },
            { "upsample_nearest2d", x => F.upsample_nearest2d(x[0], [7, 3]) },
            { "upsample_nearest3d", x => F.upsample_nearest3d(x[0], scaleFactors: [2, 2, 2]) },
            { "upsample_nearest1d_backward", x => F.upsample_nearest1d_backward(x[0], null, 4, 2) },
            { "upsample_nearest2d_backward", x => F.upsample_nearest2d_backward(x[0], [2, 3, 4, 5], scaleFactors: [2, 2]) },
            { "upsample_nearest3d_backward", x => F.upsample_nearest3d_backward(x[0], [1, 2, 2, 2, 1], [4, 4, 2]) },

            { "grid_sample aligned", x => F.grid_sample(x[0], x[1], align_corners: true) },
            { "affine_grid", x => F.affine_grid(x[0], [2, 1, 3, 4]) },
            { "affine_grid of volumes", x => F.affine_grid(x[0], [2, 1, 3, 2, 4], align_corners: true) },
        };
        foreach ((string name, Mode mode) in new[] { ("nearest", Mode.Nearest), ("nearest-exact", Mode.NearestExact), ("area", Mode.Area) })
        {
            golden.Add($"interpolate {name}", x => F.interpolate(x[0], scale_factor: Space(x, 1.7), mode: mode));
            golden.Add($"interpolate {name} to a size", x => F.interpolate(x[0], size: Space(x, 5L), mode: mode));
        }
        foreach (Mode mode in new[] { Mode.Linear, Mode.Bilinear, Mode.Bicubic, Mode.Trilinear })
        {
            string name = $"interpolate {mode.ToString().ToLowerInvariant()}";
            golden.Add(name, x => F.interpolate(x[0], scale_factor: Space(x, 1.7), mode: mode));
            golden.Add($"{name} to a size", x => F.interpolate(x[0], size: Space(x, 2L), mode: mode, align_corners: false));
            golden.Add($"{name} aligned", x => F.interpolate(x[0], scale_factor: Space(x, 1.7), mode: mode, align_corners: true));
            golden.Add($"{name} recomputing", x => F.interpolate(x[0], scale_factor: Space(x, 1.7), mode: mode, recompute_scale_factor: true));
        }
        foreach (GridSampleMode mode in Enum.GetValues<GridSampleMode>())
            foreach (GridSamplePaddingMode padding in Enum.GetValues<GridSamplePaddingMode>())
                golden.Add($"grid_sample {mode} {padding}".ToLowerInvariant(), x => F.grid_sample(x[0], x[1], mode, padding));
        return golden;
    }

    /// <summary>One number for each dimension of space.</summary>
    private static T[] Space<T>(Tensor[] x, T number) => [.. Enumerable.Repeat(number, (int)x[0].ndim - 2)];
}

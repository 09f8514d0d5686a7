"""Convolutions, padding, interpolation, sampling and what else has a function."""
import torch
import torch.nn.functional as F

from golden import Goldens

g = Goldens("functional")

g.case("linear", F.linear, ["f32[2,4]", "f32[3,4]", "f32[3]"], ["f64[2,3,4]T", "f64[5,4]T", "f64[5]"])
g.case("linear without bias", F.linear, ["f32[2,4]S", "f32[3,4]"], ["f32[0,4]", "f32[3,4]"])
g.case("bilinear", F.bilinear, ["f32[2,4]", "f32[2,3]", "f32[5,4,3]", "f32[5]"])
g.case("conv1d", lambda x, w, b: F.conv1d(x, w, b, stride=2, padding=1), ["f32[2,3,8]", "f32[4,3,3]", "f32[4]"], ["f64[2,3,8]T", "f64[4,3,2]", "f64[4]"])
g.case("conv1d same", lambda x, w: F.conv1d(x, w, padding="same", dilation=2), ["f32[2,3,8]", "f32[4,3,3]"])
g.case("conv2d", lambda x, w, b: F.conv2d(x, w, b, stride=(1, 2), padding=(1, 0), dilation=2), ["f32[2,3,8,7]", "f32[4,3,3,2]", "f32[4]"])
g.case("conv2d plain", F.conv2d, ["f32[2,3,5,4]T", "f32[4,3,2,2]"], ["f64[3,5,4]", "f64[4,3,2,2]T"])
g.case("conv2d same", lambda x, w: F.conv2d(x, w, padding="same"), ["f32[2,3,5,4]", "f32[4,3,3,1]"])
g.case("conv3d", lambda x, w, b: F.conv3d(x, w, b, groups=2), ["f32[1,2,4,3,5]", "f32[4,1,2,2,3]", "f32[4]"])
g.case("conv3d valid", lambda x, w: F.conv3d(x, w, padding="valid", stride=2), ["f64[1,2,4,3,5]", "f64[3,2,2,2,2]"])
g.case("conv_transpose1d", lambda x, w, b: F.conv_transpose1d(x, w, b, stride=2, padding=1, output_padding=1, dilation=2), ["f32[2,3,5]", "f32[3,4,3]", "f32[4]"])
g.case("conv_transpose2d", lambda x, w, b: F.conv_transpose2d(x, w, b, stride=(2, 1), groups=2), ["f32[2,4,3,5]", "f32[4,3,2,2]", "f32[6]"])
g.case("conv_transpose2d plain", F.conv_transpose2d, ["f64[2,3,4,5]T", "f64[3,4,2,2]"])
g.case("conv_transpose3d", lambda x, w, b: F.conv_transpose3d(x, w, b, stride=2, padding=(1, 0, 1)), ["f32[1,2,3,2,3]", "f32[2,3,3,2,3]", "f32[3]"])

IMAGE = ["f32[2,3,4,5]"], ["f64[2,3,5,4]T"]
g.case("pad", lambda x: F.pad(x, (1, 2, 0, 3), value=1.5), *IMAGE, ["f32[0,4,5]"])
g.case("pad one dimension", lambda x: F.pad(x, (2, -1)), *IMAGE)
g.case("pad all", lambda x: F.pad(x, (1, 1) * 4, value=-1.0), *IMAGE)
for mode in "reflect", "replicate", "circular":
    g.case(f"pad {mode}", lambda x: F.pad(x, (1, 2, 2, 0), mode=mode), *IMAGE)
g.case("dropout", lambda x: F.dropout(x, 0.3), ["f32[20,5]"], ["f64[5,20]T"])
g.case("dropout evaluating", lambda x: F.dropout(x, 0.3, training=False), ["f32[20,5]"])
g.case("dropout1d", lambda x: F.dropout1d(x, 0.3), ["f32[4,5,3]"])
g.case("dropout1d in place", lambda x: F.dropout1d(x * 1, 0.3), ["f32[8,3]"])
g.case("dropout2d", lambda x: F.dropout2d(x, 0.3), ["f32[4,5,3,2]"])
g.case("dropout3d", lambda x: F.dropout3d(x, 0.3), ["f32[2,5,3,2,2]"])
g.case("alpha_dropout", lambda x: F.alpha_dropout(x, 0.3, training=True), ["f32[20,5]"])
g.case("alpha_dropout in place", lambda x: F.alpha_dropout(x * 1, 0.3, training=True, inplace=True), ["f32[20,5]"])
g.case("feature_alpha_dropout", lambda x: F.feature_alpha_dropout(x, 0.3, training=True), ["f32[4,5,3]"])
g.case("pixel_shuffle", lambda x: F.pixel_shuffle(x, 2), ["f32[2,8,3,2]"], ["f64[4,2,3]T"])
g.case("pixel_unshuffle", lambda x: F.pixel_unshuffle(x, 2), ["f32[2,2,4,6]"])
g.case("unfold", lambda x: F.unfold(x, 2, padding=1, stride=2), *IMAGE)
g.case("fold", lambda x: F.fold(x, (4, 5), (2, 3)), ["f32[2,12,9]"], ["f64[1,6,9]T"])
g.case("one_hot", F.one_hot, ["i64[2,3]:int4"], grad=False)
g.case("one_hot of classes", lambda x: F.one_hot(x, 6), ["i64[2,3]:int4"], ["i64[0]"], grad=False)
g.case("cosine_similarity", lambda x, y: F.cosine_similarity(x, y, dim=0), ["f32[3,4]", "f32[3,4]"], ["f64[4,3]T", "f64[4,3]"])
g.case("pairwise_distance", F.pairwise_distance, ["f32[3,4]", "f32[3,4]"], ["f64[4,3]T", "f64[3]"])

LINE, SPACE = (["f32[2,3,6]"], ["f64[2,6,3]T"]), (["f32[1,2,3,4,3]"], ["f64[1,2,4,3,3]T"])
ANY = LINE + IMAGE + SPACE
for mode in "nearest", "nearest-exact", "area":
    g.case(f"interpolate {mode}", lambda x: F.interpolate(x, scale_factor=1.7, mode=mode), *ANY)
    g.case(f"interpolate {mode} to a size", lambda x: F.interpolate(x, size=5, mode=mode), *ANY)
for mode, shapes in ("linear", LINE), ("bilinear", IMAGE), ("bicubic", IMAGE), ("trilinear", SPACE):
    g.case(f"interpolate {mode}", lambda x: F.interpolate(x, scale_factor=1.7, mode=mode), *shapes)
    g.case(f"interpolate {mode} to a size", lambda x: F.interpolate(x, size=2, mode=mode, align_corners=False), *shapes)
    g.case(f"interpolate {mode} aligned", lambda x: F.interpolate(x, scale_factor=1.7, mode=mode, align_corners=True), *shapes)
    g.case(f"interpolate {mode} recomputing", lambda x: F.interpolate(x, scale_factor=1.7, mode=mode, recompute_scale_factor=True), *shapes)
for mode in "bilinear", "bicubic":
    g.case(f"interpolate {mode} smoothing", lambda x: F.interpolate(x, size=(2, 3), mode=mode, antialias=True), IMAGE[0])
g.case("upsample", lambda x: F.interpolate(x, scale_factor=(2, 3)), *IMAGE)
g.case("upsample_bilinear", lambda x: F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False), *IMAGE)
g.case("upsample_nearest1d", lambda x: F.interpolate(x, scale_factor=1.5), *LINE)
g.case("upsample_nearest2d", lambda x: F.interpolate(x, size=(7, 3)), *IMAGE)
g.case("upsample_nearest3d", lambda x: F.interpolate(x, scale_factor=2), *SPACE)
g.case("upsample_nearest1d_backward", lambda y: torch.ops.aten.upsample_nearest1d_backward(y, [8], [2, 3, 4], 2.0), ["f32[2,3,8]"], grad=False)
g.case("upsample_nearest2d_backward", lambda y: torch.ops.aten.upsample_nearest2d_backward(y, [8, 10], [2, 3, 4, 5], 2.0, 2.0), ["f32[2,3,8,10]"], grad=False)
g.case("upsample_nearest3d_backward", lambda y: torch.ops.aten.upsample_nearest3d_backward(y, [4, 4, 2], [1, 2, 2, 2, 1]), ["f32[1,2,4,4,2]"], grad=False)

for mode in "bilinear", "nearest":
    for padding in "zeros", "border", "reflection":
        g.case(f"grid_sample {mode} {padding}", lambda x, at: F.grid_sample(x, at, mode, padding, align_corners=False), ["f32[2,3,4,5]", "f32[2,3,2,2]"], ["f64[1,2,3,4,3]", "f64[1,2,2,3,3]"])
g.case("grid_sample aligned", lambda x, at: F.grid_sample(x, at, align_corners=True), ["f32[2,3,5,4]T", "f32[2,3,2,2]"])
g.case("affine_grid", lambda theta: F.affine_grid(theta, (2, 1, 3, 4), align_corners=False), ["f32[2,2,3]"])
g.case("affine_grid of volumes", lambda theta: F.affine_grid(theta, (2, 1, 3, 2, 4), align_corners=True), ["f64[2,3,4]"])
g.save()

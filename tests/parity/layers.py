"""Layers with weights, dropout, and those that move or pad elements: initial weights by seed, outputs, gradients, evaluation."""
import torch
from torch import nn

from golden import Goldens

g = Goldens("layers")

g.module("Linear", lambda: nn.Linear(4, 3), ["f32[2,4]"], ["f32[5,4]T"], ["f32[2,3,4]"], ["f32[4]"], ["f32[0,4]"])
g.module("Linear without bias", lambda: nn.Linear(4, 3, bias=False), ["f32[2,4]"], ["f32[3,4]S"])
g.module("Linear in f64", lambda: nn.Linear(30, 20, dtype=torch.float64), ["f64[5,30]"], ["f64[5,30]T"])
g.module("Linear of no inputs", lambda: nn.Linear(0, 3), ["f32[2,0]"])
g.module("Bilinear", lambda: nn.Bilinear(3, 4, 2), ["f32[5,3]", "f32[5,4]"], ["f32[2,3,3]", "f32[2,3,4]T"])
g.module("Bilinear without bias", lambda: nn.Bilinear(3, 4, 2, bias=False, dtype=torch.float64), ["f64[5,3]", "f64[5,4]"])
g.module("Identity", nn.Identity, ["f32[2,3]"], ["f64[2,3]T"])
g.module("Flatten", nn.Flatten, ["f32[2,3,4]"], ["f64[2,3,4]T"], ["f32[0,3,4]"])
g.module("Flatten some", lambda: nn.Flatten(0, 1), ["f32[2,3,4]"])
g.module("Unflatten", lambda: nn.Unflatten(1, (2, 3)), ["f32[2,6]"], ["f64[2,6,2]T"])
g.module("Unflatten inferring", lambda: nn.Unflatten(-1, (2, -1)), ["f32[2,6]"])

IMAGE = ["f32[2,3,7,5]"], ["f32[2,3,7,6]T"], ["f32[3,6,5]"]
g.module("Conv1d", lambda: nn.Conv1d(3, 4, 3), ["f32[2,3,7]"], ["f32[2,3,7]T"], ["f32[3,6]"], ["f32[0,3,7]"])
g.module("Conv1d strided", lambda: nn.Conv1d(4, 6, 3, stride=2, padding=2, dilation=2, groups=2, bias=False, dtype=torch.float64), ["f64[2,4,9]"])
g.module("Conv1d same", lambda: nn.Conv1d(3, 4, 4, padding="same", dilation=2), ["f32[2,3,9]"])
g.module("Conv1d circular", lambda: nn.Conv1d(3, 4, 3, padding=2, padding_mode="circular"), ["f32[2,3,9]"])
g.module("Conv2d", lambda: nn.Conv2d(3, 8, 3, padding=1), *IMAGE, ["f32[0,3,7,5]"])
g.module("Conv2d strided", lambda: nn.Conv2d(4, 6, (3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2), groups=2, dtype=torch.float64), ["f64[2,4,9,7]"], ["f64[2,4,7,9]T"])
g.module("Conv2d without bias", lambda: nn.Conv2d(3, 4, 1, bias=False), *IMAGE)
g.module("Conv2d depthwise", lambda: nn.Conv2d(3, 6, 3, groups=3), *IMAGE)
g.module("Conv2d same", lambda: nn.Conv2d(3, 4, (2, 3), padding="same"), *IMAGE)
g.module("Conv2d valid", lambda: nn.Conv2d(3, 4, 3, padding="valid"), *IMAGE)
for mode in "reflect", "replicate", "circular":
    g.module(f"Conv2d {mode}", lambda: nn.Conv2d(3, 4, 3, padding=(1, 2), padding_mode=mode), *IMAGE[:2])
g.module("Conv2d same reflect", lambda: nn.Conv2d(3, 4, (4, 3), padding="same", padding_mode="reflect", dilation=(1, 2)), *IMAGE[:2])
g.module("Conv3d", lambda: nn.Conv3d(2, 3, 3, stride=2, padding=1), ["f32[2,2,5,4,6]"], ["f32[2,5,4,6]"])
g.module("Conv3d uneven", lambda: nn.Conv3d(2, 4, (3, 1, 2), stride=(1, 2, 1), padding=(1, 0, 1), groups=2, dtype=torch.float64), ["f64[1,2,5,4,3]T"])
g.module("Conv3d same replicate", lambda: nn.Conv3d(2, 3, (2, 3, 3), padding="same", padding_mode="replicate"), ["f32[2,2,4,4,3]"])

g.module("ConvTranspose1d", lambda: nn.ConvTranspose1d(3, 4, 3, stride=2, padding=1, output_padding=1), ["f32[2,3,5]"], ["f32[3,5]"])
g.module("ConvTranspose1d dilated", lambda: nn.ConvTranspose1d(4, 6, 3, dilation=2, groups=2, bias=False, dtype=torch.float64), ["f64[2,4,5]"])
g.module("ConvTranspose2d", lambda: nn.ConvTranspose2d(3, 4, 4, stride=2, padding=1), *IMAGE, ["f32[0,3,7,5]"])
g.module("ConvTranspose2d uneven", lambda: nn.ConvTranspose2d(4, 6, (3, 2), stride=(2, 3), padding=(1, 0), output_padding=(1, 2), dilation=(1, 2), groups=2), ["f32[2,4,4,3]"], ["f32[2,4,3,4]T"])
g.module("ConvTranspose2d to a size", lambda: nn.ConvTranspose2d(3, 4, 3, stride=2, padding=1), ["f32[2,3,4,3]"], call=lambda m, x: m(x, output_size=(8, 6)))
g.module("ConvTranspose3d", lambda: nn.ConvTranspose3d(2, 3, 4, stride=2, padding=1), ["f32[2,2,3,2,2]"], ["f32[2,3,2,2]"])
g.module("ConvTranspose3d uneven", lambda: nn.ConvTranspose3d(2, 4, (3, 1, 2), stride=(1, 2, 1), output_padding=(0, 1, 0), groups=2, dtype=torch.float64), ["f64[1,2,3,2,2]"])
g.module("ConvTranspose3d to a size", lambda: nn.ConvTranspose3d(2, 3, 3, stride=2), ["f32[1,2,2,3,2]"], call=lambda m, x: m(x, output_size=(1, 3, 6, 7, 6)))

ROWS = ["f32[20,6]"], ["f64[6,20]T"]
g.module("Dropout", nn.Dropout, *ROWS, ["f32[0,3]"])
g.module("Dropout in place", lambda: nn.Dropout(0.3, inplace=True), *ROWS, call=lambda m, x: m(x * 1))
g.module("Dropout of all", lambda: nn.Dropout(1.0), ROWS[0])
g.module("Dropout1d", lambda: nn.Dropout1d(0.4), ["f32[3,8,2]"], ["f32[8,3]"])
g.module("Dropout2d", lambda: nn.Dropout2d(0.4), ["f32[3,8,2,2]"], ["f64[2,8,3,2]T"])
g.module("Dropout3d", lambda: nn.Dropout3d(0.4), ["f32[2,8,2,2,2]"], ["f32[8,2,2,2]"])
g.module("Dropout2d in place", lambda: nn.Dropout2d(0.4, inplace=True), ["f32[3,8,2,2]"], call=lambda m, x: m(x * 1))
g.module("AlphaDropout", lambda: nn.AlphaDropout(0.3), *ROWS)
g.module("FeatureAlphaDropout", lambda: nn.FeatureAlphaDropout(0.3), ["f32[3,8,2]"], ["f64[8,3,2]T"])

LINE, PLANE, SPACE = (["f32[2,3,6]"], ["f64[3,6]"]), (["f32[2,3,4,5]"], ["f64[2,3,5,4]T"], ["f32[3,4,5]"]), (["f32[1,2,3,4,3]"], ["f64[1,2,3,3,4]T"])
g.module("ConstantPad1d", lambda: nn.ConstantPad1d((1, 2), 3.5), *LINE)
g.module("ConstantPad2d", lambda: nn.ConstantPad2d((1, 2, -1, 3), 3.5), *PLANE)
g.module("ConstantPad3d", lambda: nn.ConstantPad3d((1, 2, 0, 3, 1, 1), -2.0), *SPACE)
g.module("ZeroPad2d", lambda: nn.ZeroPad2d(1), *PLANE)
g.module("ReflectionPad1d", lambda: nn.ReflectionPad1d(2), *LINE)
g.module("ReflectionPad2d", lambda: nn.ReflectionPad2d((1, 2, 0, 3)), *PLANE)
g.module("ReflectionPad3d", lambda: nn.ReflectionPad3d((1, 0, 1, 2, 1, 1)), *SPACE)
g.module("ReplicationPad1d", lambda: nn.ReplicationPad1d((3, 1)), *LINE)
g.module("ReplicationPad2d", lambda: nn.ReplicationPad2d(2), *PLANE)
g.module("ReplicationPad3d", lambda: nn.ReplicationPad3d(1), *SPACE)

g.module("PixelShuffle", lambda: nn.PixelShuffle(2), ["f32[2,8,3,2]"], ["f64[4,3,2]T"])
g.module("PixelUnshuffle", lambda: nn.PixelUnshuffle(2), ["f32[2,2,4,6]"], ["f64[2,4,6]T"])
# PyTorch 1.13's own has no derivative.
g.module("ChannelShuffle", nn.Identity, ["f32[2,6,3]"], ["f64[1,6,3,2]T"], call=lambda m, x: x.unflatten(1, (2, 3)).transpose(1, 2).flatten(1, 2))
g.module("Unfold", lambda: nn.Unfold((2, 3), dilation=(1, 2), padding=(1, 0), stride=(2, 1)), ["f32[2,3,5,7]"], ["f64[2,3,7,5]T"])
g.module("Unfold square", lambda: nn.Unfold(2), ["f32[2,3,5,4]"], ["f32[3,5,4]"])
g.module("Fold", lambda: nn.Fold((4, 5), (2, 3), stride=(2, 1)), ["f32[2,12,6]"], ["f64[12,6]T"])
g.module("Fold square", lambda: nn.Fold(4, 2, padding=1), ["f32[1,4,25]"])
g.module("CosineSimilarity", nn.CosineSimilarity, ["f32[3,4]", "f32[3,4]"], ["f64[4,3]T", "f64[1,3]"])
g.module("PairwiseDistance", lambda: nn.PairwiseDistance(1.0, keepdim=True), ["f32[3,4]", "f32[3,4]"], ["f64[4,3]T", "f64[3]"])

g.module("Upsample", lambda: nn.Upsample(scale_factor=2), *PLANE[:2])
g.module("Upsample bilinear", lambda: nn.Upsample(size=(7, 3), mode="bilinear", align_corners=True), *PLANE[:2])
g.module("Upsample trilinear", lambda: nn.Upsample(scale_factor=(1.5, 2.0, 0.7), mode="trilinear"), *SPACE)
g.module("Upsample recomputing", lambda: nn.Upsample(scale_factor=(1.3, 1.7), mode="bicubic", recompute_scale_factor=True), *PLANE[:2])
g.save()

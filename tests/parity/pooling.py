"""Pooling: maxima with and without their places, unpooling, means, power means, adaptive and fractional ones."""
import torch
import torch.nn.functional as F
from torch import nn

from golden import Goldens

g = Goldens("pooling")
LINE = ["f32[2,3,9]"], ["f64[2,3,9]T"], ["f32[3,9]S"]
PLANE = ["f32[2,3,6,7]"], ["f64[2,3,7,6]T"], ["f32[3,6,7]"]
SPACE = ["f32[1,2,5,4,6]"], ["f64[1,2,4,5,6]T"], ["f32[2,5,4,6]"]

g.module("MaxPool1d", lambda: nn.MaxPool1d(2), *LINE)
g.module("MaxPool1d with indices", lambda: nn.MaxPool1d(3, stride=2, padding=1, dilation=2, ceil_mode=True, return_indices=True), *LINE)
g.module("MaxPool2d", lambda: nn.MaxPool2d(2), *PLANE, ["f32[0,3,6,7]"])
g.module("MaxPool2d uneven", lambda: nn.MaxPool2d((3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2), ceil_mode=True), *PLANE)
g.module("MaxPool2d with indices", lambda: nn.MaxPool2d(3, stride=2, return_indices=True), *PLANE)
g.module("MaxPool3d", lambda: nn.MaxPool3d(2), *SPACE)
g.module("MaxPool3d with indices", lambda: nn.MaxPool3d((2, 1, 3), stride=(1, 2, 2), padding=(1, 0, 1), return_indices=True), *SPACE)
g.module("MaxUnpool1d", lambda: nn.MaxUnpool1d(2), *LINE, call=lambda m, x: m(*F.max_pool1d(x, 2, return_indices=True)))
g.module("MaxUnpool1d to a size", lambda: nn.MaxUnpool1d(2), *LINE, call=lambda m, x: m(*F.max_pool1d(x, 2, return_indices=True), output_size=[9]))
g.module("MaxUnpool2d", lambda: nn.MaxUnpool2d(3, stride=2), ["f32[2,3,5,7]"], ["f64[2,3,7,5]T"], call=lambda m, x: m(*F.max_pool2d(x, 3, 2, return_indices=True)))
g.module("MaxUnpool2d to a size", lambda: nn.MaxUnpool2d((2, 2)), *PLANE[:2], call=lambda m, x: m(*F.max_pool2d(x, 2, return_indices=True), output_size=x.size()))
g.module("MaxUnpool3d", lambda: nn.MaxUnpool3d(2), *SPACE[:1], call=lambda m, x: m(*F.max_pool3d(x, 2, return_indices=True)))

g.module("AvgPool1d", lambda: nn.AvgPool1d(3), *LINE)
g.module("AvgPool1d padded", lambda: nn.AvgPool1d(3, stride=2, padding=1, ceil_mode=True, count_include_pad=False), *LINE)
g.module("AvgPool2d", lambda: nn.AvgPool2d(2), *PLANE, ["f32[0,3,6,7]"])
g.module("AvgPool2d uneven", lambda: nn.AvgPool2d((3, 2), stride=(2, 1), padding=(1, 0), count_include_pad=False, divisor_override=5), *PLANE)
g.module("AvgPool3d", lambda: nn.AvgPool3d(2), *SPACE)
g.module("AvgPool3d uneven", lambda: nn.AvgPool3d((2, 1, 3), stride=(1, 2, 2), padding=(1, 0, 1), ceil_mode=True), *SPACE)
g.module("LPPool1d", lambda: nn.LPPool1d(2, 3), *LINE[:2])
g.module("LPPool1d cubic", lambda: nn.LPPool1d(3.0, 2, stride=1, ceil_mode=True), ["f32[2,3,9]:pos"])
g.module("LPPool2d", lambda: nn.LPPool2d(2, 2), *PLANE)
g.module("LPPool2d uneven", lambda: nn.LPPool2d(1.5, (3, 2), stride=(1, 2)), ["f32[2,3,6,7]:pos"])

g.module("AdaptiveAvgPool1d", lambda: nn.AdaptiveAvgPool1d(4), *LINE)
g.module("AdaptiveAvgPool2d", lambda: nn.AdaptiveAvgPool2d(1), *PLANE)
g.module("AdaptiveAvgPool2d uneven", lambda: nn.AdaptiveAvgPool2d((4, 3)), *PLANE)
g.module("AdaptiveAvgPool3d", lambda: nn.AdaptiveAvgPool3d((2, 3, 1)), *SPACE)
g.module("AdaptiveMaxPool1d", lambda: nn.AdaptiveMaxPool1d(4), *LINE)
g.module("AdaptiveMaxPool2d", lambda: nn.AdaptiveMaxPool2d((4, 3)), *PLANE)
g.module("AdaptiveMaxPool2d with indices", lambda: nn.AdaptiveMaxPool2d((2, 5), return_indices=True), *PLANE)
g.module("AdaptiveMaxPool3d with indices", lambda: nn.AdaptiveMaxPool3d((2, 3, 1), return_indices=True), *SPACE)
g.module("FractionalMaxPool2d", lambda: nn.FractionalMaxPool2d(2, output_size=(3, 4)), *PLANE)
g.module("FractionalMaxPool2d by ratio", lambda: nn.FractionalMaxPool2d((2, 3), output_ratio=(0.6, 0.5), return_indices=True), *PLANE)
g.module("FractionalMaxPool3d", lambda: nn.FractionalMaxPool3d(2, output_size=2), *SPACE)
g.module("FractionalMaxPool3d by ratio", lambda: nn.FractionalMaxPool3d((2, 1, 3), output_ratio=0.5, return_indices=True), *SPACE)

g.case("max_pool1d", lambda x: F.max_pool1d(x, 3, padding=1), *LINE)
g.case("max_pool2d", lambda x: F.max_pool2d(x, (2, 3), stride=(1, 2)), *PLANE)
g.case("max_pool3d", lambda x: F.max_pool3d(x, 2, stride=1), *SPACE)
g.case("avg_pool2d", lambda x: F.avg_pool2d(x, 3, padding=1), *PLANE)
g.case("avg_pool2d_backward", lambda y, x: torch.ops.aten.avg_pool2d_backward(y, x, [2, 2], [2, 2], [0, 0], False, True, None), ["f32[2,3,3,3]", "f32[2,3,6,7]"], grad=False)
g.case("avg_pool3d_backward", lambda y, x: torch.ops.aten.avg_pool3d_backward(y, x, [2, 2, 2], [2, 2, 2], [0, 0, 0], False, True, None), ["f32[1,2,2,2,3]", "f32[1,2,5,4,6]"], grad=False)
g.case("adaptive_avg_pool3d_backward", lambda y, x: torch.ops.aten._adaptive_avg_pool3d_backward(y, x), ["f32[1,2,2,2,3]", "f32[1,2,5,4,6]"], grad=False)
g.case("adaptive_avg_pool2d", lambda x: F.adaptive_avg_pool2d(x, 3), *PLANE)
g.case("adaptive_max_pool1d", lambda x: F.adaptive_max_pool1d(x, 2, return_indices=True), *LINE)
g.case("fractional_max_pool2d", lambda x: F.fractional_max_pool2d(x, 2, output_ratio=0.6), *PLANE)
g.save()

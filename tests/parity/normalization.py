"""Normalisations as modules (running statistics, evaluation) and as functions."""
import torch
import torch.nn.functional as F
from torch import nn

from golden import Goldens

g = Goldens("normalization")

g.module("BatchNorm1d", lambda: nn.BatchNorm1d(3), ["f32[5,3]"], ["f32[4,3,2]"], ["f32[4,3,4]T"])
g.module("BatchNorm1d plain", lambda: nn.BatchNorm1d(3, eps=0.1, momentum=0.4, affine=False, dtype=torch.float64), ["f64[5,3]"])
g.module("BatchNorm1d untracked", lambda: nn.BatchNorm1d(3, track_running_stats=False), ["f32[5,3]"])
g.module("BatchNorm2d", lambda: nn.BatchNorm2d(3), ["f32[4,3,2,5]"], ["f32[4,3,5,2]T"], ["f32[1,3,2,2]"])
g.module("BatchNorm2d averaging", lambda: nn.BatchNorm2d(3, momentum=None, dtype=torch.float64), ["f64[4,3,2,5]"], call=lambda m, x: [m(x), m(x * 2), m(x + 1)])
g.module("BatchNorm3d", lambda: nn.BatchNorm3d(3), ["f32[2,3,2,3,2]"], ["f32[2,3,2,2,3]T"])
g.module("InstanceNorm1d", lambda: nn.InstanceNorm1d(3), ["f32[4,3,5]"], ["f32[3,5]"], ["f32[2,3,4]T"])
g.module("InstanceNorm2d", lambda: nn.InstanceNorm2d(3, affine=True), ["f32[2,3,4,2]"], ["f32[3,4,2]"])
g.module("InstanceNorm2d tracked", lambda: nn.InstanceNorm2d(3, affine=True, track_running_stats=True, momentum=0.3, dtype=torch.float64), ["f64[2,3,4,2]"])
g.module("InstanceNorm3d", lambda: nn.InstanceNorm3d(3, eps=0.01), ["f32[2,3,4,2,2]"], ["f32[3,4,2,2]"])
g.module("LayerNorm", lambda: nn.LayerNorm(5), ["f32[2,3,5]"], ["f32[2,3,5]T"], ["f32[0,5]"], ["f32[5]"])
g.module("LayerNorm of two dimensions", lambda: nn.LayerNorm((3, 5), eps=0.1, dtype=torch.float64), ["f64[2,3,5]"], ["f64[2,3,5]S"])
g.module("LayerNorm plain", lambda: nn.LayerNorm(5, elementwise_affine=False), ["f32[2,3,5]"])
g.module("GroupNorm", lambda: nn.GroupNorm(2, 6), ["f32[2,6,3]"], ["f32[2,6,3,2]T"], ["f32[3,6]"])
g.module("GroupNorm plain", lambda: nn.GroupNorm(3, 6, eps=0.1, affine=False, dtype=torch.float64), ["f64[2,6,3]"])
g.module("LocalResponseNorm", lambda: nn.LocalResponseNorm(3, alpha=0.1, beta=0.6, k=1.5), ["f32[2,5,3]"], ["f32[2,5,2,3]T"], ["f64[2,4,2,2,3]"], ["f32[0,5,3]"])

g.case("batch_norm", lambda x, m, v, w, b: F.batch_norm(x, m.detach().clone(), v.detach().clone(), w, b, training=True), ["f32[4,3,2]", "f32[3]", "f32[3]:pos", "f32[3]", "f32[3]"])
g.case("batch_norm evaluating", lambda x, m, v, w, b: F.batch_norm(x, m.detach(), v.detach(), w, b), ["f32[4,3,2]", "f32[3]", "f32[3]:pos", "f32[3]", "f32[3]"], ["f64[3,4,2]T", "f64[4]", "f64[4]:pos", "f64[4]", "f64[4]"])
g.case("instance_norm", lambda x, w, b: F.instance_norm(x, weight=w, bias=b), ["f32[2,3,5]", "f32[3]", "f32[3]"])
g.case("layer_norm", lambda x, w, b: F.layer_norm(x, (4,), w, b), ["f32[3,4]", "f32[4]", "f32[4]"], ["f64[2,3,4]T", "f64[4]", "f64[4]"])
g.case("group_norm", lambda x, w, b: F.group_norm(x, 2, w, b, eps=0.1), ["f32[3,4]", "f32[4]", "f32[4]"], ["f64[2,4,3]T", "f64[4]", "f64[4]"])
g.case("local_response_norm", lambda x: F.local_response_norm(x, 2), ["f32[2,5,3]"], ["f64[2,4,2,3]T"])
g.case("normalize", F.normalize, ["f32[3,4]"], ["f64[2,3,4]T"], ["f32[0,4]"])
g.case("normalize by sum", lambda x: F.normalize(x, p=1.0, dim=0), ["f32[3,4]"], ["f64[4,3]T"])
g.save()

"""Initialisations: the same numbers for the same seed."""
import torch
from torch.nn import init

from golden import Goldens

g = Goldens("init")
SHAPES = ["f32[3,5]"], ["f64[4,2,3]T"], ["f32[6,3,2,2]"], ["f32[30,20]"]

for name, fill, *shapes in (
    ("uniform_", lambda x: init.uniform_(x, -1.5, 2.0), *SHAPES),
    ("normal_", lambda x: init.normal_(x, 1.0, 0.3), *SHAPES),
    ("trunc_normal_", init.trunc_normal_, *SHAPES),
    ("trunc_normal_ narrow", lambda x: init.trunc_normal_(x, 0.5, 2.0, -0.7, 1.0), *SHAPES),
    ("constant_", lambda x: init.constant_(x, 0.3), *SHAPES[:1]),
    ("ones_", init.ones_, *SHAPES[:1]),
    ("zeros_", init.zeros_, *SHAPES[:1]),
    ("eye_", init.eye_, ["f32[3,5]"], ["f64[4,2]T"]),
    ("dirac_", init.dirac_, ["f32[3,5,3]"], ["f64[4,2,3,2]T"], ["f32[2,2,3,3,1]"]),
    ("xavier_uniform_", lambda x: init.xavier_uniform_(x, 1.3), *SHAPES),
    ("xavier_normal_", lambda x: init.xavier_normal_(x, 0.7), *SHAPES),
    ("kaiming_uniform_", init.kaiming_uniform_, *SHAPES),
    ("kaiming_uniform_ by fan out", lambda x: init.kaiming_uniform_(x, mode="fan_out", nonlinearity="relu"), *SHAPES),
    ("kaiming_normal_", lambda x: init.kaiming_normal_(x, a=0.2), *SHAPES),
    ("kaiming_normal_ by fan out", lambda x: init.kaiming_normal_(x, mode="fan_out", nonlinearity="tanh"), *SHAPES),
    ("orthogonal_", init.orthogonal_, ["f32[3,5]"], ["f64[5,3]"], ["f32[6,3,2,2]"], ["f32[30,20]"]),
    ("orthogonal_ wider", lambda x: init.orthogonal_(x, gain=1.7), ["f32[4,4]"]),
    ("sparse_", lambda x: init.sparse_(x, 0.4, std=0.5), ["f32[5,3]"], ["f64[4,6]T"]),
):
    g.case(name, fill, *shapes, grad=False)

NAMES = "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid", "tanh", "relu", "leaky_relu"
g.case("calculate_gain", lambda: torch.tensor([init.calculate_gain(n) for n in NAMES[:-1]] + [init.calculate_gain("leaky_relu", 0.3)], dtype=torch.float64), grad=False)
g.case("fans", lambda x: torch.tensor(init._calculate_fan_in_and_fan_out(x)), ["f32[3,5]"], ["f32[6,3,2,4]"], grad=False)
g.save()

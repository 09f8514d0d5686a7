"""Activations, as functions, in place and as modules."""
import torch
import torch.nn.functional as F
from torch import nn

from golden import Goldens

g = Goldens("activations")
SHAPES = ["f32[3,5]"], ["f64[4,3]T"], ["f32[2,3]S"], ["f32[0,3]"]

for name, f in {
    "relu": F.relu, "relu6": lambda x, inplace=False: F.relu6(3 * x + 4, inplace=inplace), "selu": F.selu, "silu": F.silu, "mish": F.mish, "hardsigmoid": F.hardsigmoid,
    "leaky_relu": lambda x, inplace=False: F.leaky_relu(x, 0.2, inplace), "rrelu": lambda x, inplace=False: F.rrelu(x, 0.1, 0.4, inplace=inplace),
    "threshold": lambda x, inplace=False: F.threshold(x, 0.3, -1.5, inplace), "elu": lambda x, inplace=False: F.elu(x, 0.7, inplace),
    "celu": lambda x, inplace=False: F.celu(x, 0.7, inplace), "hardtanh": lambda x, inplace=False: F.hardtanh(x, -0.5, 0.8, inplace),
    "hardswish": lambda x, inplace=False: F.hardswish(2 * x, inplace),
}.items():
    g.case(name, f, *SHAPES)
    g.case(f"{name} in place", lambda x: f(x * 1, inplace=True), *SHAPES[:2])

g.case("prelu", F.prelu, ["f32[2,3,4]", "f32[3]"], ["f64[2,3]T", "f64[1]"])
g.case("gelu", F.gelu, *SHAPES)
g.case("gelu by tanh", lambda x: F.gelu(x, approximate="tanh"), *SHAPES)
g.case("gelu in place", lambda x: torch._C._nn.gelu_(x * 1, approximate="tanh"), ["f32[3,5]"])
g.case("softplus", F.softplus, *SHAPES)
g.case("softplus steep", lambda x: F.softplus(x, 3.0, 2.0), *SHAPES)
g.case("sigmoid", torch.sigmoid, *SHAPES)
g.case("sigmoid in place", lambda x: (x * 1).sigmoid_(), *SHAPES[:2])
g.case("logsigmoid", F.logsigmoid, *SHAPES)
g.case("tanh", torch.tanh, *SHAPES)
g.case("tanh in place", lambda x: (x * 1).tanh_(), *SHAPES[:2])
g.case("hardshrink", lambda x: F.hardshrink(x, 0.7), *SHAPES)
g.case("softshrink", lambda x: F.softshrink(x, 0.7), *SHAPES)
g.case("softsign", F.softsign, *SHAPES)
g.case("softsign in place", lambda x: x.div_(1 + x.abs()), ["f32[3,5]"], grad=False)
g.case("tanhshrink", F.tanhshrink, *SHAPES)
g.case("tanhshrink in place", lambda x: (x * 1).sub_(x.tanh()), ["f32[3,5]"])
g.case("softmax", lambda x: F.softmax(x, 1), *SHAPES)
g.case("softmax to f64", lambda x: F.softmax(x, 0, dtype=torch.float64), ["f32[3,5]"])
g.case("log_softmax", lambda x: F.log_softmax(x, 1), *SHAPES)
g.case("softmax2d", lambda x: nn.Softmax2d()(x), ["f32[2,3,2,4]"], ["f64[3,4,2]T"])
g.case("softmin", lambda x: F.softmin(x, 1), *SHAPES)
g.case("glu", lambda x: F.glu(x, 1), ["f32[3,4]"], ["f64[2,6,3]T"])

X = ["f32[2,4,3]"], ["f64[3,2,2]T"]
for name, build in {
    "ReLU": nn.ReLU, "ReLU6": nn.ReLU6, "LeakyReLU": lambda: nn.LeakyReLU(0.2), "Threshold": lambda: nn.Threshold(0.1, 20), "ELU": lambda: nn.ELU(0.5), "CELU": lambda: nn.CELU(0.5), "SELU": nn.SELU,
    "GELU": nn.GELU, "GELU by tanh": lambda: nn.GELU("tanh"), "SiLU": nn.SiLU, "Mish": nn.Mish, "Softplus": lambda: nn.Softplus(2, 3), "Sigmoid": nn.Sigmoid, "LogSigmoid": nn.LogSigmoid,
    "Hardsigmoid": nn.Hardsigmoid, "Hardswish": nn.Hardswish, "Tanh": nn.Tanh, "Hardtanh": lambda: nn.Hardtanh(-0.4, 1.1), "Softsign": nn.Softsign, "Hardshrink": lambda: nn.Hardshrink(0.3),
    "Softshrink": lambda: nn.Softshrink(0.3), "Tanhshrink": nn.Tanhshrink, "Softmax": lambda: nn.Softmax(1), "Softmax2d": nn.Softmax2d, "Softmin": lambda: nn.Softmin(-1),
    "LogSoftmax": lambda: nn.LogSoftmax(0), "GLU": lambda: nn.GLU(1), "RReLU": nn.RReLU,
}.items():
    g.module(name, build, *(X if name != "GLU" else X[:1]))
g.module("RReLU in place", lambda: nn.RReLU(0.2, 0.5, inplace=True), *X, call=lambda m, x: m(x * 1))
g.module("ELU in place", lambda: nn.ELU(0.5, inplace=True), *X, call=lambda m, x: m(x * 1))
g.module("PReLU", nn.PReLU, ["f32[2,4,3]"])
g.module("PReLU by channel", lambda: nn.PReLU(4, 0.1, dtype=torch.float64), ["f64[2,4,3]"], ["f64[3,4]T"])
g.save()

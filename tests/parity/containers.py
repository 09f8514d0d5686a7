"""Sequential and its kin, and what nn.utils does to all parameters."""
import torch
from torch import nn

from golden import Goldens

g = Goldens("containers")


class Kept(nn.Module):
    """A module of every container; the C# twin has the same fields."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(3, 4), nn.Linear(4, 4)])
        self.heads = nn.ModuleDict({"up": nn.Linear(4, 5), "down": nn.Linear(5, 2)})
        self.scales = nn.ParameterList([nn.Parameter(torch.rand(4)), nn.Parameter(torch.rand(4))])
        self.register_buffer("shift", torch.ones(2))

    def forward(self, x):
        for layer, scale in zip(self.layers, self.scales):
            x = torch.tanh(layer(x)) * scale
        return self.heads["down"](self.heads["up"](x)) + self.shift


g.module("Sequential", lambda: nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Dropout(0.5), nn.Linear(4, 2)), ["f32[5,3]"], ["f32[5,3]T"], ["f32[0,3]"])
g.module("every container", Kept, ["f32[5,3]"])


def trained():
    model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
    model(torch.ones(2, 3)).square().sum().backward()
    return model


def clipped(clip):
    model = trained()
    norm = clip(model.parameters())
    return ([torch.as_tensor(float(norm), dtype=torch.float64)] if norm is not None else []) + [p.grad for p in model.parameters()]


g.case("clip_grad_norm_", lambda: clipped(lambda p: nn.utils.clip_grad_norm_(p, 0.5)), grad=False, tol=100)   # the norm comes in float32 on both sides, and is compared in float64
g.case("clip_grad_norm_ loose", lambda: clipped(lambda p: nn.utils.clip_grad_norm_(p, 1e6)), grad=False, tol=100)
g.case("clip_grad_norm_ 1", lambda: clipped(lambda p: nn.utils.clip_grad_norm_(p, 0.5, norm_type=1.0)), grad=False, tol=100)
g.case("clip_grad_norm_ inf", lambda: clipped(lambda p: nn.utils.clip_grad_norm_(p, 0.1, norm_type=float("inf"))), grad=False, tol=100)
g.case("clip_grad_value_", lambda: clipped(lambda p: nn.utils.clip_grad_value_(p, 0.05)), grad=False)
g.case("parameters_to_vector", lambda: nn.utils.parameters_to_vector(trained().parameters()), grad=False)


def filled(v):
    model = trained()
    nn.utils.vector_to_parameters(v, model.parameters())
    return list(model.parameters())


g.case("vector_to_parameters", filled, ["f32[26]"], grad=False)
g.save()

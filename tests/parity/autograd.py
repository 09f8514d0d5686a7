"""Losses of composed functions and their gradients, first and second."""
import torch

from golden import Goldens

g = Goldens("autograd")


def gradient_penalty(x, w):
    """WGAN-GP's (‖∇ₓ D(x)‖ − 1)², whose own gradient needs a graph through the first."""
    (grad,) = torch.autograd.grad(torch.tanh(x @ w).sum(), x, create_graph=True)
    return ((grad.norm(2, dim=1) - 1) ** 2).mean()


g.case("gradient penalty", gradient_penalty, ["f32[4,6]", "f32[6,3]"], ["f64[3,5]T", "f64[5,2]"])
g.case("detach", lambda x: x * x.detach(), ["f32[3,4]"])
g.save()

"""A small network's parameters over 12 steps of each optimizer. PyTorch 1.13's NAdam multiplies by mu once too often unless it works on lists (foreach)."""
import torch
from torch import nn, optim

from golden import Goldens

g = Goldens("optimizers")


def trace(make, w, b, v, x):
    params = [nn.Parameter(t.clone()) for t in (w, b, v)]
    optimizer = make(params)
    seen = []
    for step in range(1, 13):
        def closure():
            optimizer.zero_grad()
            loss = (torch.tanh(x @ params[0] + params[1]) @ params[2]).square().mean()
            loss.backward()
            return loss
        optimizer.step(closure)
        if step in (1, 2, 6, 12):
            seen.append(torch.cat([p.detach().flatten() for p in params]))
    return seen


def case(name, make, tol=1, layout="T"):
    g.case(name, lambda *inputs: trace(make, *inputs), ["f32[5,4]", "f32[4]", "f32[4,3]", "f32[8,5]"],
           ["f64[5,4]" + layout, "f64[4]", "f64[4,3]", "f64[8,5]"], grad=False, tol=tol)


case("SGD", lambda p: optim.SGD(p, 0.1))
case("SGD decay", lambda p: optim.SGD(p, 0.1, weight_decay=0.01))
case("SGD momentum", lambda p: optim.SGD(p, 0.1, momentum=0.9))
case("SGD dampening", lambda p: optim.SGD(p, 0.1, momentum=0.9, dampening=0.5, weight_decay=0.01))
case("SGD nesterov", lambda p: optim.SGD(p, 0.1, momentum=0.9, nesterov=True, weight_decay=0.01))
case("SGD maximize", lambda p: optim.SGD(p, 0.01, momentum=0.9, weight_decay=0.01, maximize=True))
case("SGD groups", lambda p: optim.SGD([{"params": p[:1]}, {"params": p[1:], "lr": 0.02, "momentum": 0.5}], 0.1, momentum=0.9))
case("Adam", lambda p: optim.Adam(p, 0.05))
case("Adam betas", lambda p: optim.Adam(p, 0.05, betas=(0.5, 0.9), eps=1e-6, weight_decay=0.01))
case("Adam amsgrad", lambda p: optim.Adam(p, 0.05, betas=(0.5, 0.6), amsgrad=True))
case("Adam maximize", lambda p: optim.Adam(p, 0.01, weight_decay=0.01, maximize=True))
case("Adam groups", lambda p: optim.Adam([{"params": p[:1]}, {"params": p[1:], "lr": 0.02, "betas": (0.5, 0.9)}], 0.1))
case("AdamW", lambda p: optim.AdamW(p, 0.05, weight_decay=0))
case("AdamW decay", lambda p: optim.AdamW(p, 0.05, weight_decay=0.1))
case("AdamW amsgrad", lambda p: optim.AdamW(p, 0.05, betas=(0.5, 0.6), weight_decay=0.1, amsgrad=True))
case("AdamW maximize", lambda p: optim.AdamW(p, 0.01, weight_decay=0.1, maximize=True))
case("RMSprop", lambda p: optim.RMSprop(p, 0.01))
case("RMSprop momentum", lambda p: optim.RMSprop(p, 0.01, alpha=0.9, momentum=0.9, weight_decay=0.01))
case("RMSprop centered", lambda p: optim.RMSprop(p, 0.01, momentum=0.9, centered=True), tol=10)
case("RMSprop maximize", lambda p: optim.RMSprop(p, 0.01, eps=1e-4, weight_decay=0.01, maximize=True))
case("Adagrad", lambda p: optim.Adagrad(p, 0.1, lr_decay=0.1, weight_decay=0.01, initial_accumulator_value=0.2))
case("Adadelta", lambda p: optim.Adadelta(p, 1.0, rho=0.8, weight_decay=0.01))
case("Adadelta maximize", lambda p: optim.Adadelta(p, 1.0, maximize=True))
case("Adamax", lambda p: optim.Adamax(p, 0.02, betas=(0.8, 0.9), weight_decay=0.01))
case("NAdam", lambda p: optim.NAdam(p, 0.02, weight_decay=0.01, foreach=True))
case("RAdam", lambda p: optim.RAdam(p, 0.02, betas=(0.9, 0.99), weight_decay=0.01))
case("ASGD", lambda p: optim.ASGD(p, 0.1, lambd=1e-2, t0=4, weight_decay=0.01), tol=20)  # PyTorch keeps the rate in float32
case("ASGD maximize", lambda p: optim.ASGD(p, 0.01, maximize=True))
case("Rprop", lambda p: optim.Rprop(p, 0.01, etas=(0.4, 1.3), step_sizes=(1e-4, 0.1)))
case("Rprop maximize", lambda p: optim.Rprop(p, 0.01, maximize=True))
case("LBFGS", lambda p: optim.LBFGS(p, lr=0.5, max_iter=4, history_size=3), tol=100, layout="")  # PyTorch's takes contiguous parameters only
case("LBFGS tolerances", lambda p: optim.LBFGS(p, lr=1, max_iter=20, max_eval=7, tolerance_grad=1e-2, tolerance_change=1e-3), tol=100, layout="")

g.save()

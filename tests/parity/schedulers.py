"""Learning rates (and momenta) of two parameter groups over 25 steps of each scheduler."""
import warnings

import torch
from torch import nn, optim
from torch.optim import lr_scheduler as lrs

from golden import Goldens

warnings.filterwarnings("ignore")
g = Goldens("schedulers")


def groups():
    return [{"params": [nn.Parameter(torch.zeros(1))]}, {"params": [nn.Parameter(torch.zeros(1))], "lr": 0.02}]


def sgd():
    return optim.SGD(groups(), 0.1, momentum=0.9)


def read(optimizer):
    return [group["lr"] for group in optimizer.param_groups] + [group["betas"][0] if "betas" in group else group["momentum"] for group in optimizer.param_groups]


def trace(make, optimizer=sgd, step=lambda s, i: s.step()):
    o = optimizer()
    scheduler = make(o)
    rows = [read(o)]
    for i in range(25):
        o.step()
        step(scheduler, i)
        rows.append(read(o))
    last = [] if isinstance(scheduler, lrs.ReduceLROnPlateau) else scheduler.get_last_lr()
    return [torch.tensor(row, dtype=torch.float64) for row in rows] + [torch.tensor(last, dtype=torch.float64)]


def case(name, make, **how):
    g.case(name, lambda: trace(make, **how), grad=False)


def resumed(make):
    def start():
        o = sgd()
        for group in o.param_groups:
            group["initial_lr"] = group["lr"]
        return o
    return dict(make=make, optimizer=start)


jump = lambda s, i: s.step(7 * i % 11)
bumpy = lambda s, i: s.step([5, 4, 4.1, 4.2, 4.05, 3.9, 3.9, 3.8999, 4, 4, 4, 4, 4, 3.5][i % 14] - i // 14)

case("LambdaLR", lambda o: lrs.LambdaLR(o, lambda e: 0.9 ** e))
case("MultiplicativeLR", lambda o: lrs.MultiplicativeLR(o, lambda e: 0.9 if e % 2 else 1.05))
case("StepLR", lambda o: lrs.StepLR(o, 4, 0.5))
case("StepLR to an epoch", lambda o: lrs.StepLR(o, 4, 0.5), step=jump)
case("StepLR resumed", **resumed(lambda o: lrs.StepLR(o, 4, 0.5, last_epoch=5)))
case("MultiStepLR", lambda o: lrs.MultiStepLR(o, [8, 3, 8, 20], 0.5))
case("MultiStepLR to an epoch", lambda o: lrs.MultiStepLR(o, [8, 3, 8], 0.5), step=jump)
case("ExponentialLR", lambda o: lrs.ExponentialLR(o, 0.9))
case("ExponentialLR to an epoch", lambda o: lrs.ExponentialLR(o, 0.9), step=jump)
case("ConstantLR", lambda o: lrs.ConstantLR(o, 0.25, 6))
case("ConstantLR to an epoch", lambda o: lrs.ConstantLR(o, 0.25, 6), step=jump)
case("LinearLR", lambda o: lrs.LinearLR(o, 0.1, 0.8, 10))
case("LinearLR to an epoch", lambda o: lrs.LinearLR(o), step=jump)
case("PolynomialLR", lambda o: lrs.PolynomialLR(o, 12, 2.0))
case("PolynomialLR to an epoch", lambda o: lrs.PolynomialLR(o, 12, 2.0), step=jump)
case("CosineAnnealingLR", lambda o: lrs.CosineAnnealingLR(o, 8, 0.001))
case("CosineAnnealingLR to an epoch", lambda o: lrs.CosineAnnealingLR(o, 8), step=jump)
case("CosineAnnealingLR resumed", **resumed(lambda o: lrs.CosineAnnealingLR(o, 20, last_epoch=5)))
case("OneCycleLR", lambda o: lrs.OneCycleLR(o, 0.5, total_steps=25))
case("OneCycleLR Adam", lambda o: lrs.OneCycleLR(o, [0.5, 0.2], epochs=5, steps_per_epoch=6, pct_start=0.4, anneal_strategy="linear", base_momentum=[0.7, 0.8], max_momentum=[0.9, 0.95]),
     optimizer=lambda: optim.Adam(groups(), 0.1))
case("OneCycleLR three phases", lambda o: lrs.OneCycleLR(o, 0.5, total_steps=30, three_phase=True, div_factor=10., final_div_factor=100.))
case("OneCycleLR rates only", lambda o: lrs.OneCycleLR(o, 0.5, total_steps=40, cycle_momentum=False))
case("CyclicLR", lambda o: lrs.CyclicLR(o, 0.01, 0.1, 4, 6))
case("CyclicLR triangular2", lambda o: lrs.CyclicLR(o, [0.01, 0.02], [0.1, 0.3], 3, mode="triangular2", base_momentum=[0.5, 0.6], max_momentum=[0.9, 0.95]))
case("CyclicLR exp_range", lambda o: lrs.CyclicLR(o, 0.01, 0.1, 4, mode="exp_range", gamma=0.95))
case("CyclicLR function", lambda o: lrs.CyclicLR(o, 0.01, 0.1, 4, scale_fn=lambda x: 1 / x, scale_mode="cycle", cycle_momentum=False))
case("SequentialLR", lambda o: lrs.SequentialLR(o, [lrs.LinearLR(o, 0.1, 1.0, 5), lrs.CosineAnnealingLR(o, 10), lrs.ExponentialLR(o, 0.5)], [5, 15]))
case("SequentialLR of constants", lambda o: lrs.SequentialLR(o, [lrs.ConstantLR(o, 0.1, 2), lrs.StepLR(o, 3, 0.5)], [6]))
case("ChainedLR", lambda o: lrs.ChainedScheduler([lrs.ConstantLR(o, 0.1, 4), lrs.ExponentialLR(o, 0.9)]))
case("ReduceLROnPlateau", lambda o: lrs.ReduceLROnPlateau(o, factor=0.5, patience=2), step=bumpy)
case("ReduceLROnPlateau max", lambda o: lrs.ReduceLROnPlateau(o, "max", 0.3, 1, 0.05, "abs", 2, [0.01, 0.001]), step=bumpy)
case("ReduceLROnPlateau abs", lambda o: lrs.ReduceLROnPlateau(o, "min", 0.5, 0, 0.01, "abs", 1, 0.005), step=bumpy)

g.save()

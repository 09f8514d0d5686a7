"""Reductions, statistics, cumulative sums and the like."""
import math

import torch

from golden import Goldens

g = Goldens("reductions")
MATRICES = ["f32[3,4]"], ["f64[2,3]T"], ["f32[2,3]S"], ["f64[3,2]E"], ["f32[2,3,2]T"]
LOW = ["bf16[2,3]"], ["f16[2,3]"]
INTEGERS = ["i64[2,3]T"], ["u8[4]"], ["i32[2,2]"], ["bool[2,3]"]
EMPTY = ["f32[0,3]"]
PERMUTED = ["f32[3,4]:perm"], ["f64[2,3]T:perm"], ["f32[2,3]S:perm"], ["i64[2,3]T:perm"], ["bf16[2,3]:perm"]

g.case("sum", torch.sum, *MATRICES, *LOW, *INTEGERS, EMPTY)
g.case("sum over dimensions", lambda a: [a.sum(0), a.sum(-1, keepdim=True), a.sum((0, 1)), a.sum(1, dtype=torch.float64)], *MATRICES, ["i64[2,3]T"], ["bool[2,3]"], EMPTY)
g.case("sum over three", lambda a: [a.sum((0, 2)), a.sum((0, 1, 2), keepdim=True)], ["f32[2,3,2]T"])
g.case("mean", torch.mean, *MATRICES, *LOW)
g.case("mean over dimensions", lambda a: [a.mean((0,)), a.mean((0, 1), keepdim=True), a.mean((1,), dtype=torch.float64)], *MATRICES)
g.case("prod", lambda a: [a.prod(), a.prod(0), a.prod(1, keepdim=True), a.prod(0, dtype=torch.float64)], *MATRICES, ["i64[2,3]T:int4"], ["f32[2,0]"])
g.case("var, std", lambda a: [a.var(), a.std(), a.var(False), a.std(False)], *MATRICES)
g.case("var, std over dimensions", lambda a: [a.var(0), a.var((0, 1), False, True), a.std(1, False), a.std((0, 1), True, True), a.var(1, keepdim=True)], *MATRICES)
g.case("var, std over three", lambda a: [a.var((0, 1, 2)), a.std((0, 1, 2))], ["f32[2,3,2]T"])
g.case("var_mean, std_mean", lambda a: [*torch.var_mean(a), *torch.std_mean(a, False), *torch.var_mean(a, 0), *torch.std_mean(a, 1, False, True), *torch.var_mean(a, (0, 1)), *torch.std_mean(a, (0, 1))], *MATRICES)
g.case("max, min", lambda a: [a.max(), a.min(), *a.max(0), *a.min(1, True)], *PERMUTED)
g.case("max, min of two", lambda a, b: [torch.max(a, b), torch.min(a, b)], ["f32[3,4]", "f32[4]"], ["i64[2,3]T", "i64[3]"])
g.case("amax, amin", lambda a: [a.amax(), a.amin(), a.amax(0), a.amin((0, 1)), a.amax(1, True), a.amin((0,), True)], *PERMUTED)
g.case("aminmax", lambda a: [*torch.aminmax(a), *torch.aminmax(a, dim=1, keepdim=True), *torch.aminmax(a, dim=-1)], *PERMUTED[:4], grad=False)
g.case("argmax, argmin", lambda a: [a.argmax(), a.argmin(), a.argmax(0), a.argmin(1, True)], *PERMUTED)
g.case("all, any", lambda a: [a.all(), a.any(), a.all(0), a.any(1, True)], ["bool[3,4]"], ["f32[2,3]T:int2"], ["u8[2,3]:int2"], ["bool[0,3]"])
g.case("count_nonzero", lambda a: [a.count_nonzero(), a.count_nonzero((0,)), a.count_nonzero((0, 1))], ["f32[3,4]:int2"], ["bool[2,3]T"], ["i64[2,3]S:int2"])
g.case("logsumexp", lambda a: [a.logsumexp(0), a.logsumexp(1, True)], *MATRICES)
g.case("logcumsumexp", lambda a: a.logcumsumexp(1), *MATRICES)
g.case("norm", lambda a: [a.norm(), a.norm(1), a.norm(3), a.norm(float("inf")), a.norm(2, 1), a.norm(1, 0, True)], *MATRICES)
g.case("dist", lambda a, b: [torch.dist(a, b), torch.dist(a, b, 1), torch.dist(a, b, 3)], ["f32[3,4]", "f32[4]"], ["f64[2,3]T", "f64[2,3]"])
g.case("cdist", lambda a, b: [torch.cdist(a, b), torch.cdist(a, b, 1), torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist"), torch.cdist(a, b, compute_mode="use_mm_for_euclid_dist")],
       ["f32[3,4]", "f32[2,4]"], ["f64[2,3,2]T", "f64[4,2]"], tol=10)
g.case("renorm", lambda a: torch.renorm(a, 2, 0, 1), ["f32[3,4]"], ["f64[2,3]T"])
g.case("nansum, nanmean, nanmedian", lambda a: [f(torch.where(a > 1, a * math.nan, a)) for f in (torch.nansum, torch.nanmean, torch.nanmedian, lambda b: torch.nanmean(b, 1), lambda b: torch.nanmean(b, 0, True))],
       ["f32[3,4]"], ["f64[2,3]T"])
g.case("median", lambda a: a.median(), *PERMUTED)
g.case("mode", lambda a: [a.mode()[0], a.mode(0, True)[0]], ["f32[3,6]:int3"], ["i64[5,3]T:int3"])
g.case("quantile", lambda a, q: [torch.quantile(a, q), torch.quantile(a, q, 0), torch.quantile(a, q, 1, True)], ["f32[3,4]", "f32[2]:unit"], ["f64[2,3]T", "f64[3]:unit"])
g.case("nanquantile", lambda a, q: [torch.nanquantile(a, q), torch.nanquantile(a, q, 0)], ["f32[3,4]", "f32[2]:unit"], ["f64[2,3]T", "f64[3]:unit"])
g.case("softmax over a dimension", lambda a: [a.softmax(0), a.log_softmax(2)], ["f32[2,3,2]T"])

g.case("histc", lambda a: [torch.histc(a), torch.histc(a, 5, -1, 2)], ["f32[3,4]"], ["f64[2,3]T"], grad=False)
g.case("histogram", lambda a, w: [*torch.histogram(a, 4), *torch.histogram(a, 4, range=(-1, 1), weight=w, density=True), *torch.histogram(a, torch.tensor([-2.0, -1, 0.5, 2]).to(a.dtype), weight=w)],
       ["f32[3,4]", "f32[3,4]:pos"], ["f64[2,3]", "f64[2,3]:pos"], grad=False)
g.case("bincount", lambda a, w: [torch.bincount(a), torch.bincount(a, w), torch.bincount(a, minlength=15)], ["i64[6]", "f32[6]"], ["u8[5]", "f64[5]"], ["i32[0]", "f32[0]"], grad=False)
g.case("cov", lambda a: [torch.cov(a), torch.cov(a, correction=0), torch.corrcoef(a)], ["f32[3,4]"], ["f64[2,3]T"])
g.case("cov with weights", lambda a, f, w: torch.cov(a, fweights=f, aweights=w), ["f32[3,4]", "i64[4]", "f32[4]:pos"], ["f64[2,3]T", "i64[3]", "f64[3]:pos"])

g.case("cumsum, cumprod", lambda a: [a.cumsum(0), a.cumprod(1), a.cumsum(1, dtype=torch.float64), a.cumprod(0, dtype=torch.float64)], *MATRICES, ["i64[2,3]T:int4"], ["bool[2,3]"], EMPTY)
g.case("cummax, cummin", lambda a: [*a.cummax(0), *a.cummin(1)], *PERMUTED)
g.case("diff", lambda a: [a.diff(), a.diff(dim=0), a.diff(2, 1)], ["f32[3,4]"], ["f64[4,3]T"], ["i64[2,3]"])
g.case("diff with ends", lambda a, b, c: a.diff(prepend=b, append=c), ["f32[3,4]", "f32[3,1]", "f32[3,2]"])
g.case("trapezoid", lambda a, x: [torch.trapezoid(a), torch.trapezoid(a, dx=0.5, dim=0), torch.trapezoid(a, x), torch.cumulative_trapezoid(a), torch.cumulative_trapezoid(a, dx=2, dim=0), torch.cumulative_trapezoid(a, x)],
       ["f32[3,4]", "f32[4]:pos"], ["f64[2,3]T", "f64[2,3]"])
g.case("vander", lambda a: [torch.vander(a), torch.vander(a, 2, True)], ["f32[3]"], ["i64[4]:int4"], grad=False)
g.save()

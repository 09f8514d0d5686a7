"""Sorting, searching, distinct elements, and random numbers."""
import torch

from golden import Goldens

g = Goldens("sorting")
PERMUTED = ["f32[3,4]:perm"], ["f64[2,3]T:perm"], ["f32[2,3]S:perm"], ["i64[2,3]T:perm"], ["u8[2,3]:perm"], ["bf16[2,3]:perm"], ["f32[0,3]"], ["i32[2,2]:perm"]

g.case("sort", lambda a: [*a.sort(), *a.sort(0, True)], *PERMUTED)
g.case("stable sort", lambda a: [*torch.sort(a, dim=-1, stable=True), *torch.sort(a, dim=0, descending=True, stable=True)],
       ["f32[3,6]:int3"], ["i64[4,3]T:int3"], ["bool[3,3]"])
g.case("argsort", lambda a: [a.argsort(), a.argsort(0, True)], *PERMUTED[:5])
g.case("msort", torch.msort, *PERMUTED[:5])
g.case("topk", lambda a: [*a.topk(2), *a.topk(1, 0, largest=False)], *PERMUTED[:6])
g.case("kthvalue", lambda a: [*a.kthvalue(2), *a.kthvalue(1, 0, True)], *PERMUTED[:5])
g.case("unique", lambda a: [torch.unique(a), *torch.unique(a, return_inverse=True, return_counts=True), *torch.unique(a, return_counts=True)], ["i64[3,4]:int4"], ["f32[2,3]T:int3"], ["bool[4]"], ["f32[0]"], grad=False)
g.case("unique over a dimension", lambda a: [torch.unique(a, dim=0), *torch.unique(a, return_inverse=True, return_counts=True, dim=1)], ["i64[3,4]:int2"], ["f32[2,3]T:int2"], grad=False)
g.case("unique_consecutive", lambda a: [torch.unique_consecutive(a), *torch.unique_consecutive(a, return_inverse=True, return_counts=True), torch.unique_consecutive(a, dim=0)], ["i64[6]:int2"], ["f32[3,2]T:int2"], grad=False)
g.case("searchsorted", lambda s, v: [torch.searchsorted(s, v), torch.searchsorted(s, v, right=True), torch.searchsorted(s, v, out_int32=True), torch.searchsorted(s, 1.5, out_int32=False, right=True)],
       ["f32[5]:perm", "f32[2,3]:pos"], ["i64[4]:perm", "i64[3]:int4"])
g.case("searchsorted unsorted", lambda s, v: torch.searchsorted(s, v, sorter=torch.argsort(s)), ["f32[5]:perm", "f32[2,3]:pos"])
g.case("bucketize", lambda v, s: [torch.bucketize(v, s.sort()[0]), torch.bucketize(v, s.sort()[0], out_int32=True, right=True)], ["f32[3,4]", "f32[3]"], ["i64[2,3]T", "i64[4]"])

SPREAD = ["f32[20]"], ["f64[4,5]T"], ["bf16[20]"], ["f32[0]"]
g.case("uniform_", lambda a: a.uniform_(-1, 3), *SPREAD, grad=False)
g.case("normal_", lambda a: [a.clone().normal_(), a.normal_(1, 2)], *SPREAD, grad=False)
g.case("log_normal_, exponential_, cauchy_, geometric_", lambda a: [a.clone().log_normal_(0.5, 0.7), a.clone().exponential_(2), a.clone().cauchy_(1, 2), a.clone().geometric_(0.3)], *SPREAD[:2], grad=False)
g.case("random_", lambda a: a.random_(2, 30), *SPREAD, ["i64[20]"], ["u8[20]"], grad=False)
g.case("bernoulli_", lambda a: [a.clone().bernoulli_(0.3), a.clone().bernoulli_(torch.full([20], 0.6)), a.bernoulli_()], ["f32[20]"], ["u8[20]"], ["bool[20]"], grad=False)
g.case("bernoulli", torch.bernoulli, ["f32[20]:unit"], ["f64[4,5]T:unit"])
g.case("multinomial", lambda a: [torch.multinomial(a, 3), torch.multinomial(a, 8, replacement=True)], ["f32[5]:pos"], ["f64[3,4]T:pos"])
g.case("poisson, binomial", lambda a, b: [torch.poisson(a * 3), torch.binomial(a.floor() * 10, b)], ["f32[3,4]:pos", "f32[3,4]:unit"], ["f64[2,3]:pos", "f64[2,3]:unit"], grad=False)
g.case("gamma", torch._standard_gamma, ["f32[3,4]:pos"], ["f64[2,3]:pos"])
g.case("dirichlet", torch._sample_dirichlet, ["f32[3,4]:pos"], ["f64[2,3]:pos"], grad=False)
g.case("normal", lambda a, b: torch.normal(a.detach(), b.detach()), ["f32[3,4]", "f32[3,4]:pos"], ["f64[2,3]", "f64[3]:pos"], ["f32[4,20]T", "f32[1,20]:pos"], grad=False)
g.case("normal has gradients", lambda a, b: torch.empty(a.shape, dtype=a.dtype).normal_() * b + a, ["f32[3,4]", "f32[3,4]:pos"], ["f64[2,20]", "f64[20]:pos"])
g.save()

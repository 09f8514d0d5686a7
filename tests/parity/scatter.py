"""Gathering, scattering, masks and choices."""
import torch

from golden import Goldens

g = Goldens("scatter")
KINDS = "f32 f64 bf16 f16 i64 i32 i16 i8 u8 bool".split()


def each(spec, *rest, same=()):
    """The operands `spec` and `same` of every type, before the others."""
    return [[kind + spec, *(kind + s for s in same), *rest] for kind in KINDS]


g.case("gather", lambda a, i: [a.gather(1, i), a.gather(0, i)], *each("[3,4]", "i64[2,3]:int3"), ["f64[4,3]T", "i64[3,3]T:int3"], ["f32[3,4]", "i64[0,4]"])
g.case("scatter", lambda a, s, i: [a.scatter(1, i, s), a.clone().scatter_(1, i, s)], *each("[3,4]", "i64[3,1]:perm", same=["[3,1]"]), ["f64[4,3]T", "f64[2,1]T", "i64[2,1]T:perm"])
g.case("scatter_add", lambda a, s, i: [a.scatter_add(0, i, s), a.clone().scatter_add_(0, i, s)], *each("[3,4]", "i64[4,4]:int3", same=["[4,4]"])[:-1], ["f64[4,3]T", "f64[2,3]S", "i64[2,3]T:int4"])
g.case("index_select", lambda a, i: [a.index_select(0, i), a.index_select(-1, i)], *each("[3,4]", "i64[5]:int3"), ["f64[4,3]T", "i32[2]:int3"], ["f32[3,4]", "i64[0]"])
g.case("index_add", lambda a, s, i: [a.index_add(0, i, s), a.index_add(0, i, s, alpha=2)], *each("[3,4]", "i64[2]:int3", same=["[2,4]"])[:-1], ["f64[4,3]T", "f64[2,3]T", "i64[2]:int4"])
g.case("index_copy", lambda a, s, i: a.index_copy(0, i, s), *each("[3,4]", "i64[2]:perm", same=["[2,4]"]), ["f64[4,3]T", "f64[3,3]T", "i64[3]:perm"])
g.case("index_fill", lambda a, i: [a.index_fill(0, i, 1), a.index_fill(1, i, 0)], *each("[3,4]", "i64[2]:int3"), ["f64[4,3]T", "i64[2]:int3"])
g.case("take", lambda a, i: a.take(i), *each("[3,4]", "i64[2,3]:int12"), ["f64[4,3]T", "i64[2,2]T:int12"])
g.case("take_along_dim", lambda a, i: [torch.take_along_dim(a, i), torch.take_along_dim(a, i, 1), torch.take_along_dim(a, torch.tensor([3, 0, 3]))], *each("[3,4]", "i64[3,2]:int4")[:5])
g.case("select_scatter, slice_scatter, diagonal_scatter", lambda a, row, part, d: [torch.select_scatter(a, row, 0, 1), torch.slice_scatter(a, part, 1, 1, 4, 2), torch.slice_scatter(a, a[1:], 0, 0, 2, 1), torch.diagonal_scatter(a, d, 1)],
       ["f32[3,4]", "f32[4]", "f32[3,2]", "f32[3]"], ["f64[3,4]T", "f64[4]", "f64[3,2]T", "f64[3]"], ["i64[3,4]", "i64[4]", "i64[3,2]", "i64[3]"])
g.case("gradients meet in one element", lambda a, i: a.index_select(0, i) * a.gather(0, i.unsqueeze(1).expand(4, 4)), ["f32[3,4]", "i64[4]:int2"])

MASKED = each("[3,4]", "bool[3,4]")
g.case("masked_fill", lambda a, m: [a.masked_fill(m, 1), a.masked_fill(m[:1], 0), a.clone().masked_fill_(m, 1)], *MASKED, ["f64[4,3]T", "bool[4,3]T"], ["f32[0,3]", "bool[1,3]"])
g.case("masked_fill with infinity", lambda a, m: a.masked_fill(m, float("-inf")).softmax(-1), ["f32[3,8]", "bool[3,8]"], ["f64[3,8]", "bool[8]"])
g.case("masked_select", lambda a, m: [a.masked_select(m), a.masked_select(m[0])], *MASKED, ["f64[4,3]T", "bool[4,3]T"])
g.case("masked_scatter", lambda a, s, m: a.masked_scatter(m, s), *each("[3,4]", "bool[3,4]", same=["[12]"]), ["f64[4,3]T", "f64[4,3]T", "bool[3]"])
g.case("where", lambda a, b, m: torch.where(m, a, b), *each("[3,4]", "bool[3,4]", same=["[4]"]), ["f64[4,3]T", "f64[1,3]", "bool[4,1]"], ["f32[3,4]", "f64[4]", "bool[3,4]"], ["f32[0,3]", "f32[3]", "bool[3]"])
g.case("where are they", lambda m: torch.where(m), ["bool[3,4]"], ["f32[2,3]T:int2"], ["i64[0]"], grad=False)
g.case("nonzero", lambda m: [torch.nonzero(m), torch.argwhere(m), *torch.nonzero(m).chunk(2, 1)], ["bool[3,4]"], ["f32[2,3]T:int2"], ["u8[2,2]:int2"], grad=False)
g.case("tril, triu", lambda a: [a.tril(), a.triu(), a.tril(-1), a.triu(1), a.clone().tril_(1), a.clone().triu_(-1)], *each("[3,4]"), ["f64[2,4,3]T"], ["f32[0,3]"])
g.case("tril_indices, triu_indices", lambda: [torch.tril_indices(3, 4), torch.triu_indices(3, 4, 1), torch.tril_indices(4, 3, -1, dtype=torch.int32)])
g.case("fill_, zero_, copy_", lambda a, b: [a.clone().fill_(1), a.clone().zero_(), a.clone().copy_(b)], *each("[3,4]", "f32[4]:int2"), ["f64[4,3]T", "i64[4,3]"])
g.save()

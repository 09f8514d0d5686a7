"""Products of matrices, vectors and tensors."""
import torch

from golden import Goldens

g = Goldens("matmul")
T = torch
MATRICES = (["f32[3,4]", "f32[4,2]"], ["f64[3,4]T", "f64[4,2]T"], ["f32[3,4]S", "f32[4,2]E"], ["bf16[3,4]", "bf16[4,2]"], ["i64[3,4]", "i64[4,2]"], ["f32[0,4]", "f32[4,2]"], ["f64[3,0]", "f64[0,2]"])

g.case("mm, matmul", lambda a, b: [a.mm(b), T.mm(a, b), a.matmul(b), T.matmul(a, b)], *MATRICES)
for shapes in ("3 3", "3,4 4", "4 4,3", "2,3,4 4", "4 2,4,3", "2,3,4 2,4,5", "2,1,3,4 5,4,2", "2,3,4 4,5", "0,3,4 4,2", "2,3,0 0,4"):
    left, right = shapes.split()
    g.case(f"matmul {shapes}", T.matmul, [f"f32[{left}]", f"f32[{right}]"], [f"f64[{left}]" + ("T" if "," in left else ""), f"f64[{right}]" + ("T" if "," in right else "")])
BATCHES = (["f32[2,3,4]", "f32[2,4,5]"], ["f64[2,3,4]T", "f64[2,4,5]T"], ["f32[2,3,4]E", "f32[2,4,5]S"], ["f32[0,3,4]", "f32[0,4,5]"], ["i32[2,3,4]", "i32[2,4,5]"])
g.case("bmm", lambda a, b: [a.bmm(b), T.bmm(a, b)], *BATCHES)
VECTORS = (["f32[4]", "f32[4]"], ["f64[4]S", "f64[4]"], ["i64[4]", "i64[4]"], ["f32[0]", "f32[0]"])
g.case("dot, inner, outer", lambda a, b: [a.dot(b), T.dot(a, b), a.vdot(b), a.inner(b), a.outer(b), a.ger(b), T.outer(a, b[:2])], *VECTORS)
g.case("inner of matrices", lambda a, b: T.inner(a, b), ["f32[2,3]", "f32[4,3]"], ["f64[2,3,2]", "f64[2]"])
g.case("mv", lambda a, b: [a.mv(b), T.mv(a, b)], ["f32[3,4]", "f32[4]"], ["f64[3,4]T", "f64[4]S"], ["i64[3,4]", "i64[4]"])
g.case("addmm", lambda c, a, b: [T.addmm(c, a, b), T.addmm(c, a, b, beta=0.1, alpha=2), (c.expand(3, 2) * 1).addmm_(a, b, beta=0.5, alpha=-1)], ["f32[3,2]", "f32[3,4]", "f32[4,2]"], ["f64[2]", "f64[3,4]T", "f64[4,2]T"])
g.case("addmv", lambda c, a, b: [T.addmv(c, a, b), T.addmv(c, a, b, beta=0.1, alpha=2), (c * 1).addmv_(a, b, beta=0, alpha=3)], ["f32[3]", "f32[3,4]", "f32[4]"], ["f64[3]S", "f64[3,4]T", "f64[4]"])
g.case("addr", lambda c, a, b: [T.addr(c, a, b), T.addr(c, a, b, beta=0.3, alpha=0.7), (c * 1).addr_(a, b, beta=2, alpha=1)], ["f32[3,2]", "f32[3]", "f32[2]"], ["f64[3,2]T", "f64[3]", "f64[2]S"])
g.case("addbmm, baddbmm", lambda c, a, b: [T.addbmm(c, a, b), T.addbmm(c, a, b, beta=0.1, alpha=2), (c * 1).addbmm_(a, b, beta=0.5, alpha=1), T.baddbmm(c, a, b), T.baddbmm(c, a, b, beta=0.2, alpha=-1)],
       ["f32[3,5]", "f32[2,3,4]", "f32[2,4,5]"], ["f64[3,5]T", "f64[2,3,4]T", "f64[2,4,5]"])
g.case("kron", T.kron, ["f32[2,3]", "f32[2,2]"], ["f64[3]", "f64[2,2]"], ["i64[2,1]", "i64[1,3]"])
g.case("tensordot", lambda a, b: [T.tensordot(a, b), T.tensordot(a, b, 1), T.tensordot(a, b, 0)], ["f32[2,3,3]", "f32[3,3,2]"], ["f64[2,3,3]T", "f64[3,3,2]T"])
g.case("tensordot over chosen dimensions", lambda a, b: [T.tensordot(a, b, ([1, 0], [0, 1])), T.tensordot(a, b, ([2], [2])), T.tensordot(a, b, ([0], [1]))], ["f32[4,3,2]", "f32[3,4,2]"], ["f64[4,3,2]T", "f64[3,4,2]S"])
g.case("chain_matmul", lambda a, b, c: [T.linalg.multi_dot([a, b, c]), T.linalg.multi_dot([a, b]), a.clone()], ["f32[3,4]", "f32[4,2]", "f32[2,5]"], ["f64[3,4]T", "f64[4,2]T", "f64[2,5]S"])
for pattern, *specs in (
        ("ij,jk->ik", "2,3", "3,4"), ("ij,jk", "2,3", "3,4"), ("bij,bjk->bik", "2,3,4", "2,4,2"), ("ij->ji", "2,3"), ("ii->i", "3,3"), ("ii", "3,3"), ("i,j->ij", "3", "2"), ("i,i->", "4", "4"),
        ("...ij,...jk->...ik", "2,1,2,3", "4,3,2"), ("bhqd,bhkd->bhqk", "2,2,3,4", "2,2,2,4"), ("nchw,oc->nohw", "2,3,2,2", "4,3"), ("ij,ij->i", "3,2", "3,2"), ("abc->ca", "2,3,4"), ("ij->", "2,3"),
        ("ij,jk,kl->il", "2,3", "3,2", "2,4"), ("b n d, m d -> b n m".replace(" ", ""), "2,3,4", "5,4"), ("...->...", "2,3"), ("i...,i...->...", "3,2", "3,2")):
    g.case(f"einsum {pattern}", lambda *x, p=pattern: T.einsum(p, *x), [f"f32[{s}]" for s in specs], [f"f64[{s}]" + ("T" if "," in s else "") for s in specs])
g.save()

"""Linear algebra. What is free up to a sign or an order is compared by what it rebuilds."""
import torch

from golden import Goldens

g = Goldens("linalg")
T, L = torch, torch.linalg
SQUARE = (["f64[3,3]"], ["f64[3,3]T"], ["f64[2,3,3]"], ["f32[3,3]"])


def spd(x):
    """Symmetric, with eigenvalues of at least 1."""
    return x @ x.mT + T.eye(x.shape[-1], dtype=x.dtype)


def regular(x):
    return x + 5 * T.eye(x.shape[-1], dtype=x.dtype)


def square(name, f, *more, tol=1, grad=True):
    g.case(name, f, *SQUARE, *more, tol=tol, grad=grad)


def eigh(x):
    values, vectors = L.eigh(spd(x))
    return [values, (vectors * values.unsqueeze(-2)) @ vectors.mT, vectors * vectors, L.eigvalsh(spd(x)), L.eigvalsh(x, UPLO="U")]


square("eigh", eigh, ["f64[0,0]"], tol=100)


def eig(x):
    values, vectors = L.eig(x)
    return [(vectors @ T.diag_embed(values) @ L.inv(vectors)).real, values.real.sum(-1), L.eigvals(x).abs().sum(-1)]


square("eig", eig, tol=100)


def svd(x):
    u, s, vh = L.svd(x, full_matrices=False)
    return [s, (u * s.unsqueeze(-2)) @ vh, u * u, L.svdvals(x)]


g.case("svd", svd, ["f64[3,2]"], ["f64[2,4]T"], ["f64[2,3,2]"], ["f32[3,3]"], tol=100)
g.case("svd in full", lambda x: [abs(t) for t in L.svd(x)][1:2] + [L.svd(x)[0] @ L.svd(x)[0].mT], ["f64[3,2]"], ["f64[4,2]T"], grad=False)
square("inv", lambda x: [L.inv(regular(x)), T.inverse(regular(x)), L.inv_ex(regular(x))[0], L.inv_ex(regular(x))[1]], tol=10)
square("det", lambda x: [L.det(x), T.det(x), *L.slogdet(regular(x)), T.logdet(regular(x))], tol=10)
square("cholesky", lambda x: [L.cholesky(spd(x)), T.cholesky(spd(x)), T.cholesky(spd(x), upper=True), L.cholesky_ex(spd(x))[0]], ["f64[0,0]"], tol=10)
g.case("cholesky_solve", lambda x, b: [T.cholesky_solve(b, L.cholesky(spd(x))), T.cholesky_inverse(L.cholesky(spd(x)))], ["f64[3,3]", "f64[3,2]"], ["f32[3,3]", "f32[3,1]"], tol=10)
SYSTEMS = (["f64[3,3]", "f64[3,2]"], ["f64[3,3]T", "f64[3]"], ["f32[3,3]", "f32[3,1]"], ["f64[2,3,3]", "f64[2,3,2]"])
g.case("solve", lambda a, b: [L.solve(regular(a), b), L.solve_ex(regular(a), b)[0], L.solve(regular(a), b.mT, left=False) if b.ndim > 1 else b * 1], *SYSTEMS, tol=10)
g.case("solve_triangular", lambda a, b: [L.solve_triangular(regular(a), b, upper=True), L.solve_triangular(regular(a).mT, b, upper=False), L.solve_triangular(a, b, upper=True, unitriangular=True), L.solve_triangular(regular(a), b.mT, upper=True, left=False)],
       ["f64[3,3]", "f64[3,2]"], ["f32[3,3]", "f32[3,1]"], tol=10)
g.case("lstsq", lambda a, b: [L.lstsq(a, b)[0], L.lstsq(a, b, 1e-10)[0], L.lstsq(a, b)[2]], ["f64[4,2]", "f64[4,2]"], ["f64[4,3]T", "f64[4,1]"], grad=False, tol=10)
g.case("lu", lambda a, b: [*L.lu(a), *L.lu_factor(a), L.lu_solve(*L.lu_factor(regular(a)), b), *T.lu_unpack(*L.lu_factor(a)), T.lu_solve(b, *L.lu_factor(regular(a)))], ["f64[3,3]", "f64[3,2]"], ["f32[3,3]", "f32[3,1]"], grad=False, tol=10)
g.case("ldl", lambda a, b: [L.ldl_solve(*L.ldl_factor(spd(a)), b), L.ldl_factor_ex(spd(a))[0]], ["f64[3,3]", "f64[3,2]"], grad=False, tol=10)


def qr(x):
    q, r = L.qr(x)
    return [q @ r, q.abs(), r.abs(), L.qr(x, mode="complete")[1].abs(), L.qr(x, mode="r")[1].abs()]


g.case("qr", qr, ["f64[3,2]"], ["f64[4,3]T"], ["f32[3,3]"], tol=10, grad=False)
g.case("qr's gradient", lambda x: [t.abs() for t in L.qr(x)], ["f64[3,2]"], ["f64[2,3,3]"], tol=10)
g.case("householder", lambda x: [T.orgqr(*T.geqrf(x)).abs(), T.ormqr(*T.geqrf(x), x), L.householder_product(*T.geqrf(x)).abs()], ["f64[3,2]"], ["f64[3,3]"], grad=False, tol=10)
g.case("pinv", lambda x: [L.pinv(x), T.pinverse(x), L.pinv(x, atol=0.1, rtol=0.01)], ["f64[3,2]"], ["f64[2,4]T"], ["f64[2,3,2]"], tol=100)
g.case("matrix_rank", lambda x: [L.matrix_rank(x), L.matrix_rank(x, atol=1.0, rtol=0.0), L.matrix_rank(spd(x), hermitian=True), L.matrix_rank(x, atol=T.tensor(0.5, dtype=x.dtype))], ["f64[3,3]"], ["f64[2,3,3]"], grad=False)
square("matrix_power", lambda x: [T.matrix_power(x, 3), T.matrix_power(x, 0), T.matrix_power(regular(x), -2), x.matrix_power(1)], tol=10)
square("matrix_exp", lambda x: [T.matrix_exp(x), L.matrix_exp(x * 0.1)], tol=10)
# PyTorch 1.13 has no gradient of these: it overwrites what it needs.
square("cond", lambda x: [L.cond(regular(x)), L.cond(regular(x), 1), L.cond(regular(x), -2.0), L.cond(regular(x), "fro")], tol=100, grad=False)
g.case("trace", lambda x: [T.trace(x), x.trace()], ["f32[3,3]"], ["f64[2,4]T"], ["i64[3,2]"])
g.case("diagonal", lambda x: [L.diagonal(x), L.diagonal(x, offset=1)], ["f32[2,3,3]"], ["f64[3,4]T"])
g.case("norm", lambda x: [L.norm(x), L.norm(x, 1), L.norm(x, float("inf")), L.norm(x, "nuc"), L.norm(x, "fro"), L.norm(x, 2.0), L.norm(x, dim=0), L.norm(x, 3, dim=1, keepdim=True), L.norm(x, "fro", dim=(0, 1))], ["f32[3,4]"], ["f64[3,4]T"], tol=10)
g.case("matrix_norm", lambda x: [L.matrix_norm(x), L.matrix_norm(x, "nuc"), L.matrix_norm(x, 1), L.matrix_norm(x, -2.0), L.matrix_norm(x, "fro", dim=(0, 2), keepdim=True)], ["f32[2,3,4]"], ["f64[2,3,4]T"], tol=10)
g.case("vector_norm", lambda x: [L.vector_norm(x), L.vector_norm(x, 1), L.vector_norm(x, 0), L.vector_norm(x, float("-inf")), L.vector_norm(x, 2.5, dim=(0,)), L.vector_norm(x, dim=1, keepdim=True)], ["f32[3,4]"], ["f64[3,4]T"], tol=10)
g.case("cross, vecdot", lambda a, b: [L.cross(a, b), L.cross(a.mT, b.mT, dim=0), L.vecdot(a, b), L.vecdot(a, b, dim=0)], ["f32[2,3]", "f32[2,3]"], ["f64[4,3]T", "f64[4,3]"])
g.case("multi_dot", lambda a, b, c: L.multi_dot([a, b, c]), ["f64[2]", "f64[2,3]", "f64[3]"], ["f64[2,3]", "f64[3,4]T", "f64[4,2]"])
g.case("tensorinv, tensorsolve", lambda x: [L.tensorinv(regular(x).reshape(2, 2, 4), ind=2), L.tensorsolve(regular(x).reshape(2, 2, 4), x[0].reshape(2, 2))], ["f64[4,4]"], tol=100)
g.case("vander", lambda x: [L.vander(x), L.vander(x, N=2)], ["f64[3]"], ["f32[2,3]"])
g.save()

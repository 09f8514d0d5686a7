using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Products and decompositions of matrices; <see cref="linalg"/> has more.</summary>
public static partial class torch
{
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);
    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);
    public static Tensor vdot(Tensor input, Tensor target) => input.vdot(target);
    public static Tensor inner(Tensor input, Tensor vec2) => input.inner(vec2);
    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);
    public static Tensor ger(Tensor input, Tensor vec2) => input.ger(vec2);
    public static Tensor kron(Tensor input, Tensor other) => input.kron(other);
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);
    public static Tensor addmm_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm_(mat1, mat2, beta, alpha);
    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv(mat1, mat2, beta, alpha);
    public static Tensor addmv_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv_(mat1, mat2, beta, alpha);
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr(vec1, vec2, beta, alpha);
    public static Tensor addr_(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr_(vec1, vec2, beta, alpha);
    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.addbmm(batch1, batch2, beta, alpha);
    public static Tensor addbmm_(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.addbmm_(batch1, batch2, beta, alpha);
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.baddbmm(batch1, batch2, beta, alpha);
    public static Tensor chain_matmul(params Tensor[] matrices) => linalg.multi_dot(matrices);
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Call("einsum", equation, tensors);
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) => a.tensordot(b, dims);
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => a.tensordot(b, dims1, dims2);
    public static Tensor tensordot(Tensor a, Tensor b, (long, long)[] dims) => a.tensordot(b, dims);
    public static Tensor matrix_power(Tensor input, int n) => input.matrix_power(n);
    public static Tensor matrix_exp(Tensor input) => input.matrix_exp();
    public static Tensor trace(Tensor input) => input.trace();
    public static Tensor det(Tensor input) => input.det();
    public static Tensor logdet(Tensor input) => input.logdet();
    public static (Tensor res, Tensor logabsdet) slogdet(Tensor A) => linalg.slogdet(A);
    public static Tensor inverse(Tensor input) => input.inverse();
    public static Tensor pinverse(Tensor input, double rcond = 1E-15, bool hermitian = false) => input.pinverse(rcond, hermitian);
    public static Tensor cholesky(Tensor input) => input.cholesky();
    public static Tensor cholesky_inverse(Tensor input, bool upper = false) => input.cholesky_inverse(upper);
    public static Tensor cholesky_solve(Tensor input, Tensor input2, bool upper = false) => input.cholesky_solve(input2, upper);
    public static (Tensor a, Tensor tau) geqrf(Tensor input) => input.geqrf();
    public static Tensor orgqr(Tensor input, Tensor tau) => linalg.householder_product(input, tau);
    public static Tensor ormqr(Tensor input, Tensor tau, Tensor other, bool left = true, bool transpose = false) => input.ormqr(tau, other, left, transpose);

    /// <summary>LU factors in one matrix, pivots, and, where asked for, which pivot was zero first (0: none); else null.</summary>
    public static (Tensor A_LU, Tensor? pivots, Tensor? infos) lu(Tensor A, bool pivot = true, bool get_infos = false)
    {
        Tensor[] factors = Aten.CallMany("linalg_lu_factor_ex", A, pivot, !get_infos);
        if (get_infos)
            return (factors[0], factors[1], factors[2]);
        factors[2].Dispose();
        return (factors[0], factors[1], null);
    }

    public static Tensor lu_solve(Tensor b, Tensor LU_data, Tensor LU_pivots) => linalg.lu_solve(LU_data, LU_pivots, b);

    /// <summary>The factors of <see cref="linalg.lu_factor"/> apart: permutation, lower and upper triangle; what is not asked for is null.</summary>
    public static (Tensor P, Tensor? L, Tensor? U) lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data = true, bool unpack_pivots = true)
    {
        Tensor[] factors = Aten.CallMany("lu_unpack", LU_data, LU_pivots, unpack_data, unpack_pivots);
        return (factors[0], factors[1], factors[2]);
    }
}

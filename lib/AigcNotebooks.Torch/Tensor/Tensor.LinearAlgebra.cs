using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Aten.Call("matmul", this, target);
        public Tensor mm(Tensor target) => Aten.Call("mm", this, target);
        public Tensor bmm(Tensor batch2) => Aten.Call("bmm", this, batch2);
        public Tensor mv(Tensor target) => Aten.Call("mv", this, target);
        public Tensor dot(Tensor target) => Aten.Call("dot", this, target);
        public Tensor vdot(Tensor target) => Aten.Call("vdot", this, target);
        public Tensor inner(Tensor vec2) => Aten.Call("inner", this, vec2);
        public Tensor outer(Tensor vec2) => Aten.Call("outer", this, vec2);
        public Tensor ger(Tensor vec2) => Aten.Call("ger", this, vec2);
        public Tensor kron(Tensor other) => Aten.Call("kron", this, other);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.Call("addmm", this, mat1, mat2, AsWritten(beta), AsWritten(alpha));
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.CallInPlace("addmm_", this, mat1, mat2, AsWritten(beta), AsWritten(alpha));
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.Call("addmv", this, mat, vec, AsWritten(beta), AsWritten(alpha));
        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Aten.CallInPlace("addmv_", this, mat, vec, AsWritten(beta), AsWritten(alpha));
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.Call("addr", this, vec1, vec2, AsWritten(beta), AsWritten(alpha));
        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Aten.CallInPlace("addr_", this, vec1, vec2, AsWritten(beta), AsWritten(alpha));
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.Call("addbmm", this, batch1, batch2, AsWritten(beta), AsWritten(alpha));
        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.CallInPlace("addbmm_", this, batch1, batch2, AsWritten(beta), AsWritten(alpha));
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.Call("baddbmm", this, batch1, batch2, AsWritten(beta), AsWritten(alpha));

        /// <summary>Sums products over the last <paramref name="dims"/> dimensions of this tensor and the first of <paramref name="b"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="dims"/> is negative, or there are not so many dimensions.</exception>
        public Tensor tensordot(Tensor b, long dims = 2)
        {
            if (dims < 0 || dims > Math.Min(ndim, b.ndim))
                throw new ArgumentOutOfRangeException(nameof(dims), dims, $"tensordot: the tensors have {ndim} and {b.ndim} dimensions.");
            long[] first = [.. Enumerable.Range(0, (int)dims).Select(i => (long)i)];
            return tensordot(b, [.. first.Select(i => i - dims)], first);
        }

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.Call("tensordot", this, b, dims1, dims2);
        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, [.. dims.Select(d => d.Item1)], [.. dims.Select(d => d.Item2)]);
        public Tensor matrix_power(int n) => Aten.Call("linalg_matrix_power", this, n);
        public Tensor matrix_exp() => Aten.Call("linalg_matrix_exp", this);
        public Tensor trace() => Aten.Call("trace", this);
        public Tensor det() => Aten.Call("linalg_det", this);
        public Tensor logdet() => Aten.Call("logdet", this);
        public Tensor inverse() => Aten.Call("linalg_inv", this);
        public Tensor pinverse(double rcond = 1E-15, bool hermitian = false) => Aten.Call("linalg_pinv", this, rcond, hermitian);
        public Tensor cholesky(bool upper = false) => Aten.Call("linalg_cholesky", this, upper);
        public Tensor cholesky_inverse(bool upper = false) => Aten.Call("cholesky_inverse", this, upper);
        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Aten.Call("cholesky_solve", this, input2, upper);
        public (Tensor a, Tensor tau) geqrf() => Aten.CallTwo("geqrf", this);
        public Tensor ormqr(Tensor tau, Tensor other, bool left = true, bool transpose = false) => Aten.Call("ormqr", this, tau, other, left, transpose);
    }
}

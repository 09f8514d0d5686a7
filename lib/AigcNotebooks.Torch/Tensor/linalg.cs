using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra, as <c>torch.linalg</c>: on matrices or batches of them in the last two dimensions.</summary>
    public static partial class linalg
    {
        /// <summary>What a QR decomposition returns: as few columns as suffice, all of them, or R alone.</summary>
        public enum QRMode
        {
            Reduced = 0,
            Complete = 1,
            R = 2,
        }

        public static Tensor cholesky(Tensor input) => Aten.Call("linalg_cholesky", input);
        public static (Tensor L, Tensor info) cholesky_ex(Tensor input, bool check_errors = false) => Aten.CallTwo("linalg_cholesky_ex", input, false, check_errors);
        public static Tensor cond(Tensor input) => Aten.Call("linalg_cond", input);
        public static Tensor cond(Tensor input, int p) => Aten.Call("linalg_cond", input, p);
        public static Tensor cond(Tensor input, double p) => Aten.Call("linalg_cond", input, p);
        public static Tensor cond(Tensor input, string p) => Aten.Call("linalg_cond.p_str", input, p);
        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Aten.Call("linalg_cross", input, other, dim);
        public static Tensor det(Tensor input) => Aten.Call("linalg_det", input);
        public static (Tensor, Tensor) slogdet(Tensor input) => Aten.CallTwo("linalg_slogdet", input);
        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) => input.diagonal(offset, dim1, dim2);

        /// <summary>Eigenvalues and eigenvectors, as columns, both complex.</summary>
        public static (Tensor, Tensor) eig(Tensor input) => Aten.CallTwo("linalg_eig", input);

        /// <summary>Eigenvalues, ascending, and eigenvectors, as columns, of a symmetric matrix.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Aten.CallTwo("linalg_eigh", input, UPLO.ToString());

        public static Tensor eigvals(Tensor input) => Aten.Call("linalg_eigvals", input);

        /// <summary>Eigenvalues, ascending, of a symmetric matrix.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Aten.Call("linalg_eigvalsh", input, UPLO.ToString());

        public static Tensor householder_product(Tensor A, Tensor tau) => Aten.Call("linalg_householder_product", A, tau);
        public static Tensor inv(Tensor input) => Aten.Call("linalg_inv", input);
        public static (Tensor L, Tensor info) inv_ex(Tensor input, bool check_errors = false) => Aten.CallTwo("linalg_inv_ex", input, check_errors);
        public static (Tensor LU, Tensor? Pivots) ldl_factor(Tensor input, bool hermitian = true) => Aten.CallTwo("linalg_ldl_factor", input, hermitian);
        public static (Tensor LU, Tensor? Pivots, Tensor? Info) ldl_factor_ex(Tensor input, bool hermitian = true, bool check_errors = false) => Three(Aten.CallMany("linalg_ldl_factor_ex", input, hermitian, check_errors));
        public static Tensor ldl_solve(Tensor LD, Tensor pivots, Tensor B, bool hermitian = false) => Aten.Call("linalg_ldl_solve", LD, pivots, B, hermitian);

        /// <summary>The least-squares solution, and what the LAPACK driver gives besides: an empty tensor where it gives nothing.</summary>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other) => Four(Aten.CallMany("linalg_lstsq", input, other));

        /// <param name="rcond">Singular values below this part of the largest count as zero.</param>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other, double rcond) => Four(Aten.CallMany("linalg_lstsq", input, other, rcond));

        public static (Tensor P, Tensor L, Tensor U) lu(Tensor input, bool pivot = true) => Three(Aten.CallMany("linalg_lu", input, pivot));
        public static (Tensor LU, Tensor? Pivots) lu_factor(Tensor input, bool pivot = true) => Aten.CallTwo("linalg_lu_factor", input, pivot);
        public static Tensor lu_solve(Tensor LU, Tensor pivots, Tensor B, bool left = true, bool adjoint = false, Tensor? @out = null) =>
            @out is null ? Aten.Call("linalg_lu_solve", LU, pivots, B, left, adjoint) : Aten.Call("linalg_lu_solve.out", LU, pivots, B, left, adjoint, @out);

        public static Tensor matrix_exp(Tensor input) => input.matrix_exp();
        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) => Aten.Call("linalg_matrix_rank.atol_rtol_float", input, atol, rtol, hermitian);
        public static Tensor matrix_rank(Tensor input, Tensor atol, Tensor? rtol = null, bool hermitian = false) => Aten.Call("linalg_matrix_rank.atol_rtol_tensor", input, atol, rtol, hermitian);

        /// <summary>The product of matrices, in the order that takes the fewest multiplications.</summary>
        /// <exception cref="ArgumentException">There are none.</exception>
        public static Tensor multi_dot(IList<Tensor> tensors) => tensors.Count switch
        {
            0 => throw new ArgumentException("multi_dot needs a tensor", nameof(tensors)),
            1 => tensors[0].alias(),
            _ => Aten.Call("linalg_multi_dot", tensors.ToArray()),
        };

        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) => Aten.Call("linalg_pinv.atol_rtol_float", input, atol, rtol, hermitian);
        public static Tensor pinv(Tensor input, Tensor atol, Tensor? rtol = null, bool hermitian = false) => Aten.Call("linalg_pinv.atol_rtol_tensor", input, atol, rtol, hermitian);
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) => Aten.CallTwo("linalg_qr", input, mode == QRMode.R ? "r" : mode == QRMode.Complete ? "complete" : "reduced");
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Aten.Call("linalg_solve", A, B, left);
        public static (Tensor result, Tensor info) solve_ex(Tensor A, Tensor B, bool left = true, bool check_errors = false) => Aten.CallTwo("linalg_solve_ex", A, B, left, check_errors);
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null) =>
            @out is null ? Aten.Call("linalg_solve_triangular", A, B, upper, left, unitriangular) : Aten.Call("linalg_solve_triangular.out", A, B, upper, left, unitriangular, @out);

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Three(Aten.CallMany("linalg_svd", input, fullMatrices));
        public static Tensor svdvals(Tensor input) => Aten.Call("linalg_svdvals", input);
        public static Tensor tensorinv(Tensor input, long ind) => Aten.Call("linalg_tensorinv", input, ind);
        public static Tensor tensorsolve(Tensor A, Tensor B, long[] dims) => Aten.Call("linalg_tensorsolve", A, B, dims.Length > 0 ? dims : null);
        public static Tensor vander(Tensor input, long? N = null) => Aten.Call("linalg_vander", input, N);

        private static (Tensor, Tensor, Tensor) Three(Tensor[] results) => (results[0], results[1], results[2]);

        private static (Tensor, Tensor, Tensor, Tensor) Four(Tensor[] results) => (results[0], results[1], results[2], results[3]);
    }
}

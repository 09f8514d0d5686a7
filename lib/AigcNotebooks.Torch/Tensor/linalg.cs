using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra, as <c>torch.linalg</c>: on matrices or batches of them in the last two dimensions.</summary>
    public static class linalg
    {
        /// <summary>Eigenvalues, ascending, and eigenvectors, as columns, of a symmetric matrix.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Aten.CallTwo("linalg_eigh", input, UPLO.ToString());

        /// <summary>Eigenvalues, ascending, of a symmetric matrix.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Aten.Call("linalg_eigvalsh", input, UPLO.ToString());

        public static Tensor inv(Tensor input) => Aten.Call("linalg_inv", input);

        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            Aten.Call("linalg_matrix_norm.str_ord", input, ord, dims ?? [-2, -1], keepdim);
    }
}

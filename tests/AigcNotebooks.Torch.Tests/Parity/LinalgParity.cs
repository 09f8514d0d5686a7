using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class LinalgParity
{
    private static readonly Golden Golden = new("linalg")
    {
        { "eigh", x =>
            {
                (Tensor values, Tensor vectors) = linalg.eigh(Positive(x[0]));
                return [values, (vectors * values.unsqueeze(-2)).matmul(vectors.mT), vectors * vectors, linalg.eigvalsh(Positive(x[0])), linalg.eigvalsh(x[0], 'U')];
            }
        },
        { "eig", x =>
            {
                (Tensor values, Tensor vectors) = linalg.eig(x[0]);
                return [vectors.matmul(values.diag_embed()).matmul(linalg.inv(vectors)).real, values.real.sum(-1), linalg.eigvals(x[0]).abs().sum(-1)];
            }
        },
        { "svd", x =>
            {
                (Tensor u, Tensor s, Tensor vh) = linalg.svd(x[0], fullMatrices: false);
                return [s, (u * s.unsqueeze(-2)).matmul(vh), u * u, linalg.svdvals(x[0])];
            }
        },
        { "svd in full", x => [linalg.svd(x[0]).S.abs(), linalg.svd(x[0]).U.matmul(linalg.svd(x[0]).U.mT)] },
        { "inv", x => [linalg.inv(Regular(x[0])), inverse(Regular(x[0])), linalg.inv_ex(Regular(x[0])).L, linalg.inv_ex(Regular(x[0])).info] },
        { "det", x => [linalg.det(x[0]), det(x[0]), .. Both(slogdet(Regular(x[0]))), logdet(Regular(x[0]))] },
        { "cholesky", x => [linalg.cholesky(Positive(x[0])), cholesky(Positive(x[0])), Positive(x[0]).cholesky(upper: true), linalg.cholesky_ex(Positive(x[0])).L] },
        { "cholesky_solve", x => [cholesky_solve(x[1], linalg.cholesky(Positive(x[0]))), cholesky_inverse(linalg.cholesky(Positive(x[0])))] },
        { "solve", x => [linalg.solve(Regular(x[0]), x[1]), linalg.solve_ex(Regular(x[0]), x[1]).result, x[1].ndim > 1 ? linalg.solve(Regular(x[0]), x[1].mT, left: false) : x[1] * 1] },
        { "solve_triangular", x =>
            [
                linalg.solve_triangular(Regular(x[0]), x[1], upper: true), linalg.solve_triangular(Regular(x[0]).mT, x[1], upper: false),
                linalg.solve_triangular(x[0], x[1], upper: true, unitriangular: true), linalg.solve_triangular(Regular(x[0]), x[1].mT, upper: true, left: false),
            ]
        },
        { "lstsq", x => [linalg.lstsq(x[0], x[1]).Solution, linalg.lstsq(x[0], x[1], 1e-10).Solution, linalg.lstsq(x[0], x[1]).Rank] },
        { "lu", x =>
            {
                (Tensor p, Tensor l, Tensor u) = linalg.lu(x[0]);
                (Tensor factors, Tensor? pivots) = linalg.lu_factor(x[0]);
                (Tensor P, Tensor? L, Tensor? U) = lu_unpack(factors, pivots!);
                (Tensor regular, Tensor? swaps) = linalg.lu_factor(Regular(x[0]));
                return [p, l, u, factors, pivots!, linalg.lu_solve(regular, swaps!, x[1]), P, L!, U!, lu_solve(x[1], regular, swaps!)];
            }
        },
        { "ldl", x =>
            {
                (Tensor factors, Tensor? pivots) = linalg.ldl_factor(Positive(x[0]), hermitian: false);
                return [linalg.ldl_solve(factors, pivots!, x[1]), linalg.ldl_factor_ex(Positive(x[0]), hermitian: false).LU];
            }
        },
        { "qr", x =>
            {
                (Tensor q, Tensor r) = linalg.qr(x[0]);
                return [q.matmul(r), q.abs(), r.abs(), linalg.qr(x[0], linalg.QRMode.Complete).R.abs(), linalg.qr(x[0], linalg.QRMode.R).R.abs()];
            }
        },
        { "qr's gradient", x => [linalg.qr(x[0]).Q.abs(), linalg.qr(x[0]).R.abs()] },
        { "householder", x =>
            {
                (Tensor a, Tensor tau) = geqrf(x[0]);
                return [orgqr(a, tau).abs(), ormqr(a, tau, x[0]), linalg.householder_product(a, tau).abs()];
            }
        },
        { "pinv", x => [linalg.pinv(x[0]), pinverse(x[0]), linalg.pinv(x[0], atol: 0.1, rtol: 0.01)] },
        { "matrix_rank", x => [linalg.matrix_rank(x[0]), linalg.matrix_rank(x[0], atol: 1, rtol: 0), linalg.matrix_rank(Positive(x[0]), hermitian: true), linalg.matrix_rank(x[0], tensor(0.5))] },
        { "matrix_power", x => [matrix_power(x[0], 3), matrix_power(x[0], 0), Regular(x[0]).matrix_power(-2), x[0].matrix_power(1)] },
        { "matrix_exp", x => [matrix_exp(x[0]), linalg.matrix_exp(x[0] * 0.1)] },
        { "cond", x => [linalg.cond(Regular(x[0])), linalg.cond(Regular(x[0]), 1), linalg.cond(Regular(x[0]), -2.0), linalg.cond(Regular(x[0]), "fro")] },
        { "trace", x => [trace(x[0]), x[0].trace()] },
        { "diagonal", x => [linalg.diagonal(x[0]), linalg.diagonal(x[0], 1)] },
        { "norm", x =>
            [
                linalg.norm(x[0]), linalg.norm(x[0], 1), linalg.norm(x[0], double.PositiveInfinity), linalg.norm(x[0], "nuc"), linalg.norm(x[0], "fro"), linalg.norm(x[0], 2.0),
                linalg.norm(x[0], [0]), linalg.norm(x[0], 3, [1], true), linalg.norm(x[0], "fro", [0, 1]),
            ]
        },
        { "matrix_norm", x => [linalg.matrix_norm(x[0]), linalg.matrix_norm(x[0], "nuc"), linalg.matrix_norm(x[0], 1), linalg.matrix_norm(x[0], -2.0), linalg.matrix_norm(x[0], "fro", [0, 2], true)] },
        { "vector_norm", x =>
            [
                linalg.vector_norm(x[0]), linalg.vector_norm(x[0], 1), linalg.vector_norm(x[0], 0), linalg.vector_norm(x[0], double.NegativeInfinity),
                linalg.vector_norm(x[0], 2.5, [0]), linalg.vector_norm(x[0], dims: [1], keepdim: true),
            ]
        },
        { "cross, vecdot", x => [linalg.cross(x[0], x[1]), linalg.cross(x[0].mT, x[1].mT, 0), linalg.vecdot(x[0], x[1]), linalg.vecdot(x[0], x[1], 0)] },
        { "multi_dot", x => linalg.multi_dot(x) },
        { "tensorinv, tensorsolve", x => [linalg.tensorinv(Regular(x[0]).reshape(2, 2, 4), 2), linalg.tensorsolve(Regular(x[0]).reshape(2, 2, 4), x[0][0].reshape(2, 2), [])] },
        { "vander", x => [linalg.vander(x[0]), linalg.vander(x[0], 2)] },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    /// <summary>Symmetric, with eigenvalues of at least 1.</summary>
    private static Tensor Positive(Tensor x) => x.matmul(x.mT) + eye(x.size(-1), dtype: x.dtype);

    private static Tensor Regular(Tensor x) => x + 5 * eye(x.size(-1), dtype: x.dtype);

    private static Tensor[] Both((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];
}

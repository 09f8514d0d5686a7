using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class MatmulParity
{
    private static readonly Golden Golden = WithPatterns(new("matmul")
    {
        { "mm, matmul", x => [x[0].mm(x[1]), mm(x[0], x[1]), x[0].matmul(x[1]), matmul(x[0], x[1])] },
        { "bmm", x => [x[0].bmm(x[1]), bmm(x[0], x[1])] },
        { "dot, inner, outer", x => [x[0].dot(x[1]), dot(x[0], x[1]), vdot(x[0], x[1]), inner(x[0], x[1]), x[0].outer(x[1]), ger(x[0], x[1]), outer(x[0], x[1][..2])] },
        { "inner of matrices", x => x[0].inner(x[1]) },
        { "mv", x => [x[0].mv(x[1]), mv(x[0], x[1])] },
        { "addmm", x => [x[0].addmm(x[1], x[2]), addmm(x[0], x[1], x[2], 0.1f, 2), (x[0].expand(3, 2) * 1).addmm_(x[1], x[2], 0.5f, -1)] },
        { "addmv", x => [x[0].addmv(x[1], x[2]), addmv(x[0], x[1], x[2], 0.1f, 2), (x[0] * 1).addmv_(x[1], x[2], 0, 3)] },
        { "addr", x => [x[0].addr(x[1], x[2]), addr(x[0], x[1], x[2], 0.3f, 0.7f), addr_(x[0] * 1, x[1], x[2], 2)] },
        { "addbmm, baddbmm", x => [x[0].addbmm(x[1], x[2]), addbmm(x[0], x[1], x[2], 0.1f, 2), addbmm_(x[0] * 1, x[1], x[2], 0.5f), x[0].baddbmm(x[1], x[2]), baddbmm(x[0], x[1], x[2], 0.2f, -1)] },
        { "kron", x => kron(x[0], x[1]) },
        { "tensordot", x => [tensordot(x[0], x[1]), x[0].tensordot(x[1], 1), x[0].tensordot(x[1], 0)] },
        { "tensordot over chosen dimensions", x => [tensordot(x[0], x[1], [1, 0], [0, 1]), tensordot(x[0], x[1], [(2, 2)]), x[0].tensordot(x[1], [0], [1])] },
        { "chain_matmul", x => [chain_matmul(x), chain_matmul(x[0], x[1]), chain_matmul(x[0])] },
    });

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    private static Golden WithPatterns(Golden golden)
    {
        foreach (string shapes in (string[])["3 3", "3,4 4", "4 4,3", "2,3,4 4", "4 2,4,3", "2,3,4 2,4,5", "2,1,3,4 5,4,2", "2,3,4 4,5", "0,3,4 4,2", "2,3,0 0,4"])
            golden.Add($"matmul {shapes}", x => matmul(x[0], x[1]));
        foreach (string pattern in (string[])["ij,jk->ik", "ij,jk", "bij,bjk->bik", "ij->ji", "ii->i", "ii", "i,j->ij", "i,i->", "...ij,...jk->...ik", "bhqd,bhkd->bhqk", "nchw,oc->nohw", "ij,ij->i", "abc->ca", "ij->", "ij,jk,kl->il", "bnd,md->bnm", "...->...", "i...,i...->..."])
            golden.Add($"einsum {pattern}", x => einsum(pattern, x));
        return golden;
    }
}

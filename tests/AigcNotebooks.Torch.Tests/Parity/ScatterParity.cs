using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class ScatterParity
{
    private static readonly Golden Golden = new("scatter")
    {
        { "gather", x => [x[0].gather(1, x[1]), x[0].gather(0, x[1])] },
        { "scatter", x => [x[0].scatter(1, x[2], x[1]), x[0].clone().scatter_(1, x[2], x[1])] },
        { "scatter_add", x => [x[0].scatter_add(0, x[2], x[1]), x[0].clone().scatter_add_(0, x[2], x[1])] },
        { "index_select", x => [x[0].index_select(0, x[1]), x[0].index_select(-1, x[1])] },
        { "index_add", x => [x[0].index_add(0, x[2], x[1], 1), x[0].index_add(0, x[2], x[1], 2)] },
        { "index_copy", x => x[0].index_copy(0, x[2], x[1]) },
        { "index_fill", x => [x[0].index_fill(0, x[1], 1), x[0].index_fill(1, x[1], 0)] },
        { "take", x => x[0].take(x[1]) },
        { "take_along_dim", x => [x[0].take_along_dim(x[1]), x[0].take_along_dim(x[1], 1), x[0].take_along_dim(new List<long> { 3, 0, 3 })] },
        { "select_scatter, slice_scatter, diagonal_scatter", x =>
            [x[0].select_scatter(x[1], 0, 1), x[0].slice_scatter(x[2], 1, 1, 4, 2), x[0].slice_scatter(x[0][1..], 0, 0, 2), x[0].diagonal_scatter(x[3], 1)]
        },
        { "gradients meet in one element", x => x[0].index_select(0, x[1]) * x[0].gather(0, x[1].unsqueeze(1).expand(4, 4)) },
        { "masked_fill", x => [x[0].masked_fill(x[1], 1), x[0].masked_fill(x[1][..1], 0), x[0].clone().masked_fill_(x[1], 1)] },
        { "masked_fill with infinity", x => x[0].masked_fill(x[1], double.NegativeInfinity).softmax(-1) },
        { "masked_select", x => [x[0].masked_select(x[1]), x[0].masked_select(x[1][0])] },
        { "masked_scatter", x => x[0].masked_scatter(x[2], x[1]) },
        { "where", x => where(x[2], x[0], x[1]) },
        { "where are they", x => where(x[0]) },
        { "nonzero", x => [x[0].nonzero(), x[0].argwhere(), .. x[0].nonzero_as_list()] },
        { "tril, triu", x => [x[0].tril(), x[0].triu(), x[0].tril(-1), x[0].triu(1), x[0].clone().tril_(1), x[0].clone().triu_(-1)] },
        { "tril_indices, triu_indices", _ => [tril_indices(3, 4), triu_indices(3, 4, 1), tril_indices(4, 3, -1, int32)] },
        { "fill_, zero_, copy_", x => [x[0].clone().fill_(1), x[0].clone().zero_(), x[0].clone().copy_(x[1])] },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();
}

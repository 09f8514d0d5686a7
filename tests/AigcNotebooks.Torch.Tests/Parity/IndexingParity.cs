using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.TensorIndex;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class IndexingParity
{
    private static readonly Golden Golden = new("indexing")
    {
        { "numbers", x => [x[0][1], x[0][-1], x[0][1, 2], x[0][0, -1, 3], x[0][2, 0, ^5]] },
        { "slices", x =>
            [
                x[0][1..], x[0][Colon, 1..3], x[0][Colon, Colon, Slice(step: 2)], x[0][.., .., Slice(1, 4, 3)], x[0][^2.., ..^1], x[0][Colon, 2..2], x[0][9..],
                x[0][Colon, Slice(-9, 2)],
            ]
        },
        { "ellipsis and new dimensions", x =>
            [
                x[0][Ellipsis, 0], x[0][1, Ellipsis, 2], x[0][Ellipsis, 1..3], x[0][None], x[0][Colon, None], x[0][Ellipsis, Null], x[0][0, None, Colon, 2],
                x[0][None, Ellipsis, None],
            ]
        },
        { "truth values", x => [x[0][Bool(true)], x[0][Bool(false)], x[0][0, Bool(true), 1]] },
        { "mask", x => [x[0][x[1]], x[0][Colon, Tensor(x[1][0])], x[0][x[1][.., 0]]] },
        { "mask of two dimensions", x => [x[0][x[1]], x[0][Tensor(x[1]), 1], x[0][Tensor(x[1]), 1..]] },
        { "index tensors", x =>
            [
                x[0][x[1]], x[0][.., Tensor(x[2])], x[0][x[1], x[2]], x[0][Ellipsis, Tensor(x[2])], x[0][Tensor(x[1]), .., Tensor(x[2])], x[0][Tensor(x[1]), 1],
                x[0][1, .., Tensor(x[2])], x[0][Tensor(x[1]), None, Tensor(x[2])], x[0][x[1][.., None], x[2]],
            ]
        },
        { "index matrix", x => [x[0][x[1]], x[0].index(Colon, Tensor(x[1]))] },
        { "one index tensor", x => [x[0][Tensor(x[1][0])], x[0][1, Tensor(x[1][1])]] },
        { "index_select, take", x => [x[0].index_select(0, x[1]), x[0].index_select(1, x[1]), x[0].take(x[1]), x[0][Tensor(x[1]), 1..3], x[0][Ellipsis, 0, Tensor(x[1])]] },
        { "write a row", x => Written(x[0], y => y[1] = x[1]) },
        { "write a number", x => Written(x[0], y => y[1, 2] = x[1].sum()) },
        { "write columns", x => Written(x[0], y => y[.., 1..3] = x[1]) },
        { "write steps", x => Written(x[0], y => y[Ellipsis, Slice(step: 2)] = x[1]) },
        { "write a new dimension", x => Written(x[0], y => y[None, 0] = x[1]) },
        { "write constants", x => Written(x[0], y =>
            {
                y[0] = 7;
                y[.., 1] = -2.0;
                y[y > 6] = 1f;
            })
        },
        { "write through a mask", x => [Written(x[0], y => y[x[1]] = x[2]), Written(x[0], y => y[Tensor(x[1])] = x[2][..1])] },
        { "write through indices", x => [Written(x[0], y => y[x[1]] = x[2]), Written(x[0], y => y[.., Tensor(x[1])] = x[2][..1, ..2]), Written(x[0], y => y[Tensor(x[1]), 1] = x[2][0, ..2])] },
        { "index_put_", x =>
            [
                (x[0] * 1).index_put_(x[3], [x[1], x[2]], accumulate: true), (x[0] * 1).index_put_(x[3][..1], [Tensor(x[1])], accumulate: true),
                (x[0] * 1).index_put_(3, [Tensor(x[1]), Tensor(x[2])], accumulate: true),
            ]
        },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    private static Tensor Written(Tensor x, Action<Tensor> write)
    {
        Tensor y = x * 1;
        write(y);
        return y;
    }
}

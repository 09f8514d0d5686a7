using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class ShapeParity
{
    private static readonly Golden Golden = new("shape")
    {
        { "view", x => [x[0].view(12), x[0].view(3, -1), x[0].view_as(x[1])] },
        { "reshape", x => [x[0].numel() > 0 ? x[0].reshape(-1, 2) : x[0].reshape(0, 7), ravel(x[0])] },
        { "flatten", x => [x[0].flatten(), x[0].flatten(1), flatten(x[0], 0, 1), x[0].flatten(-2)] },
        { "unflatten", x => [x[0].unflatten(2, 2, 2), unflatten(x[0], -1, (x[0].numel() > 0 ? -1 : 2, 2))] },
        { "squeeze, unsqueeze", x => [x[0].unsqueeze(0), unsqueeze(x[0], -1), x[0].unsqueeze(1).squeeze(), x[0].unsqueeze(1).squeeze(1), squeeze(x[0], 0)] },
        { "permute", x => [x[0].permute(2, 0, 1), permute(x[0], 0, -1, 1), x[0].permute(new List<long> { 1, 0, 2 })] },
        { "transpose", x => [x[0].transpose(0, 1), transpose(x[0], -1, 0), x[0].swapaxes(0, 2), swapdims(x[0], 1, 2), x[0].mT, t(x[0][0]), x[0][0].T, adjoint(x[0][0]), x[0][0].H, x[0].mH] },
        { "movedim", x => [movedim(x[0], 0, 2), x[0].movedim([0, 1], [2, 0]), moveaxis(x[0], 1, 0), moveaxis(x[0], (0L, 1L, 2L), (2L, 0L, 1L))] },
        { "as_strided", x => [x[0].as_strided([2, 3], [2, 1]), x[0].as_strided([3, 3], [1, 2], 2)] },
        { "contiguous, clone", x => [x[0].contiguous(), x[0].clone(), clone(x[0].t())] },
        { "atleast", x => [x[0].atleast_1d(), x[0].atleast_2d(), x[1].atleast_3d(), .. atleast_1d(x), .. atleast_2d(x), .. atleast_3d(x)] },
        { "expand", x =>
            [
                x[0].expand([2, .. x[0].shape]), x[0].expand(2, -1, -1), x[0][TensorIndex.Colon, ..1].expand(new Size((-1L, 5L))),
                x[0][TensorIndex.Colon, ..1].expand_as(x[0]), broadcast_to(x[0], [2, .. x[0].shape]),
            ]
        },
        { "broadcast_tensors", x => [.. broadcast_tensors(x)] },
        { "repeat", x => [x[0].repeat(2, 1), x[0].repeat(2, 1, 3), x[0].tile([2]), tile(x[0], [2, 1, 1])] },
        { "repeat_interleave", x => [x[0].repeat_interleave(2), repeat_interleave(x[0], 3, 1), x[0].repeat_interleave(2, dim: 0)] },
        { "repeat_interleave each", x => [x[0].repeat_interleave(x[1], 0), repeat_interleave(x[0], x[1], dim: 0, output_size: x[1].sum().ToInt64())] },
        { "flip", x => [x[0].flip(0), flip(x[0], 0, 2), x[0].fliplr(), flipud(x[0])] },
        { "rot90", x => [x[0].rot90(), x[0].rot90(2), rot90(x[0], -1, (1, 2)), x[0].rot90(3, (0, 2))] },
        { "roll", x => [x[0].roll(2), x[0].roll(-1, 1), x[0].roll((1, 2), (0, 2)), roll(x[0], (1, 1, 1), (0, 1, 2)), x[0].roll(new long[] { 1, -2 }, new long[] { 1, 2 })] },
        { "unfold", x => [x[0].unfold(2, 2, 1), x[0].unfold(-1, 3, 2), x[0].unfold(0, 1, 1)] },
        { "diagonals", x => [x[0].diag(), diag(x[0], 1), x[0].diagonal(), diagonal(x[0], -1), x[0].diagflat(), x[0].diag_embed(), diag_embed(x[0], 1, 0, 1)] },
        { "diag of a vector", x => [x[0].diag(), x[0].diag(-1), diagflat(x[0], 2)] },
        { "diagonal of a cube", x => [x[0].diagonal(0, 1, 2), x[0].diagonal(1, -2, -1), x[0].diagonal(0, 0, 2)] },
        { "narrow, select, slice", x => [x[0].narrow(2, 1, 2), narrow(x[0], -1, -3, 2), x[0].select(2, 1), select(x[0], -1, -1), x[0].slice(2, 0, 4, 3), x[0].slice(1, 1, 9, 1)] },
        { "unbind", x => [.. x[0].unbind(), .. unbind(x[0], 2L)] },
        { "chunk", x => [.. x[0].chunk(2), .. chunk(x[0], 3, 2), .. x[0].chunk(9, -1)] },
        { "split", x => [.. x[0].split(3, 2), .. x[0].split(new long[] { 1, 3 }, -1), .. x[0].split(new long[] { 1, 1 }), .. split(x[0], [2, 2], 2)] },
        { "tensor_split", x => [.. x[0].tensor_split(3, 2), .. x[0].tensor_split(new long[] { 1, 3 }, 2), .. x[0].tensor_split(tensor(new long[] { 1, 2 }), 2), .. tensor_split(x[0], 2, -1)] },
        { "hsplit, vsplit, dsplit", x =>
            [
                .. x[0].hsplit(2), .. x[0].hsplit(1, 3), .. x[0].vsplit(2), .. x[0].vsplit(new long[] { 1 }), .. x[0].dsplit(2), .. x[0].dsplit((1, 2)),
                .. hsplit(x[0], (1, 2)), .. vsplit(x[0], [1]), .. dsplit(x[0], [1, 3]),
            ]
        },
        { "hsplit of a vector", x => [.. x[0].hsplit(2), .. hsplit(x[0], tensor(new long[] { 1, 2 }))] },
        { "cat", x => [cat([x[0], x[1]]), cat(new List<Tensor> { x[0], x[1], x[0] }, 1), concat([x[0], x[1]], -1), concatenate([x[0]])] },
        { "stack", x => [stack([x[0], x[1]]), stack([x[0], x[1]], 1), stack(new List<Tensor> { x[0], x[1] }, -1)] },
        { "hstack, vstack, dstack", x => [hstack(x), vstack(x), dstack(x), column_stack(x), row_stack(x)] },
        { "stacks of vectors", x => [hstack(x[0], x[1]), vstack([x[0], x[1]]), dstack(x[0], x[1]), column_stack(x[0], x[1])] },
        { "cat of uneven lengths", x => [cat([x[0], x[1], x[2]], 1), cat([x[1], x[0]], 1)] },
        { "block_diag", x => block_diag(x) },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();
}

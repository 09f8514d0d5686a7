"""Views, copies in another shape, repeating, splitting and joining."""
import torch

from golden import Goldens

g = Goldens("shape")
MATRICES = (["f32[3,4]"], ["f64[2,6]T"], ["f32[3,4]S"], ["f64[3,4]E"], ["bf16[3,4]"], ["i64[3,4]"], ["f32[0,4]"])
CUBES = (["f32[2,3,4]"], ["f64[2,3,4]T"], ["f16[2,3,4]S"], ["bool[2,3,4]"], ["f32[2,0,4]"])


def cube(name, f):
    g.case(name, f, *CUBES)


def matrix(name, f):
    g.case(name, f, *MATRICES)


g.case("view", lambda x, y: [x.view(12), x.view(3, -1), x.view_as(y)], ["f32[2,6]", "f64[4,3]"], ["i32[3,4]", "f32[2,6]"])
matrix("reshape", lambda x: [x.reshape(-1, 2) if x.numel() else x.reshape(0, 7), x.ravel()])
cube("flatten", lambda x: [x.flatten(), x.flatten(1), x.flatten(0, 1), x.flatten(-2)])
cube("unflatten", lambda x: [x.unflatten(2, (2, 2)), x.unflatten(-1, (-1, 2) if x.numel() else (2, 2))])
cube("squeeze, unsqueeze", lambda x: [x.unsqueeze(0), x.unsqueeze(-1), x.unsqueeze(1).squeeze(), x.unsqueeze(1).squeeze(1), x.squeeze(0)])
cube("permute", lambda x: [x.permute(2, 0, 1), x.permute(0, -1, 1), x.permute(1, 0, 2)])
cube("transpose", lambda x: [x.transpose(0, 1), x.transpose(-1, 0), x.swapaxes(0, 2), x.swapdims(1, 2), x.mT, x[0].t(), x[0].T, x[0].adjoint(), x[0].H, x.mH])
cube("movedim", lambda x: [x.movedim(0, 2), x.movedim((0, 1), (2, 0)), x.moveaxis(1, 0), x.moveaxis((0, 1, 2), (2, 0, 1))])
g.case("as_strided", lambda x: [x.as_strided((2, 3), (2, 1)), x.as_strided((3, 3), (1, 2), 2)], ["f32[12]"], ["i16[12]"])
matrix("contiguous, clone", lambda x: [x.contiguous(), x.clone(), torch.clone(x.t())])
g.case("atleast", lambda x, y: [torch.atleast_1d(x), torch.atleast_2d(x), torch.atleast_3d(y), *torch.atleast_1d(x, y), *torch.atleast_2d(x, y), *torch.atleast_3d(x, y)], ["f32[]", "f64[3]"], ["i64[2]", "f32[2,2]"])

matrix("expand", lambda x: [x.expand(2, *x.shape), x.expand(2, -1, -1), x[:, :1].expand(-1, 5), x[:, :1].expand_as(x), x.broadcast_to((2, *x.shape))])
g.case("broadcast_tensors", lambda x, y: list(torch.broadcast_tensors(x, y)), ["f32[3,1]", "f64[4]"], ["f32[2,1,3]", "i64[4,1]"])
matrix("repeat", lambda x: [x.repeat(2, 1), x.repeat(2, 1, 3), x.tile((2,)), x.tile((2, 1, 1))])
matrix("repeat_interleave", lambda x: [x.repeat_interleave(2), x.repeat_interleave(3, 1), x.repeat_interleave(2, dim=0)])
g.case("repeat_interleave each", lambda x, n: [x.repeat_interleave(n, 0), x.repeat_interleave(n, dim=0, output_size=int(n.sum()))], ["f32[3,2]", "i64[3]:int3"], ["i32[4,2]", "i64[4]:int3"])
cube("flip", lambda x: [x.flip(0), x.flip(0, 2), x.fliplr(), x.flipud()])
cube("rot90", lambda x: [x.rot90(), x.rot90(2), x.rot90(-1, (1, 2)), x.rot90(3, (0, 2))])
cube("roll", lambda x: [x.roll(2), x.roll(-1, 1), x.roll((1, 2), (0, 2)), x.roll((1, 1, 1), (0, 1, 2)), x.roll((1, -2), (1, 2))])
cube("unfold", lambda x: [x.unfold(2, 2, 1), x.unfold(-1, 3, 2), x.unfold(0, 1, 1)])
matrix("diagonals", lambda x: [x.diag(), x.diag(1), x.diagonal(), x.diagonal(-1), x.diagflat(), x.diag_embed(), x.diag_embed(1, 0, 1)])
g.case("diag of a vector", lambda x: [x.diag(), x.diag(-1), x.diagflat(2)], ["f32[3]"], ["f64[6]S"], ["i64[0]"])
cube("diagonal of a cube", lambda x: [x.diagonal(0, 1, 2), x.diagonal(1, -2, -1), x.diagonal(0, 0, 2)])

cube("narrow, select, slice", lambda x: [x.narrow(2, 1, 2), x.narrow(-1, -3, 2), x.select(2, 1), x.select(-1, -1), x[:, :, 0:4:3], x[:, 1:9]])
cube("unbind", lambda x: [*x.unbind(), *torch.unbind(x, 2)])
cube("chunk", lambda x: [*x.chunk(2), *x.chunk(3, 2), *x.chunk(9, -1)])
cube("split", lambda x: [*x.split(3, 2), *x.split([1, 3], -1), *x.split([1, 1]), *torch.split(x, [2, 2], 2)])
cube("tensor_split", lambda x: [*x.tensor_split(3, 2), *x.tensor_split((1, 3), 2), *x.tensor_split(torch.tensor([1, 2]), 2), *torch.tensor_split(x, 2, -1)])
g.case("hsplit, vsplit, dsplit", lambda x: [*x.hsplit(2), *x.hsplit([1, 3]), *x.vsplit(2), *x.vsplit([1]), *x.dsplit(2), *x.dsplit([1, 2]), *torch.hsplit(x, [1, 2]), *torch.vsplit(x, [1]), *torch.dsplit(x, [1, 3])],
       ["f32[2,4,4]"], ["i64[2,4,4]T"])
g.case("hsplit of a vector", lambda x: [*x.hsplit(2), *x.hsplit([1, 2])], ["f32[4]"], ["u8[8]S"])

PAIRS = (["f32[2,3]", "f32[2,3]"], ["f64[2,3]T", "f64[2,3]"], ["f32[2,3]", "f64[2,3]S"], ["i64[2,3]", "f32[2,3]E"], ["f32[0,3]", "f32[0,3]"])
g.case("cat", lambda a, b: [torch.cat([a, b]), torch.cat([a, b, a], 1), torch.concat([a, b], -1), torch.cat([a])], *PAIRS)
g.case("stack", lambda a, b: [torch.stack([a, b]), torch.stack([a, b], 1), torch.stack([a, b], -1)], *PAIRS)
g.case("hstack, vstack, dstack", lambda a, b: [torch.hstack([a, b]), torch.vstack([a, b]), torch.dstack([a, b]), torch.column_stack([a, b]), torch.row_stack([a, b])], *PAIRS)
g.case("stacks of vectors", lambda a, b: [torch.hstack([a, b]), torch.vstack([a, b]), torch.dstack([a, b]), torch.column_stack([a, b])], ["f32[3]", "f32[3]"], ["i64[3]", "f64[3]S"])
g.case("cat of uneven lengths", lambda a, b, c: [torch.cat([a, b, c], 1), torch.cat([b, a], 1)], ["f32[2,1]", "f32[2,4]T", "f32[2,0]"])
g.case("block_diag", lambda a, b, c: torch.block_diag(a, b, c), ["f32[2,3]", "f32[]", "f32[2]"])
g.save()

"""Reading and writing through an index."""
import torch

from golden import Goldens

g = Goldens("indexing")
CUBES = (["f32[3,4,5]"], ["f64[3,4,5]T"], ["f32[3,4,5]S"], ["f64[3,4,5]E"], ["bf16[3,4,5]"], ["i64[3,4,5]"], ["bool[3,4,5]"])


def cube(name, f):
    g.case(name, f, *CUBES)


cube("numbers", lambda x: [x[1], x[-1], x[1, 2], x[0, -1, 3], x[2, 0, -5]])
cube("slices", lambda x: [x[1:], x[:, 1:3], x[:, :, ::2], x[:, :, 1:4:3], x[-2:, :-1], x[:, 2:2], x[9:], x[:, -9:2]])
cube("ellipsis and new dimensions", lambda x: [x[..., 0], x[1, ..., 2], x[..., 1:3], x[None], x[:, None], x[..., None], x[0, None, :, 2], x[None, ..., None]])
cube("truth values", lambda x: [x[True], x[False], x[0, True, 1]])
g.case("mask", lambda x, m: [x[m], x[:, m[0]], x[m[:, 0]]], ["f32[3,4]", "bool[3,4]"], ["f64[3,4]T", "bool[3,4]T"], ["i64[3,4]", "bool[3,4]"])
# C# says x[m, 1] and x[m, 1..] here, as NumPy does; PyTorch applies what follows such a mask to the wrong dimension.
g.case("mask of two dimensions", lambda x, m: [x[m], x[m][:, 1], x[m][:, 1:]], ["f32[2,3,4]", "bool[2,3]"], ["i32[2,3,4]T", "bool[2,3]"])
g.case("index tensors", lambda x, i, j: [x[i], x[:, j], x[i, j], x[..., j], x[i, :, j], x[i, 1], x[1, :, j], x[i, None, j], x[i[:, None], j]],
       ["f32[3,4,5]", "i64[4]:int3", "i64[4]:int4"], ["f64[3,4,5]T", "i64[2]:int3", "i64[2]:int3"], ["i64[3,4,5]", "i64[2]:int3", "i64[2]:int3"])
g.case("index matrix", lambda x, i: [x[i], x[:, i]], ["f32[3,4]", "i64[2,2]:int3"], ["f64[4,3]T", "i64[2,2]T:int3"])
g.case("one index tensor", lambda x, i: [x[i[0]], x[1, i[1]]], ["f32[3,4]", "i64[2]:int3"])
g.case("index_select, take", lambda x, i: [x.index_select(0, i), x.index_select(1, i), x.take(i), x[i, 1:3], x[..., 0, i]], ["f32[3,4,3]", "i64[5]:int3"])


def written(write, specs=("f32[3,4]", "f32[4]")):
    def run(x, v):
        y = x * 1
        write(y, v)
        return y
    return run


def writes(name, write, *specs):
    g.case(name, written(write), *specs)


def put(index):
    def write(y, v):
        y[index] = v
    return write


writes("write a row", put(1), ["f32[3,4]", "f32[4]"], ["f64[3,4]T", "f64[1,1,4]"], ["f32[3,4]", "f32[]"], ["i64[3,4]", "i64[4]"])
writes("write a number", lambda y, v: put((1, 2))(y, v.sum()), ["f32[3,4]", "f32[2]"])
writes("write columns", put((slice(None), slice(1, 3))), ["f32[3,4]", "f32[2]"], ["f64[3,4]", "f64[3,1]"], ["f32[3,4]", "f64[3,2]"])
writes("write steps", put((Ellipsis, slice(None, None, 2))), ["f32[2,3,4]", "f32[3,2]"], ["bf16[2,3,4]", "bf16[2,3,2]T"])
writes("write a new dimension", put((None, 0)), ["f32[3,4]", "f32[4]"])
writes("write constants", lambda y, v: (y.__setitem__(0, 7), y.__setitem__((slice(None), 1), -2), y.__setitem__(y > 6, 1)), ["f32[3,4]", "f32[1]"], ["i64[3,4]", "f32[1]"], ["f64[3,4]", "f32[1]"])
g.case("write through a mask", lambda x, m, v: [written(put(m))(x, v), written(put(m))(x, v[:1])], ["f32[2,2]", "bool[2,2]:int1", "f32[1]"], ["f64[3,4]", "bool[3,4]:int1", "f64[1]"])
g.case("write through indices", lambda x, i, v: [written(put(i))(x, v), written(put((slice(None), i)))(x, v[:1, :2]), written(put((i, 1)))(x, v[0, :2])],
       ["f32[3,4]", "i64[2]:perm", "f32[2,4]"], ["f64[3,4]T", "i64[2]:perm", "f64[2,4]T"])
g.case("index_put_", lambda x, i, j, v: [(x * 1).index_put_((i, j), v, accumulate=True), (x * 1).index_put_((i,), v[:1], accumulate=True), (x * 1).index_put_((i, j), torch.tensor(3, dtype=x.dtype), accumulate=True)],
       ["f32[3,4]", "i64[5]:int3", "i64[5]:int4", "f32[5]"], ["i64[3,4]", "i64[5]:int3", "i64[5]:int4", "i64[5]"])
g.save()

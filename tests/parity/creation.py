"""Making tensors: constants, ranges, random numbers, windows. (Inputs serve only what is made like them.)"""
import torch

from golden import Goldens

g = Goldens("creation")


def made(name, f, *variations):
    g.case(name, f, *variations, grad=False)


T = torch
made("constants", lambda: [T.zeros(2, 3), T.ones(2, 1, 2, dtype=T.float64), T.full((2, 2), 7), T.full((2,), 1.5), T.full((), True), T.zeros(0, 3), T.ones(3, dtype=T.bool), T.full((2,), 3, dtype=T.float16), T.zeros(()), T.ones(2, dtype=T.bfloat16)])
made("eye", lambda: [T.eye(3), T.eye(2, 4), T.eye(3, 2, dtype=T.int64), T.eye(0)])
made("arange", lambda: [T.arange(5), T.arange(2, 6), T.arange(0, 1, 0.25), T.arange(5, 0, -2), T.arange(3, dtype=T.float64), T.arange(1.5), T.arange(1, 4, dtype=T.int32), T.arange(0)])
made("linspace, logspace", lambda: [T.linspace(0, 1, 5), T.linspace(-2, 3, 4, dtype=T.float64), T.linspace(1, 2, 1), T.logspace(0, 2, 5), T.logspace(-1, 1, 3, 2, dtype=T.float64)])
made("triangle indices", lambda: [T.tril_indices(3, 4), T.triu_indices(3, 3, 1), T.tril_indices(2, 3, -1, dtype=T.int32)])
made("windows", lambda: [w(8, dtype=T.float64) for w in (T.hann_window, T.hamming_window, T.blackman_window, T.bartlett_window, T.kaiser_window)] + [T.hann_window(5, False), T.hamming_window(6, False, 0.6, 0.4, dtype=T.float64), T.kaiser_window(7, True, 3.5, dtype=T.float64), T.hann_window(1), T.blackman_window(0)])
made("meshgrid", lambda a, b: [*T.meshgrid(a, b, indexing="ij"), *T.meshgrid(a, b, indexing="xy"), T.cartesian_prod(a, b), T.cartesian_prod(a)], ["f32[3]", "f32[2]"], ["i64[2]", "i64[4]"])
made("combinations", lambda a: [T.combinations(a), T.combinations(a, 3), T.combinations(a, 2, True)], ["f32[4]"], ["i64[4]"])

made("rand", lambda: [T.rand(2, 3), T.rand(4, dtype=T.float64), T.rand(3, 2, 2), T.rand(2, dtype=T.bfloat16)])
made("randn", lambda: [T.randn(2, 3), T.randn(20), T.randn(4, dtype=T.float64), T.randn(2, dtype=T.float16)])
made("randint", lambda: [T.randint(10, (5,)), T.randint(-3, 4, (2, 3)), T.randint(5, 6, (2,), dtype=T.int32), T.randint(100, (4,), dtype=T.float32), T.randint(0, 256, (3,), dtype=T.uint8)])
made("randperm", lambda: [T.randperm(10), T.randperm(5, dtype=T.int32), T.randperm(0)])
made("normal", lambda: [T.normal(1.0, 2.0, (3, 2)), T.normal(-1.0, 0.5, (20,))])
made("generator", lambda: [T.rand(3, generator=T.Generator().manual_seed(5)), T.randn(2, 2, generator=T.Generator().manual_seed(6)), T.randint(9, (4,), generator=T.Generator().manual_seed(7)), T.randperm(6, generator=T.Generator().manual_seed(8))])
made("random numbers", lambda: [T.randint(0, 10, ()), T.randint(5, 9, ()), T.rand((), dtype=T.float64), T.randn((), dtype=T.float64)])

LIKE = (["f32[2,3]"], ["f64[2,3]T"], ["i32[2,3]"], ["bf16[0,2]"])
made("like", lambda x: [T.zeros_like(x), T.ones_like(x), T.full_like(x, 3), T.zeros_like(x, dtype=T.int64), T.ones_like(x, dtype=T.float16)], *LIKE)
made("random like", lambda x: [T.rand_like(x), T.randn_like(x), T.rand_like(x, dtype=T.float64), T.randint_like(x, 2, 9)], ["f32[2,3]"], ["f64[2,3]T"], ["bf16[4]"])
made("new", lambda x: [x.new_zeros(2, 2), x.new_ones(3), x.new_full((2,), 5), x.new_zeros((), dtype=T.float64), x.new_ones(1, 2, 3, dtype=T.int64), x.new_full((1, 2), 1, dtype=T.int32)], *LIKE)
made("from data", lambda: [T.tensor([[1., 2.], [3., 4.]]), T.tensor([1, 2, 3]), T.tensor([True, False]), T.tensor([1, 2], dtype=T.float64), T.tensor(7), T.tensor([[[1]], [[2]]], dtype=T.int16), T.tensor([1.5, -2], dtype=T.bfloat16), T.tensor([0.1, 3], dtype=T.float16), T.tensor([1 + 2j, -1j]), T.complex(T.tensor([1.]), T.tensor([2.])), T.tensor([3, 4], dtype=T.uint8), T.tensor([-3], dtype=T.int8)])
made("conversions", lambda x: [x.float(), x.double(), x.half(), x.bfloat16(), x.long(), x.int(), x.short(), x.char(), x.byte(), x.bool(), x.cfloat(), x.cdouble(), x.to(T.float64), x.type(T.int16), x.type_as(T.zeros(1, dtype=T.int8))],
     ["f32[2,3]:int10"], ["f64[2,3]T:pos"], ["i64[4]:int100"], ["bool[3]"], ["f16[4]:pos"])
g.case("conversions' gradients", lambda x: [x.double(), x.half().float(), x.to(T.bfloat16), x.to(x.dtype)], ["f32[2,3]"], ["f64[2,3]T"])
g.save()

"""Arithmetic, comparison, bitwise and logical operators."""
import torch

from golden import Goldens

g = Goldens("arithmetic")

# Two operands of every kind: transposed, strided, expanded, broadcast, of mixed types, empty. The second one is never zero.
FLOATS = (["f32[3,4]", "f32[3,4]:pos"], ["f64[3,4]T", "f64[4]:pos"], ["f32[2,3]S", "f32[2,1]:pos"], ["f32[3,2]E", "f64[3,2]T:pos"],
          ["bf16[2,3]", "f32[3]:pos"], ["f32[0,3]", "f32[3]:pos"])
HALF = (["f16[2,3]", "f16[3]:pos"],)
INTEGERS = (["i64[2,3]T", "i64[3]"], ["i32[4]", "u8[4]"], ["i8[4]", "i16[4]"], ["bool[4]", "i64[4]"])

for name in "add sub mul div".split():
    g.case(name, getattr(torch, name), *FLOATS, *HALF)
    g.case(f"{name} of integers", lambda a, b, f=getattr(torch, name): f(a, b + 1), *INTEGERS[:-1])
for name in "remainder fmod floor_divide pow true_divide".split():
    g.case(name, getattr(torch, name), *[["f32[3,4]:pos", "f32[4]:pos"], ["f64[3,4]T:pos", "f64[3,1]:pos"], ["f32[0,3]", "f32[3]:pos"]],
           grad=name != "floor_divide")
for name in "remainder fmod floor_divide".split():
    g.case(f"{name} of integers", lambda a, b, f=getattr(torch, name): f(a - 5, b + 1), *INTEGERS[:-1])
g.case("mul of bool", torch.mul, ["bool[4]", "i64[4]"], ["bool[4]", "bool[4]"], ["bool[4]", "f32[4]"])
g.case("pow of integers", lambda a, b: torch.pow(a, b), ["i64[2,3]T:int4", "i64[3]:int4"], ["i32[4]:int4", "u8[4]:int3"])
for mode in "trunc floor".split():
    g.case(f"div {mode}", lambda a, b, m=mode: torch.div(a, b, rounding_mode=m), ["f32[3,4]", "f32[4]:pos"], ["f64[2,3]T", "f64[2,3]:pos"])
    g.case(f"div {mode} of integers", lambda a, b, m=mode: torch.div(a - 5, b + 1, rounding_mode=m), *INTEGERS[:-1])
    g.case(f"div {mode} by a number", lambda a, m=mode: [torch.div(a, 0.75, rounding_mode=m), torch.div(a, -2, rounding_mode=m)], ["f32[3,4]"])
g.case("add alpha", lambda a, b: [torch.add(a, b, alpha=0.5), torch.add(a, b, alpha=-2), a.add(3, alpha=2)], *FLOATS[:3])
g.case("subtract, multiply, divide", lambda a, b: [torch.subtract(a, b), torch.multiply(a, b), torch.divide(a, b)], *FLOATS[:2])
g.case("float_power", torch.float_power, ["f32[3,4]:pos", "f32[4]"], ["i64[2,3]T", "f64[2,3]"])
g.case("numbers on the right", lambda a: [a + 2, a - 2.5, a * 3, a / 4, a % 2, a ** 2, a + True],
       ["f32[3,4]"], ["f64[2,3]T"], ["bf16[2,3]"], ["f32[2,0]"])
g.case("numbers on the left", lambda a: [2 + a, 2.5 - a, 3 * a, 1 / a], ["f32[3,4]:pos"], ["f64[2,3]T:pos"], ["f16[3]:pos"])
g.case("numbers and integers", lambda a: [a + 2, a + 2.5, a * 2, a / 2, 1 - a, 1 / (a + 1), a % 3, a // 2], ["i64[5]"], ["u8[4]"], ["i16[3]"])
g.case("operators", lambda a, b: [a + b, a - b, a * b, a / b, a % b, -a], *FLOATS[:3])
g.case("remainder and fmod by a number", lambda a: [torch.remainder(a, 0.7), torch.fmod(a, 0.7), torch.remainder(a, -2), torch.fmod(a, -2)], ["f32[3,4]"], ["f64[2,3]T"])
g.case("neg, positive, reciprocal", lambda a: [torch.neg(a), torch.negative(a), torch.positive(a), torch.reciprocal(a)], ["f32[3,4]:pos"], ["f64[2,3]T:pos"], ["bf16[3]:pos"])
g.case("addcmul, addcdiv", lambda a, b, c: [torch.addcmul(a, b, c, value=0.5), torch.addcdiv(a, b, c, value=-2), torch.addcdiv(a, b, c)],
       ["f32[3,4]", "f32[4]", "f32[3,1]:pos"], ["f64[3,4]T", "f64[3,4]", "f64[3,4]T:pos"])
g.case("lerp", torch.lerp, ["f32[3,4]", "f32[3,4]", "f32[4]:unit"], ["f64[3,4]T", "f64[3,4]", "f64[3,4]"])
g.case("in place keeps the graph", lambda a, b: (a * 1).add_(b).mul_(b).sub_(1).div_(b, rounding_mode=None).pow_(2), ["f32[3,4]", "f32[4]:pos"], ["f64[3,4]T", "f64[3,1]:pos"])

COMPARED = (["f32[3,4]:int3", "f32[4]:int3"], ["i64[2,3]T:int3", "f32[2,3]:int3"], ["bool[4]", "bool[4]"], ["u8[2,3]S:int3", "i32[3]:int3"], ["f16[4]:int2", "bf16[4]:int2"], ["f32[0,3]", "f32[3]"])
for name in "eq ne lt le gt ge".split():
    g.case(name, getattr(torch, name), *COMPARED)
    g.case(f"{name} a number", lambda a, f=getattr(torch, name): f(a, 1), ["f32[3,4]:int3"], ["i64[2,3]T:int3"], ["bool[4]"])
g.case("comparison operators", lambda a, b: [a == b, a != b, a < b, a <= b, a > b, a >= b, a == 1, a != 1, a < 1, 1 <= a, a > 1, 1 >= a], COMPARED[0])
g.case("greater and less", lambda a, b: [torch.greater(a, b), torch.greater_equal(a, b), torch.less(a, b), torch.less_equal(a, b), torch.not_equal(a, b)], COMPARED[0])
for name in "maximum minimum fmax fmin".split():
    g.case(name, getattr(torch, name), *FLOATS, ["i64[2,3]T", "i64[3]"], ["u8[3]", "i16[3]"], ["bool[3]", "bool[3]"])
g.case("isclose", lambda a, b: [torch.isclose(a, a + 1e-9 * b), torch.isclose(a, b, 0.5, 0.1), torch.isclose(a / 0, a / 0, equal_nan=True)], ["f32[3,4]:int3", "f32[4]:int3"], ["f64[2,3]T:int3", "f64[2,3]:int3"])
g.case("nan and infinity", lambda a: [f(a / 0) for f in (torch.isnan, torch.isinf, torch.isfinite, torch.isposinf, torch.isneginf, torch.isreal)], ["f32[3,4]:int3"], ["f64[2,3]T"], ["bf16[4]"])
g.case("isin", lambda a, b: [torch.isin(a, b), torch.isin(a, b, invert=True)], ["i64[3,4]", "i64[3]"], ["f32[2,3]T:int3", "f32[2]:int3"])

BITS = (["i64[2,3]T:int100", "i64[3]:int100"], ["u8[4]:int200", "u8[4]:int200"], ["i32[2,2]:int100", "i8[2]:int100"], ["bool[4]", "bool[4]"], ["i16[0]", "i16[1]"])
for name in "bitwise_and bitwise_or bitwise_xor".split():
    g.case(name, getattr(torch, name), *BITS)
g.case("bitwise operators", lambda a, b: [a & b, a | b, a ^ b, ~a], *BITS[:1], BITS[3])
g.case("bitwise_not", torch.bitwise_not, ["i64[2,3]T"], ["u8[4]:int200"], ["bool[4]"])
g.case("shifts", lambda a, b: [torch.bitwise_left_shift(a, b), torch.bitwise_right_shift(a, b)], ["i64[2,3]T:int100", "i64[3]:int4"], ["u8[4]:int200", "u8[4]:int4"])
for name in "logical_and logical_or logical_xor".split():
    g.case(name, getattr(torch, name), ["f32[3,4]:int2", "i64[4]:int2"], ["bool[2,3]T", "bool[2,1]"], ["u8[0]", "u8[1]"])
g.case("logical_not", torch.logical_not, ["f32[3,4]:int2"], ["bool[2,3]T"], ["i16[4]:int2"])
g.case("gcd, lcm", lambda a, b: [torch.gcd(a, b), torch.lcm(a, b)], ["i64[2,3]T:int50", "i64[3]:int50"], ["i32[4]", "u8[4]"])
g.save()

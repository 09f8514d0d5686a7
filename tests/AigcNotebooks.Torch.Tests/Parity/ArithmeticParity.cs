using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class ArithmeticParity
{
    private static readonly Golden Golden = new("arithmetic")
    {
        { "add", x => x[0].add(x[1]) },
        { "sub", x => x[0].sub(x[1]) },
        { "mul", x => x[0].mul(x[1]) },
        { "div", x => x[0].div(x[1]) },
        { "add of integers", x => x[0].add(x[1] + 1) },
        { "sub of integers", x => x[0].sub(x[1] + 1) },
        { "mul of integers", x => x[0].mul(x[1] + 1) },
        { "mul of bool", x => x[0].mul(x[1]) },
        { "div of integers", x => x[0].div(x[1] + 1) },
        { "remainder", x => x[0].remainder(x[1]) },
        { "fmod", x => x[0].fmod(x[1]) },
        { "floor_divide", x => x[0].floor_divide(x[1]) },
        { "pow", x => x[0].pow(x[1]) },
        { "true_divide", x => x[0].true_divide(x[1]) },
        { "remainder of integers", x => (x[0] - 5).remainder(x[1] + 1) },
        { "fmod of integers", x => (x[0] - 5).fmod(x[1] + 1) },
        { "floor_divide of integers", x => (x[0] - 5).floor_divide(x[1] + 1) },
        { "pow of integers", x => x[0].pow(x[1]) },
        { "div trunc", x => x[0].div(x[1], RoundingMode.trunc) },
        { "div floor", x => x[0].div(x[1], RoundingMode.floor) },
        { "div trunc of integers", x => (x[0] - 5).div(x[1] + 1, RoundingMode.trunc) },
        { "div floor of integers", x => (x[0] - 5).div(x[1] + 1, RoundingMode.floor) },
        { "div trunc by a number", x => [x[0].div(0.75, RoundingMode.trunc), x[0].div(-2, RoundingMode.trunc)] },
        { "div floor by a number", x => [x[0].div(0.75, RoundingMode.floor), x[0].div(-2, RoundingMode.floor)] },
        { "add alpha", x => [x[0].add(x[1], 0.5), x[0].add(x[1], -2), x[0].add(3, 2)] },
        { "subtract, multiply, divide", x => [x[0].subtract(x[1]), x[0].multiply(x[1]), x[0].divide(x[1])] },
        { "float_power", x => x[0].float_power(x[1]) },
        { "numbers on the right", x => [x[0] + 2, x[0] - 2.5, x[0] * 3, x[0] / 4, x[0] % 2, x[0].pow(2), x[0].add(true)] },
        { "numbers on the left", x => [2 + x[0], 2.5 - x[0], 3 * x[0], 1 / x[0]] },
        { "numbers and integers", x => [x[0] + 2, x[0] + 2.5, x[0] * 2, x[0] / 2, 1 - x[0], 1 / (x[0] + 1), x[0] % 3, x[0].floor_divide(2)] },
        { "operators", x => [x[0] + x[1], x[0] - x[1], x[0] * x[1], x[0] / x[1], x[0] % x[1], -x[0]] },
        { "remainder and fmod by a number", x => [x[0].remainder(0.7), x[0].fmod(0.7), x[0].remainder(-2), x[0].fmod(-2)] },
        { "neg, positive, reciprocal", x => [x[0].neg(), x[0].negative(), x[0].positive(), x[0].reciprocal()] },
        { "addcmul, addcdiv", x => [x[0].addcmul(x[1], x[2], 0.5), x[0].addcdiv(x[1], x[2], -2), x[0].addcdiv(x[1], x[2])] },
        { "lerp", x => x[0].lerp(x[1], x[2]) },
        { "in place keeps the graph", x => (x[0] * 1).add_(x[1]).mul_(x[1]).sub_(1).div_(x[1]).pow_(2) },
        { "eq", x => x[0].eq(x[1]) },
        { "ne", x => x[0].ne(x[1]) },
        { "lt", x => x[0].lt(x[1]) },
        { "le", x => x[0].le(x[1]) },
        { "gt", x => x[0].gt(x[1]) },
        { "ge", x => x[0].ge(x[1]) },
        { "eq a number", x => x[0].eq(1) },
        { "ne a number", x => x[0].ne(1) },
        { "lt a number", x => x[0].lt(1) },
        { "le a number", x => x[0].le(1) },
        { "gt a number", x => x[0].gt(1) },
        { "ge a number", x => x[0].ge(1) },
        { "comparison operators", x =>
            [
                x[0] == x[1], x[0] != x[1], x[0] < x[1], x[0] <= x[1], x[0] > x[1], x[0] >= x[1],
                x[0] == 1, x[0] != 1, x[0] < 1, 1 <= x[0], x[0] > 1, 1 >= x[0],
            ]
        },
        { "greater and less", x => [x[0].greater(x[1]), x[0].greater_equal(x[1]), x[0].less(x[1]), x[0].less_equal(x[1]), x[0].not_equal(x[1])] },
        { "maximum", x => x[0].maximum(x[1]) },
        { "minimum", x => x[0].minimum(x[1]) },
        { "fmax", x => x[0].fmax(x[1]) },
        { "fmin", x => x[0].fmin(x[1]) },
        { "isclose", x => [x[0].isclose(x[0] + 1e-9 * x[1]), x[0].isclose(x[1], 0.5, 0.1), (x[0] / 0).isclose(x[0] / 0, nanEqual: true)] },
        { "nan and infinity", x =>
            {
                Tensor y = x[0] / 0;
                return [y.isnan(), y.isinf(), y.isfinite(), y.isposinf(), y.isneginf(), y.isreal()];
            }
        },
        { "isin", x => [x[0].isin(x[1]), x[0].isin(x[1], invert: true)] },
        { "bitwise_and", x => x[0].bitwise_and(x[1]) },
        { "bitwise_or", x => x[0].bitwise_or(x[1]) },
        { "bitwise_xor", x => x[0].bitwise_xor(x[1]) },
        { "bitwise operators", x => [x[0] & x[1], x[0] | x[1], x[0] ^ x[1], ~x[0]] },
        { "bitwise_not", x => x[0].bitwise_not() },
        { "shifts", x => [x[0].bitwise_left_shift(x[1]), x[0].bitwise_right_shift(x[1])] },
        { "logical_and", x => x[0].logical_and(x[1]) },
        { "logical_or", x => x[0].logical_or(x[1]) },
        { "logical_xor", x => x[0].logical_xor(x[1]) },
        { "logical_not", x => x[0].logical_not() },
        { "gcd, lcm", x => [x[0].gcd(x[1]), x[0].lcm(x[1])] },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    [Fact]
    public void Whether_all_are_close_or_equal()
    {
        using var scope = NewDisposeScope();
        Tensor a = tensor(new double[] { 1, 2, double.NaN }), b = a + 1e-9;
        Assert.False(a.allclose(b));
        Assert.True(a.allclose(b, equal_nan: true));
        Assert.False(a[..2].allclose(b[..2], rtol: 0, atol: 1e-10));
        Assert.True(a[..2].Equals(a[..2].clone()));
        Assert.Equal([true, true, false], a.equal(a).data<bool>().ToArray());
        Assert.True(is_nonzero(a[0]));
    }
}

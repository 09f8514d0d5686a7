using System.Numerics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class CreationParity
{
    private static readonly Golden Golden = new("creation")
    {
        { "constants", _ =>
            [
                zeros(2, 3), ones(2, 1, 2, float64), full([2, 2], 7), full(2, 1.5), full([], true), zeros(0, 3), ones(3, dtype: @bool), full(2, 3, float16),
                zeros([]), ones(2, dtype: bfloat16),
            ]
        },
        { "eye", _ => [eye(3), eye(2, 4), eye(3, 2, int64), eye(0)] },
        { "arange", _ => [arange(5), arange(2, 6), arange(0, 1, 0.25), arange(5, 0, -2), arange(3, float64), arange(1.5), arange(1, 4, int32), arange(0)] },
        { "linspace, logspace", _ => [linspace(0, 1, 5), linspace(-2, 3, 4, float64), linspace(1, 2, 1), logspace(0, 2, 5), logspace(-1, 1, 3, 2, float64)] },
        { "triangle indices", _ => [tril_indices(3, 4), triu_indices(3, 3, 1), tril_indices(2, 3, -1, int32)] },
        { "windows", _ =>
            [
                hann_window(8, dtype: float64), hamming_window(8, dtype: float64), blackman_window(8, dtype: float64), bartlett_window(8, dtype: float64), kaiser_window(8, dtype: float64),
                hann_window(5, false), hamming_window(6, false, 0.6f, 0.4f, float64), kaiser_window(7, true, 3.5f, float64), hann_window(1), blackman_window(0),
            ]
        },
        { "meshgrid", x => [.. meshgrid(x), .. meshgrid(x, "xy"), cartesian_prod(x), cartesian_prod(x[0])] },
        { "combinations", x => [combinations(x[0]), combinations(x[0], 3), combinations(x[0], 2, true)] },
        { "rand", _ => [rand(2, 3), rand(4, dtype: float64), rand(3, 2, 2), rand(2, dtype: bfloat16)] },
        { "randn", _ => [randn(2, 3), randn(20), randn(4, dtype: float64), randn(2, dtype: float16)] },
        { "randint", _ => [randint(10, [5]), randint(-3, 4, (2, 3)), randint(5, 6, new[] { 2 }, int32), randint(100, 4, float32), randint(0, 256, 3, uint8)] },
        { "randperm", _ => [randperm(10), randperm(5, int32), randperm(0)] },
        { "normal", _ => [normal(1, 2, [3, 2]), normal(-1, 0.5, [20])] },
        { "generator", _ =>
            [
                rand(3, generator: new Generator().manual_seed(5)), randn(2, 2, generator: new Generator().manual_seed(6)), randint(9, [4], generator: new Generator().manual_seed(7)),
                randperm(6, generator: new Generator().manual_seed(8)),
            ]
        },
        { "random numbers", _ => [tensor(randint_long(10)), tensor(randint_int(5, 9), int64), tensor(rand_float()), tensor(randn_float())] },
        { "like", x => [x[0].zeros_like(), ones_like(x[0]), x[0].full_like(3), zeros_like(x[0], int64), x[0].ones_like(float16)] },
        { "random like", x => [x[0].rand_like(), randn_like(x[0]), rand_like(x[0], float64), randint_like(x[0], 2, 9)] },
        { "new", x => [x[0].new_zeros(2, 2), x[0].new_ones(3), x[0].new_full(2, 5), x[0].new_zeros([], float64), x[0].new_ones(1, 2, 3, int64), x[0].new_full(1, 2, 1, int32)] },
        { "from data", _ =>
            [
                tensor(new float[,] { { 1, 2 }, { 3, 4 } }), tensor(new long[] { 1, 2, 3 }), tensor(new[] { true, false }), tensor(new[] { 1, 2 }, float64), tensor(7L),
                tensor(new short[,,] { { { 1 } }, { { 2 } } }), tensor(new[] { (BFloat16)1.5f, (BFloat16)(-2f) }), tensor(new[] { (Half)0.1, (Half)3 }),
                tensor(new[] { (1f, 2f), (0f, -1f) }), tensor(new[] { new Complex(1, 2) }, complex64), tensor(new byte[] { 3, 4 }), tensor(new sbyte[] { -3 }),
            ]
        },
        { "conversions", x =>
            [
                x[0].@float(), x[0].@double(), x[0].half(), x[0].bfloat16(), x[0].@long(), x[0].@int(), x[0].@short(), x[0].@char(), x[0].@byte(), x[0].@bool(), x[0].cfloat(), x[0].cdouble(),
                x[0].to(float64), x[0].type(int16), x[0].type_as(zeros(1, int8)),
            ]
        },
        { "conversions' gradients", x => [x[0].@double(), x[0].half().@float(), x[0].to(bfloat16), x[0].to(x[0].dtype)] },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();
}

using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class ReductionsParity
{
    private static readonly Golden Golden = new("reductions")
    {
        { "sum", x => x[0].sum() },
        { "sum over dimensions", x => [x[0].sum(dim: 0), x[0].sum(-1, keepdim: true), x[0].sum(0, 1), x[0].sum([1], type: float64)] },
        { "sum over three", x => [x[0].sum(new long[] { 0, 2 }), x[0].sum(0, 1, 2, keepdim: true)] },
        { "mean", x => x[0].mean() },
        { "mean over dimensions", x => [x[0].mean([0]), x[0].mean([0, 1], keepdim: true), x[0].mean([1], type: float64)] },
        { "prod", x => [x[0].prod(), x[0].prod(dim: 0), x[0].prod(1, keepdim: true), x[0].prod(0, type: float64)] },
        { "var, std", x => [x[0].var(), x[0].std(), x[0].var(false), x[0].std(false)] },
        { "var, std over dimensions", x => [x[0].var(0), x[0].var((0, 1), false, true), x[0].std(1, false), x[0].std([0, 1], true, true), x[0].var(1, keepdim: true)] },
        { "var, std over three", x => [x[0].var((0, 1, 2)), x[0].std(new long[] { 0, 1, 2 })] },
        { "var_mean, std_mean", x =>
            [
                .. Both(x[0].var_mean()), .. Both(x[0].std_mean(false)), .. Both(x[0].var_mean(0)), .. Both(x[0].std_mean(1, false, true)),
                .. Both(x[0].var_mean((0, 1))), .. Both(x[0].std_mean([0, 1])),
            ]
        },
        { "max, min", x => [x[0].max(), x[0].min(), .. Both(x[0].max(0)), .. Both(x[0].min(1, true))] },
        { "max, min of two", x => [x[0].max(x[1]), x[0].min(x[1])] },
        { "amax, amin", x => [x[0].amax(), x[0].amin(), x[0].amax(0), x[0].amin(0, 1), x[0].amax([1], true), x[0].amin(new long[] { 0 }, true)] },
        { "aminmax", x => [.. Both(x[0].aminmax()), .. Both(x[0].aminmax(1, true)), .. Both(x[0].aminmax(-1))] },
        { "argmax, argmin", x => [x[0].argmax(), x[0].argmin(), x[0].argmax(0), x[0].argmin(1, true)] },
        { "all, any", x => [x[0].all(), x[0].any(), x[0].all(0), x[0].any(1, true)] },
        { "count_nonzero", x => [x[0].count_nonzero(), x[0].count_nonzero([0]), x[0].count_nonzero([0, 1])] },
        { "logsumexp", x => [x[0].logsumexp(0), x[0].logsumexp(1, true)] },
        { "logcumsumexp", x => x[0].logcumsumexp(1) },
        { "norm", x => [x[0].norm(), x[0].norm(p: 1f), x[0].norm(p: 3f), x[0].norm(float.PositiveInfinity), x[0].norm(1), x[0].norm(0, true, 1)] },
        { "dist", x => [x[0].dist(x[1]), x[0].dist(x[1], 1), x[0].dist(x[1], 3)] },
        { "cdist", x =>
            [
                cdist(x[0], x[1]), cdist(x[0], x[1], 1),
                cdist(x[0], x[1], compute_mode: compute_mode.donot_use_mm_for_euclid_dist), cdist(x[0], x[1], compute_mode: compute_mode.use_mm_for_euclid_dist),
            ]
        },
        { "renorm", x => x[0].renorm(2, 0, 1) },
        { "nansum, nanmean, nanmedian", x =>
            {
                Tensor y = where(x[0] > 1, x[0] * double.NaN, x[0]);
                return [y.nansum(), y.nanmean(), y.nanmedian(), y.nanmean(1), y.nanmean(0, true)];
            }
        },
        { "median", x => x[0].median() },
        { "mode", x => [x[0].mode().values, x[0].mode(0, true).values] },
        { "quantile", x => [x[0].quantile(x[1]), x[0].quantile(x[1], 0), x[0].quantile(x[1], 1, true)] },
        { "nanquantile", x => [x[0].nanquantile(x[1]), x[0].nanquantile(x[1], 0)] },
        { "softmax over a dimension", x => [softmax(x[0], 0), x[0].log_softmax(2)] },
        { "histc", x => [x[0].histc(), x[0].histc(5, -1, 2)] },
        { "histogram", x =>
            [
                .. Both(histogram(x[0], 4)), .. Both(histogram(x[0], 4, (-1, 1), x[1], true)),
                .. Both(histogram(x[0], tensor(new double[] { -2, -1, 0.5, 2 }, x[0].dtype), x[1])),
            ]
        },
        { "bincount", x => [x[0].bincount(null), x[0].bincount(x[1]), bincount(x[0], minlength: 15)] },
        { "cov", x => [x[0].cov(), x[0].cov(0), x[0].corrcoef()] },
        { "cov with weights", x => x[0].cov(fweights: x[1], aweights: x[2]) },
        { "cumsum, cumprod", x => [x[0].cumsum(0), x[0].cumprod(1), x[0].cumsum(1, float64), cumprod(x[0], 0, dtype: float64)] },
        { "cummax, cummin", x => [.. Both(x[0].cummax(0)), .. Both(x[0].cummin(1))] },
        { "diff", x => [x[0].diff(), x[0].diff(dim: 0), x[0].diff(2, 1)] },
        { "diff with ends", x => x[0].diff(prepend: x[1], append: x[2]) },
        { "trapezoid", x =>
            [
                x[0].trapezoid(), trapz(x[0], 0.5, 0), x[0].trapezoid(x[1]),
                x[0].cumulative_trapezoid(), x[0].cumulative_trapezoid(2, 0), x[0].cumulative_trapezoid(x[1]),
            ]
        },
        { "vander", x => [x[0].vander(), vander(x[0], 2, true)] },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    [Fact]
    public void A_zero_that_CSharp_takes_for_a_type_is_refused()
    {
        using var x = ones(2, 3);
        Assert.Contains("sum(dim: 0)", Assert.Throws<ArgumentException>(() => x.sum(0)).Message);
        Assert.Contains("prod(dim: 0)", Assert.Throws<ArgumentException>(() => x.prod(0)).Message);
    }

    private static Tensor[] Both((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];
}

using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

/// <summary>Arguments with which libtorch 1.13 ends the process, reads foreign memory or never returns: each is an exception.</summary>
public sealed class OperatorGuardTests
{
    [Fact]
    public void Remainders_that_overflow()
    {
        using var scope = NewDisposeScope();
        foreach (Tensor least in (Tensor[])[tensor(new[] { long.MinValue }), tensor(new[] { int.MinValue })])
        {
            Tensor minus = full_like(least, -1);
            Assert.Throws<ExternalException>(() => least.fmod(minus));
            Assert.Throws<ExternalException>(() => least.clone().fmod_(minus));
            Assert.Throws<ExternalException>(() => least.fmod(-1));
            Assert.Throws<ExternalException>(() => least.remainder(minus));
            Assert.Throws<ExternalException>(() => least.clone().remainder_(-1));
            Assert.Throws<ExternalException>(() => least % -1);
            Assert.Throws<ExternalException>(() => least.floor_divide(minus));
            Assert.Throws<ExternalException>(() => least.floor_divide(-1));
            Assert.Throws<ExternalException>(() => least.clone().floor_divide_(minus));
            Assert.Throws<ExternalException>(() => least.clone().floor_divide_(-1));
            Assert.Throws<ExternalException>(() => least.divide(minus, RoundingMode.floor));
            Assert.Throws<ExternalException>(() => least.floor_divide(0));
        }
    }

    [Fact]
    public void A_least_common_multiple_that_overflows()
    {
        using var scope = NewDisposeScope();
        Tensor least = tensor(new[] { 1, long.MinValue }), seven = tensor(7L);
        Assert.Throws<OverflowException>(() => least.lcm(seven));
        Assert.Throws<OverflowException>(() => seven.lcm(least));
        Assert.Throws<OverflowException>(() => tensor(new[] { int.MinValue }).lcm_(tensor(new[] { int.MaxValue })));
        Assert.Equal([21L, 28L], tensor(new[] { 3L, 4 }).lcm(seven).data<long>().ToArray());
    }

    [Fact]
    public void More_bins_than_there_are_integers()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<OverflowException>(() => tensor(new[] { long.MaxValue }).bincount(null));
        Assert.ThrowsAny<Exception>(() => tensor(new[] { 1L << 62 }).bincount(null));
        Assert.ThrowsAny<Exception>(() => tensor(new[] { 1L }).bincount(null, 1L << 62));
        Assert.ThrowsAny<Exception>(() => ones(3).histc(1L << 62));
        Assert.ThrowsAny<Exception>(() => histogram(ones(3), 1L << 62));
    }

    [Fact]
    public void A_sorter_that_points_outside()
    {
        using var scope = NewDisposeScope();
        Tensor sorted = arange(0.0, 5.0), values = ones(3, dtype: float64);
        Assert.Contains("0 to 4", Assert.Throws<ArgumentOutOfRangeException>(() => searchsorted(sorted, values, sorter: full_like(sorted, 1L << 40, int64))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => searchsorted(sorted, 1.0, false, false, full_like(sorted, -1, int64)));
    }

    [Fact]
    public void What_would_never_return()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => tensor(new[] { 3, float.NaN }).binomial(tensor(0.5f)));
        Assert.Throws<ArgumentOutOfRangeException>(() => special.hermite_polynomial_h(ones(2), tensor(long.MaxValue)));
    }

    [Fact]
    public void Indices_out_of_range()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(3), y = ones(1);
        foreach (long bad in new[] { 3, -4, long.MinValue, long.MaxValue })
        {
            Tensor index = tensor(new[] { bad });
            Assert.Throws<ExternalException>(() => x.gather(0, index));
            Assert.Throws<ExternalException>(() => x.take(index));
            Assert.Throws<ExternalException>(() => x.index_select(0, index));
            Assert.Throws<ExternalException>(() => x.index_add(0, index, y, 1));
            Assert.Throws<ExternalException>(() => x.index_copy(0, index, y));
            Assert.Throws<ExternalException>(() => x.index_fill(0, index, 1));
            Assert.Throws<ExternalException>(() => x.scatter(0, index, y));
            Assert.Throws<ExternalException>(() => x.scatter_add(0, index, y));
            Assert.Throws<ExternalException>(() => x.take_along_dim(index, 0));
            Assert.Throws<ExternalException>(() => x.sort(bad));
        }
        foreach (int bad in new[] { 4, -1, int.MinValue, int.MaxValue })
        {
            Assert.Throws<ExternalException>(() => x.topk(bad));
            Assert.Throws<ExternalException>(() => x.kthvalue(bad, 0));
        }
    }
}

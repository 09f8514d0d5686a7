using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

public sealed class TensorTests
{
    [Fact]
    public void A_bad_matmul_is_an_exception_that_names_the_operator()
    {
        using var a = ones(2, 3);
        using var b = ones(2, 3);
        var e = Assert.Throws<ExternalException>(() => a.mm(b));
        Assert.StartsWith("aten::mm(Float32 [2x3], Float32 [2x3]): ", e.Message);
        Assert.Contains("2x3", e.Message);
        Assert.DoesNotContain("frame #", e.Message);
    }

    [Fact]
    public void Elements_go_in_and_out_in_order_whatever_the_strides()
    {
        using var matrix = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2L, 3L], matrix.shape);
        using var turned = matrix.t();
        Assert.False(turned.is_contiguous());
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], turned.data<float>().ToArray());
        Assert.Equal(6f, turned.data<float>()[2, 1]);
        turned.data<float>().CopyFrom([10, 20]);
        Assert.Equal([10f, 2f, 3f, 20f, 5f, 6f], matrix.data<float>().ToArray());
    }

    [Fact]
    public void Reading_with_the_wrong_element_type_says_which_is_right()
    {
        using var x = ones(2);
        var e = Assert.Throws<ArgumentException>(() => x.data<double>());
        Assert.Contains("Float32", e.Message);
        Assert.Throws<IndexOutOfRangeException>(() => x.data<float>()[2]);
        Assert.Throws<ArgumentException>(() => tensor(new float[5], [2, 3]));
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();
        Assert.True(x.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => x + 1);
    }

    [Fact]
    public void Numbers_without_a_type_take_PyTorchs()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Int64, arange(5).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.25).dtype);
        Assert.Equal(ScalarType.Float32, (ones(2) * 0.5).dtype);
        Assert.Equal(ScalarType.Float32, (ones(2, dtype: ScalarType.Int64) / 2).dtype);
        Assert.Equal([0.5f, 0.25f], (1 / tensor(new float[] { 2, 4 })).data<float>().ToArray());
        Assert.Equal([-1f, -3f], (1 - tensor(new float[] { 2, 4 })).data<float>().ToArray());
    }

    [Fact]
    public void Indexing_takes_numbers_slices_ellipses_masks_and_tensors()
    {
        using var scope = NewDisposeScope();
        var x = arange(24).view(2, 3, 4);
        Assert.Equal(23, x[1, 2, 3].item<long>());
        Assert.Equal([4L], x[0, 1].shape);
        Assert.Equal([2L, 3L, 2L], x[TensorIndex.Ellipsis, 1..3].shape);
        Assert.Equal([2L, 2L, 4L], x[TensorIndex.Colon, TensorIndex.Slice(0, 3, 2)].shape);
        Assert.Equal([2L, 1L, 3L, 4L], x[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([11L, 23L], x[TensorIndex.Colon, ^1, ^1].data<long>().ToArray());
        Assert.Equal([20L, 21L, 22L, 23L], x[x > 19].data<long>().ToArray());
        Assert.Equal([12L, 13L, 0L, 1L], x[TensorIndex.Tensor(tensor(new long[] { 1, 0 })), 0, ..2].flatten().data<long>().ToArray());
        Assert.Throws<ArgumentException>(() => x[0, 0, 0, 0]);
    }

    [Fact]
    public void Assigning_through_an_index_changes_the_tensor()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3, 3);
        x[1] = tensor(new float[] { 1, 2, 3 });
        x[TensorIndex.Colon, 0] = 7f;
        x[x.eq(2)] = 9f;
        Assert.Equal([7f, 0f, 0f, 7f, 9f, 3f, 7f, 0f, 0f], x.data<float>().ToArray());
    }

    [Fact]
    public void In_place_operators_return_the_tensor_itself()
    {
        using var x = ones(3);
        Assert.Same(x, x.add_(1).mul_(3));
        Assert.Equal([6f, 6f, 6f], x.data<float>().ToArray());
    }

    [Fact]
    public void Reductions_sort_and_topk_agree_with_LINQ()
    {
        using var scope = NewDisposeScope();
        float[] values = [3, 1, 4, 1, 5, 9, 2, 6];
        var x = tensor(values);
        Assert.Equal(values.Sum(), x.sum().ToSingle());
        Assert.Equal(values.Average(), x.mean().ToSingle());
        Assert.Equal(5, x.argmax().ToInt64());
        Assert.Equal([9f, 6f], x.topk(2).values.data<float>().ToArray());
        Assert.Equal(values.Order(), x.sort().Values.data<float>().ToArray());
        Assert.Equal([0L, 2L, 1L, 1L, 1L, 1L, 1L, 0L, 0L, 1L], x.@long().bincount(null).data<long>().ToArray());
    }

    [Fact]
    public void Linear_algebra_rebuilds_a_symmetric_matrix()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new double[,] { { 4, 1 }, { 1, 3 } });
        var (values, vectors) = linalg.eigh(a);
        Assert.True((vectors * values).mm(vectors.t()).allclose(a));
        Assert.True(linalg.eigvalsh(a).allclose(values));
    }

    [Fact]
    public void A_missing_operator_is_named()
    {
        var e = Assert.Throws<NotSupportedException>(() => TorchSharp.Native.Aten.Call("no_such_operator"));
        Assert.Contains("no_such_operator", e.Message);
    }

    [Fact]
    public void Arguments_that_do_not_fit_the_schema_are_errors_and_not_crashes()
    {
        using var x = ones(2, 2);
        var tooMany = Assert.Throws<ExternalException>(() => TorchSharp.Native.Aten.Call("relu", x, 1));
        Assert.Contains("2 arguments", tooMany.Message);
        var wrongType = Assert.Throws<ExternalException>(() => TorchSharp.Native.Aten.Call("sum.dim_IntList", x, x));
        Assert.Contains("'dim' must be int[]", wrongType.Message);
        var missing = Assert.Throws<ExternalException>(() => TorchSharp.Native.Aten.Call("mm", x));
        Assert.Contains("'mat2' is missing", missing.Message);
    }

    [Fact]
    public void Operators_that_are_composed_leave_no_temporary_behind()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(3, 4), wide = ones(2, 3, 4), mask = x > 0, whole = arange(1, 13), sorter = arange(12);
        Returns(1, () => 1 / x);
        Returns(1, () => normal(x, x));
        Returns(1, () => x.var([0], type: float64));
        Returns(2, () => x.std_mean(0, type: float64));
        Returns(1, () => x.take_along_dim(new List<long> { 1, 0 }));
        Returns(3, () => wide.nonzero_as_list());
        Returns(1, () => x.unique());
        Returns(2, () => x.unique(return_counts: true));
        Returns(1, () => whole.lcm(whole));
        Returns(1, () => whole.bincount(null));
        Returns(1, () => x.binomial(x));
        Returns(1, () => searchsorted(whole, whole, sorter: sorter));
        Returns(1, () => special.hermite_polynomial_h(x, x));
        Returns(2, () => where(mask));

        static void Returns(int results, Func<object> operation)
        {
            operation();
            long before = Tensor.TotalCount;
            operation();
            Assert.Equal(before + results, Tensor.TotalCount);
        }
    }
}

using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

[Collection(ProcessWide.Name)]
public sealed class MiniBatchesTests
{
    [Theory, InlineData(false, 4), InlineData(true, 3)]
    public void Each_row_comes_once_with_its_label(bool dropLast, int batches)
    {
        using var scope = NewDisposeScope();
        var data = arange(0, 10, dtype: ScalarType.Int64).reshape(10, 1) * tensor(new long[] { 1, 100 });
        var labels = arange(0, 10, dtype: ScalarType.Int64);
        var rows = new List<long>();
        var count = 0;
        foreach (var (x, y) in MiniBatches.Of(data, labels, 3, dropLast: dropLast))
        {
            count++;
            Assert.Equal(y.data<long>().SelectMany(row => (long[])[row, 100 * row]), x.data<long>().ToArray());
            rows.AddRange(y.data<long>().ToArray());
        }
        Assert.Equal(batches, count);
        Assert.Equal(dropLast ? 9 : 10, rows.Distinct().Count());
        Assert.Equal(rows.Count, rows.Distinct().Count());
    }

    [Fact]
    public void A_given_order_is_followed_and_may_be_taken_again()
    {
        using var scope = NewDisposeScope();
        var data = arange(0, 5, dtype: ScalarType.Int64);
        var order = tensor(new long[] { 4, 0, 2, 2 });
        var batches = MiniBatches.Of(data, 3, order);
        for (var pass = 0; pass < 2; pass++)
            Assert.Equal([[4L, 0, 2], [2L]], batches.Select(batch => batch.data<long>().ToArray()).ToArray());
        Assert.False(order.IsInvalid);
    }

    [Fact]
    public void The_order_comes_from_the_global_seed_and_changes_each_pass()
    {
        using var scope = NewDisposeScope();
        var data = arange(0, 100, dtype: ScalarType.Int64);
        manual_seed(5);
        var expected = (randperm(100).data<long>().ToArray(), randperm(100).data<long>().ToArray());
        manual_seed(5);
        var batches = MiniBatches.Of(data, 32);
        Assert.Equal(expected.Item1, Flat(batches));
        Assert.Equal(expected.Item2, Flat(batches));
        Assert.NotEqual(expected.Item1, expected.Item2);
    }

    [Fact]
    public void A_batch_lives_until_the_next_one_whatever_scope_the_body_has()
    {
        using var data = arange(0, 8, dtype: ScalarType.Int64).DetachFromDisposeScope();
        var seen = new List<Tensor>();
        foreach (var batch in MiniBatches.Of(data, 2))
        {
            using (NewDisposeScope())
                Assert.False((batch * 2).IsInvalid);
            Assert.False(batch.IsInvalid);
            Assert.All(seen, earlier => Assert.True(earlier.IsInvalid));
            seen.Add(batch);
        }
        Assert.Equal(4, seen.Count);
        Assert.All(seen, batch => Assert.True(batch.IsInvalid));
    }

    [Fact]
    public void A_scope_that_ends_between_two_batches_does_not_take_them()
    {
        using var data = arange(0, 6, dtype: ScalarType.Int64).DetachFromDisposeScope();
        using var batches = MiniBatches.Of(data, 2).GetEnumerator();
        for (var i = 0; i < 3; i++)
        {
            using (NewDisposeScope())
                Assert.True(batches.MoveNext());
            Assert.Equal(2, batches.Current.data<long>().Count);
        }
        Assert.False(batches.MoveNext());
    }

    [Fact]
    public void Leaving_the_loop_early_frees_the_batch()
    {
        using var data = arange(0, 8, dtype: ScalarType.Int64).DetachFromDisposeScope();
        Tensor? kept = null;
        foreach (var batch in MiniBatches.Of(data, 2))
        {
            kept = batch;
            break;
        }
        Assert.True(kept!.IsInvalid);
        Assert.False(data.IsInvalid);
    }

    [Fact]
    public void Bad_arguments_are_named_at_once()
    {
        using var scope = NewDisposeScope();
        var data = arange(0, 8, dtype: ScalarType.Int64);
        Assert.Contains("at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => MiniBatches.Of(data, 0)).Message);
        Assert.Contains("int64", Assert.Throws<ArgumentException>(() => MiniBatches.Of(data, 2, order: zeros(8))).Message);
        Assert.Contains("8; found shape (3)", Assert.Throws<ArgumentException>(() => MiniBatches.Of(data, zeros(3), 2)).Message);
    }

    private static long[] Flat(IEnumerable<Tensor> batches) => [.. batches.SelectMany(batch => batch.data<long>().ToArray())];
}

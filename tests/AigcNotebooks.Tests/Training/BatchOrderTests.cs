using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Training;

public sealed class BatchOrderTests
{
    [Fact]
    public void An_epoch_has_each_row_once_and_the_next_another_order()
    {
        using var order = new BatchOrder(10, batchSize: 4, seed: 3);

        Assert.Equal(3, order.StepsPerEpoch);
        long[] first = [.. Rows(order, 1), .. Rows(order, 2), .. Rows(order, 3)], second = [.. Rows(order, 4), .. Rows(order, 5), .. Rows(order, 6)];
        Assert.Equal([4, 4, 2], new[] { 1, 2, 3 }.Select(step => Rows(order, step).Length));
        Assert.Equal(Enumerable.Range(0, 10).Select(row => (long)row), first.Order());
        Assert.Equal(first.Order(), second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_steps_rows_depend_on_seed_and_step_alone()
    {
        using BatchOrder one = new(100, 8, seed: 1), other = new(100, 8, seed: 1), another = new(100, 8, seed: 2);
        var expected = Enumerable.Range(1, 40).Select(step => Rows(one, step)).ToArray();
        Seed.All(7);

        Assert.Equal(expected[36], Rows(other, 37));
        Assert.Equal(expected[3], Rows(other, 4));
        Assert.NotEqual(expected[3], Rows(another, 4));
    }

    [Fact]
    public void Batches_are_rows_of_the_data_and_belong_to_the_scope()
    {
        using var data = arange(20).view(10, 2);
        using var order = new BatchOrder(10, 4, dropLast: true);
        using var scope = NewDisposeScope();

        var batch = order.Batch(data, 2);

        Assert.Equal(2, order.StepsPerEpoch);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal(Rows(order, 2).SelectMany(row => new[] { 2 * row, 2 * row + 1 }), batch.data<long>().ToArray());
    }

    [Fact]
    public void Wrong_sizes_are_errors()
    {
        using var order = new BatchOrder(10, 4);
        using var data = zeros(9, 2);

        Assert.Contains("rows, 10", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(10, 11)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => order.Rows(0));
        Assert.Contains("(9, 2)", Assert.Throws<ArgumentException>(() => order.Batch(data, 1)).Message);
    }

    private static long[] Rows(BatchOrder order, long step)
    {
        using var rows = order.Rows(step);
        return rows.data<long>().ToArray();
    }
}

using TorchSharp;
using TorchSharp.Utils;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Data;

public sealed class DataLoaderTests
{
    /// <summary>What PyTorch's DataLoader gives for the same seeds over two epochs, and the number that its default generator gives afterwards.</summary>
    [Theory]
    [InlineData(true, null, "0 4 1 | 5 2 6 | 3 || 3 1 4 | 2 5 0 | 6", 497)]
    [InlineData(true, 5, "2 4 3 | 5 0 6 | 1 || 4 1 0 | 2 3 6 | 5", 44)]
    [InlineData(false, null, "0 1 2 | 3 4 5 | 6", 933)]
    public void The_order_is_PyTorchs(bool shuffle, int? seed, string epochs, int next)
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(7)), 3, shuffle, seed: seed);
        Assert.Equal(epochs, string.Join(" || ", epochs.Split("||").Select(_ => Epoch(loader))));
        Assert.Equal(next, randint(1000, new long[] { 1 }).item<long>());
    }

    [Fact]
    public void Two_passes_at_once_do_not_disturb_each_other()
    {
        using var scope = NewDisposeScope();
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(100)), 7, shuffle: true, seed: 1);
        using var both = utils.data.DataLoader(utils.data.TensorDataset(arange(100)), 7, shuffle: true, seed: 1);
        string first = Epoch(loader), second = Epoch(loader);
        Assert.NotEqual(first, second);
        using var a = both.GetEnumerator();
        using var b = both.GetEnumerator();
        List<string> fromA = [], fromB = [];
        while (a.MoveNext() & b.MoveNext())
        {
            fromA.Add(Numbers(a.Current[0]));
            fromB.Add(Numbers(b.Current[0]));
        }
        Assert.Equal((first, second), (string.Join(" | ", fromA), string.Join(" | ", fromB)));
        Assert.Equal(Enumerable.Range(0, 100), first.Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Order());
    }

    [Theory]
    [InlineData(10, 3, false, 4)]
    [InlineData(10, 3, true, 3)]
    [InlineData(10, 5, true, 2)]
    [InlineData(2, 3, true, 0)]
    [InlineData(0, 3, false, 0)]
    public void The_last_batch_is_smaller_or_dropped(int rows, int batch, bool dropLast, int batches)
    {
        using var scope = NewDisposeScope();
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(zeros(rows, 2)), batch, drop_last: dropLast);
        Assert.Equal(batches, loader.Count);
        Assert.Equal(batches, loader.Count());
    }

    [Fact]
    public void A_batch_holds_the_same_rows_of_each_tensor()
    {
        using var scope = NewDisposeScope();
        Tensor x = randn(6, 3, 2).permute(0, 2, 1), y = arange(6, ScalarType.Int32);
        using var dataset = utils.data.TensorDataset(x, y);
        Assert.True(dataset[4][0].Equals(x[4]) && dataset.GetTensor(4)[1].item<int>() == 4);
        using var loader = utils.data.DataLoader(dataset, 4, shuffle: true);
        foreach (var batch in loader)
        {
            Assert.Equal(ScalarType.Int32, batch[1].dtype);
            Assert.True(batch[0].Equals(x.index_select(0, batch[1].to(ScalarType.Int64))));
        }
    }

    [Fact]
    public void A_shuffler_gives_the_order_and_may_repeat()
    {
        using var scope = NewDisposeScope();
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(10)), 2, new long[] { 9, 0, 9, 3, 1 });
        Assert.Equal("9 0 | 9 3 | 1", Epoch(loader));
        Assert.Equal("9 0 | 9 3 | 1", Epoch(loader));
        using var wrong = utils.data.DataLoader(utils.data.TensorDataset(arange(10)), 2, new long[] { 1, 10 });
        Assert.Contains("index", Assert.ThrowsAny<Exception>(() => Epoch(wrong)).Message);
        var fisherYates = new FisherYatesShuffler(50, 3);
        Assert.Equal(fisherYates, fisherYates);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), fisherYates.Order());
        Assert.NotEqual(fisherYates, fisherYates.Order());
    }

    [Fact]
    public void Batches_belong_to_the_loader_whatever_scope_the_loop_stands_in()
    {
        using var outer = NewDisposeScope();
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(4)), 2);
        using var keeping = utils.data.DataLoader(utils.data.TensorDataset(arange(4)), 2, disposeBatch: false);
        int owned = outer.DisposablesCount;
        long before = Tensor.TotalCount;
        Tensor? last = null;
        foreach (var batch in loader)
        {
            Assert.True(last?.IsInvalid ?? true);
            last = batch[0];
            using (NewDisposeScope())
                Assert.False(batch[0].IsInvalid);
        }
        Assert.True(last!.IsInvalid);
        Assert.Equal((owned, before), (outer.DisposablesCount, Tensor.TotalCount));

        Tensor[] kept = [.. keeping.Select(batch => batch[0])];
        Assert.All(kept, tensor => Assert.False(tensor.IsInvalid));
        Assert.Equal(owned, outer.DisposablesCount);
        foreach (Tensor tensor in kept)
            tensor.Dispose();
    }

    [Fact]
    public void The_dataset_goes_with_the_loader_where_it_is_to()
    {
        using var scope = NewDisposeScope();
        var x = arange(4);
        var kept = utils.data.TensorDataset(x);
        utils.data.DataLoader(kept, 2, disposeDataset: false).Dispose();
        Assert.Equal(4, kept.Count);
        utils.data.DataLoader(kept, 2).Dispose();
        Assert.ThrowsAny<Exception>(() => kept.Count);
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("[3], [4]", Assert.Throws<ArgumentException>(() => utils.data.TensorDataset(zeros(3), zeros(4))).Message);
        Assert.Contains("[]", Assert.Throws<ArgumentException>(() => utils.data.TensorDataset(tensor(1))).Message);
        Assert.Throws<ArgumentException>(() => utils.data.TensorDataset());
        Assert.Throws<ArgumentOutOfRangeException>(() => utils.data.DataLoader(utils.data.TensorDataset(zeros(3)), 0));
    }

    /// <summary>A sample's tensor alone would take 100 bytes.</summary>
    [Fact]
    public void A_batch_of_rows_costs_no_work_a_sample()
    {
        using var scope = NewDisposeScope();
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(zeros(6_400, 20), zeros(6_400, ScalarType.Int64)), 64, shuffle: true);
        Assert.Equal(100, loader.Count());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(100, loader.Count());
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 1000);
    }

    private static string Epoch(IEnumerable<IList<Tensor>> loader) => string.Join(" | ", loader.Select(batch => Numbers(batch[0])));

    private static string Numbers(Tensor tensor) => string.Join(" ", tensor.data<long>());
}

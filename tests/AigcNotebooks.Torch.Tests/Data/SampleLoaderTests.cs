using System.Collections.Concurrent;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Data;

/// <summary>Datasets that make their samples one by one.</summary>
public sealed class SampleLoaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Samples_keep_their_order_and_leave_nothing_behind(int workers)
    {
        using var scope = NewDisposeScope();
        using var loader = utils.data.DataLoader(new Squares(50), 8, num_worker: workers);
        long before = Tensor.TotalCount;
        long next = 0;
        foreach (var batch in loader)
        {
            Assert.Equal(["number", "square"], batch.Keys);
            foreach (var (number, square) in batch["number"].data<long>().Zip(batch["square"].data<long>()))
                Assert.Equal((next, next * next++), (number, square));
        }
        Assert.Equal(50, next);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Workers_share_the_work()
    {
        using var scope = NewDisposeScope();
        var dataset = new Squares(32) { Wait = 20 };
        using var loader = utils.data.DataLoader(dataset, 16, num_worker: 4);
        _ = loader.Count();
        Assert.InRange(dataset.Threads.Count, 2, 32);
        Assert.InRange(dataset.MostAtOnce, 2, 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exception_reaches_the_caller_with_the_index(int workers)
    {
        using var scope = NewDisposeScope();
        using var loader = utils.data.DataLoader(new Squares(20) { Fails = 13 }, 5, num_worker: workers);
        long before = Tensor.TotalCount;
        int batches = 0;
        var exception = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var _ in loader)
                batches++;
        });
        Assert.Contains("Squares has thrown at index 13: no thirteen", exception.Message);
        Assert.IsType<FormatException>(exception.InnerException);
        Assert.Equal((2, before), (batches, Tensor.TotalCount));
    }

    [Fact]
    public void A_collate_function_makes_the_batch()
    {
        using var scope = NewDisposeScope();
        using var loader = new DataLoader<Dictionary<string, Tensor>, long>(new Squares(5), 2, (samples, _) => samples.Sum(s => s["square"].item<long>()), shuffle: false);
        Assert.Equal([1, 13, 16], loader);
    }

    [Fact]
    public void Samples_of_other_shapes_are_an_error()
    {
        using var scope = NewDisposeScope();
        using var loader = utils.data.DataLoader(new Growing(), 2);
        Assert.Contains("stack", Assert.ThrowsAny<Exception>(() => loader.Count()).Message);
    }

    private sealed class Squares(long count) : utils.data.Dataset
    {
        private int _now;

        internal int Wait { get; init; }
        internal long Fails { get; init; } = -1;
        internal ConcurrentDictionary<int, bool> Threads { get; } = [];
        internal int MostAtOnce { get; private set; }

        public override long Count => count;

        public override Dictionary<string, Tensor> GetTensor(long index)
        {
            int now = Interlocked.Increment(ref _now);
            lock (Threads)
                MostAtOnce = Math.Max(MostAtOnce, now);
            Threads[Environment.CurrentManagedThreadId] = true;
            if (Wait > 0)
                Thread.Sleep(Wait);
            Tensor number = tensor(index);
            if (index == Fails)
                throw new FormatException("no thirteen");
            Interlocked.Decrement(ref _now);
            return new() { ["number"] = number, ["square"] = number * number };
        }
    }

    private sealed class Growing : utils.data.IterableDataset
    {
        public override long Count => 4;

        public override IList<Tensor> GetTensor(long index) => [zeros(index + 1)];
    }
}

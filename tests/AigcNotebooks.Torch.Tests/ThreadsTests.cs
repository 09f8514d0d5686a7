using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

public sealed class ThreadsTests
{
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(Soak.IsOn ? 60 : 3);

    [Fact]
    public void Tensors_made_and_freed_by_many_threads_leave_nothing()
    {
        Collect();
        long before = Tensor.TotalCount, resident = Environment.WorkingSet;
        using var shared = randn(64, 64).requires_grad_();
        var stop = DateTime.UtcNow + Load;
        var left = new System.Collections.Concurrent.ConcurrentQueue<Tensor>();
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(seed => new Thread(() => Work(new Random(seed), shared, left, stop)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        while (left.TryDequeue(out Tensor? tensor))
            tensor.Dispose();
        Collect();
        Soak.Report($"8 threads made and freed tensors for {Load.TotalSeconds} s; {Tensor.TotalCount - before - 1} are left, resident size {(Environment.WorkingSet - resident) / 1e6:+0;-0} MB");
        Assert.InRange(Tensor.TotalCount - before, 0, 1);
    }

    private static void Work(Random random, Tensor shared, System.Collections.Concurrent.ConcurrentQueue<Tensor> left, DateTime stop)
    {
        while (DateTime.UtcNow < stop)
        {
            using (DisposeScope scope = NewDisposeScope())
            {
                // Disposed by the scope, by another thread, or by nobody: then by the finalizer.
                Tensor product = shared.matmul(randn(64, 8)).tanh();
                left.Enqueue((product + 1).DetachFromDisposeScope());
                for (int i = 0; i < 5; i++)
                    _ = product.detach().mul(2).DetachFromDisposeScope();
                var leaf = randn(16).requires_grad_();
                (leaf * leaf).sum().backward();
                Assert.NotNull(leaf.grad);
            }
            if (left.TryDequeue(out Tensor? other) && random.Next(2) == 0)
                other.Dispose();
            if (random.Next(200) == 0)
                GC.Collect();
        }
    }

    [Fact]
    public void Modes_are_each_threads_own()
    {
        using var x = ones(2).requires_grad_();
        using IDisposable off = no_grad();
        bool elsewhere = false;
        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.True(elsewhere);
        Assert.False(is_grad_enabled());
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}

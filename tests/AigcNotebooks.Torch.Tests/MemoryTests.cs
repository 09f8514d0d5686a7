using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

public sealed class MemoryTests
{
    [Fact]
    public void A_scope_frees_what_was_made_in_it_and_keeps_what_was_moved_out()
    {
        Tensor kept, detached, lost;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                lost = ones(2);
                kept = (lost + 1).MoveToOuterDisposeScope();
                detached = (lost + 2).DetachFromDisposeScope();
                Assert.Equal(1, inner.DisposablesCount);
            }
            Assert.True(lost.IsInvalid);
            Assert.False(kept.IsInvalid);
        }
        Assert.True(kept.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Disposing_by_hand_leaves_the_scope()
    {
        using var scope = NewDisposeScope();
        var x = ones(2);
        x.Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_data()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);
        var parameter = new TorchSharp.Modules.Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(scope.Contains(parameter));
    }

    [Fact]
    public void A_loop_that_forgets_to_dispose_stays_bounded()
    {
        // 2,000 times 4 MB would be 8 GB; the collector sees 2,000 small objects and no reason to run.
        long before = Environment.WorkingSet, peak = 0;
        for (int i = 0; i < 2000; i++)
        {
            _ = ones(1024, 1024);
            peak = Math.Max(peak, i % 50 == 0 ? Environment.WorkingSet - before : 0);
        }
        Assert.True(peak < 1500L << 20, $"resident memory grew by {peak >> 20} MB");
    }

    [Fact]
    public void Modules_dispose_their_parameters()
    {
        var layer = nn.Linear(3, 2);
        var weight = layer.weight;
        layer.Dispose();
        Assert.True(weight.IsInvalid);
    }
}

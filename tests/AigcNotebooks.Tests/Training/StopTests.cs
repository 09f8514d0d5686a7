using AigcNotebooks.Data;
using AigcNotebooks.Training;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Training;

public sealed class StopTests
{
    [Fact]
    public void The_kits_loops_end_when_the_kernels_token_is_cancelled()
    {
        using var data = arange(8);
        using var stop = new CancellationTokenSource();
        AppContext.SetData("AigcNotebooks.StopToken", stop.Token);
        try
        {
            Assert.Equal(4, MiniBatches.Of(data, 2).Count());
            stop.Cancel();
            Assert.Throws<OperationCanceledException>(() => MiniBatches.Of(data, 2).Count());
            Assert.Throws<OperationCanceledException>(() => StrokeDigits.GenerateBytes(10, 0));
        }
        finally
        {
            AppContext.SetData("AigcNotebooks.StopToken", null);
        }
        Assert.Equal(4, MiniBatches.Of(data, 2).Count());
    }
}

using AigcNotebooks.Kernel.Protocol;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Protocol;

public sealed class PaceTests
{
    [Fact]
    public void ABurstIsAllowedAndThenARate()
    {
        var pace = new Pace(burst: 2000, perSecond: 50);
        Assert.Equal(2000, pace.Allowance());
        pace.Spend(2010);
        Assert.Equal(0, pace.Allowance());
        Thread.Sleep(1000);
        Assert.InRange(pace.Allowance(), 30, 2000);
    }
}

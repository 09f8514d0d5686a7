using AigcNotebooks.Kernel.Protocol;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Protocol;

public sealed class CursorPositionTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("😀x", 1, 2)]
    [InlineData("a😀中x", 3, 4)]
    [InlineData("", 0, 0)]
    public void CodePointsAndUnits(string code, int codePoints, int index)
    {
        Assert.Equal(index, CursorPosition.FromJupyter(code, codePoints));
        Assert.Equal(codePoints, CursorPosition.ToJupyter(code, index));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(99, 3)]
    public void OutsideIsTheNearestEnd(int codePoints, int index) => Assert.Equal(index, CursorPosition.FromJupyter("abc", codePoints));
}

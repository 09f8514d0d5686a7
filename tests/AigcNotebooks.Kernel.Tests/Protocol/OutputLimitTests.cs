using AigcNotebooks.Kernel.Protocol;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Protocol;

public sealed class OutputLimitTests
{
    [Fact]
    public void TextBeyondTheLimitIsLeftOutButForItsEnd()
    {
        var limit = new OutputLimit();
        Assert.Equal(OutputLimit.MostCharacters, limit.Accept(new string('x', OutputLimit.MostCharacters + 10)).Length);
        for (var i = 0; i < 10_000; i++)
            Assert.Equal(0, limit.Accept($"line {i}\n").Length);
        var end = limit.End()!;
        Assert.Contains("characters are not shown", end);
        Assert.EndsWith("line 9998\nline 9999\n", end);
        Assert.InRange(end.Length, 3000, 4500);
        Assert.Null(limit.End());
        Assert.Equal(3, limit.Accept("abc").Length);
    }
}

using AigcNotebooks.Kernel.Protocol;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Protocol;

public sealed class ThrottledLogTests
{
    private readonly List<string> lines = [];

    [Fact]
    public void LinesAreShortAndWithoutControlCharacters()
    {
        new ThrottledLog(lines.Add).Write("a\r\n\u001b[2Jb\ud800" + new string('x', 10_000));
        var line = Assert.Single(lines);
        Assert.StartsWith("a   [2Jb x", line);
        Assert.InRange(line.Length, 1000, 3000);
    }

    [Fact]
    public void AFloodIsCounted()
    {
        var log = new ThrottledLog(lines.Add);
        for (var i = 0; i < 10_000; i++)
            log.Write("flood");
        log.Close();
        Assert.InRange(lines.Count, 20, 200);
        Assert.Matches(@"^\.\.\. \d+ more lines", lines[^1]);
        log.Close();
        Assert.Matches("more lines", lines[^1]);
    }
}

using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class TokenStripTests
{
    [Fact]
    public void Each_token_has_its_span_and_neighbours_other_colours()
    {
        var strip = new TokenStrip(["a<", " b", "\n", "c"], title: "as read");
        string html = strip.ToDisplayString("text/html");
        Assert.Equal(4, html.Split("<span").Length - 1);
        Assert.Contains(">a&lt;</span>", html);
        Assert.Contains(">⏎\n</span>", html);
        Assert.Contains("as read", html);
        string[] colours = [.. html.Split("background:").Skip(1).Select(part => part[..part.IndexOf(';')])];
        Assert.Equal(4, colours.Distinct().Count());
        Assert.Equal("as read\na<| b|\n|c", strip.ToDisplayString("text/plain"));
    }

    [Fact]
    public void The_strongest_is_the_darkest()
    {
        string html = new TokenStrip(["a", "b", "c"], [0, 2, 4]).ToDisplayString("text/html");
        Assert.Contains("rgba(217,119,6,0);border-radius:3px\" title=\"0\">a", html);
        Assert.Contains("rgba(217,119,6,0.43)", html);
        Assert.Contains("rgba(217,119,6,0.85);border-radius:3px\" title=\"4\">c", html);
        _ = new TokenStrip(["a"], [0]).ToDisplayString("text/html");
        _ = new TokenStrip([], []).ToDisplayString("text/html");
    }

    [Theory, InlineData(1.0), InlineData(1.0, -1.0), InlineData(1.0, double.NaN)]
    public void Strengths_that_do_not_fit_are_refused(params double[] strengths) =>
        Assert.Contains("Expected 2 strengths", Assert.Throws<ArgumentException>(() => new TokenStrip(["a", "b"], strengths)).Message);
}

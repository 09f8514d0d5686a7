using System.Text.RegularExpressions;
using AigcNotebooks.Data;
using AigcNotebooks.Display;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Display;

public sealed class PlotPicturesTests
{
    private static readonly Plot Empty = Plot.Scatter("Latent space", "z₁", "z₂");

    [Fact]
    public void Points_have_their_pictures_on_one_sheet()
    {
        using var pictures = arange(12, dtype: ScalarType.Byte).mul(17).view(3, 1, 2, 2);
        var plot = Empty.Add("a", [1, 2], [3, 4], pictures[..2]).Add("plain", [0], [0]).Add("b", [5], [6], pictures[2..]);

        var html = Formatter.ToDisplayString(plot, "text/html");

        var match = Regex.Match(html, "\\(\"data:image/png;base64,([^\"]+)\",\\[0,-1,2\\],3,2,2,42,1\\)\\);</script>$");
        Assert.True(match.Success, html[^200..]);
        var sheet = PngReader.Read(Convert.FromBase64String(match.Groups[1].Value));
        Assert.Equal((6, 2), (sheet.Width, sheet.Height));
        Assert.Equal(new byte[] { 0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11 }.Select(value => (byte)(17 * value)), sheet.Pixels);
        // The JSON, for viewers that draw it themselves, has no place for pictures.
        Assert.DoesNotContain("base64", Formatter.ToDisplayString(plot, "application/vnd.plotly.v1+json"));
        Assert.DoesNotContain("aigc-hover", PlotHtml.Write(plot, isAlive: false));
        Assert.DoesNotContain("aigc-hover", Formatter.ToDisplayString(Empty.Add("a", [1], [2]), "text/html"));
    }

    [Fact]
    public void A_thousand_digits_stay_under_200_kB()
    {
        using var digits = StrokeDigits.Generate(1000, seed: 0).Images;
        var plot = Empty.Add("digits", Enumerable.Range(0, 1000), Enumerable.Range(0, 1000), digits);

        Assert.InRange(Formatter.ToDisplayString(plot, "text/html").Length, 50_000, 250_000);
        Assert.Contains("at most 1,000", Assert.Throws<ArgumentException>(() => plot.Add("more", [1], [1], digits[..1])).Message);
    }

    [Fact]
    public void Other_counts_sizes_and_kinds_are_errors()
    {
        using Tensor two = zeros(2, 1, 4, 4), smaller = zeros(2, 1, 3, 3);

        Assert.Contains("3 points and 2 pictures", Assert.Throws<ArgumentException>(() => Empty.Add("a", [1, 2, 3], [1, 2, 3], two)).Message);
        Assert.Contains("3 × 3 pixels; those before are 4 × 4", Assert.Throws<ArgumentException>(() => Empty.Add("a", [1, 2], [1, 2], two).Add("b", [1, 2], [1, 2], smaller)).Message);
        Assert.Contains("scatter plot", Assert.Throws<ArgumentException>(() => Plot.Lines("l").Add("a", [1, 2], [1, 2], two)).Message);
    }

    [Fact]
    public void After_the_last_colour_markers_are_hollow()
    {
        var plot = Enumerable.Range(0, 10).Aggregate(Empty, (plot, digit) => plot.Add($"{digit}", [digit], [digit]));

        Assert.Equal(5, Formatter.ToDisplayString(plot, "application/vnd.plotly.v1+json").Split("circle-open").Length);
        Assert.Equal(5, Regex.Count(SvgChart.Write(plot), "<circle [^>]*fill=\"none\"") + 1);
    }
}

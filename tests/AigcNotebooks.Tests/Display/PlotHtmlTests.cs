using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AigcNotebooks.Display;
using AigcNotebooks.Training;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace AigcNotebooks.Tests.Display;

public sealed class PlotHtmlTests
{
    private static readonly Plot Example = Plot.Lines("It's \"100 %\" <done> & #1", "step", "loss").Add("é < 1", [1, 2, 3]);

    [Fact]
    public void The_still_picture_inside_is_the_svg()
    {
        var uri = Regex.Match(PlotHtml.Write(Example, isAlive: true), "src=\"data:image/svg\\+xml,([^\"]*)\"").Groups[1].Value;

        Assert.DoesNotContain('<', uri);
        Assert.True(XNode.DeepEquals(XDocument.Parse(SvgChart.Write(Example)), XDocument.Parse(Uri.UnescapeDataString(uri))));
    }

    [Fact]
    public void Two_displays_of_one_plot_have_two_ids()
    {
        string[] ids = [.. Enumerable.Range(0, 2).Select(_ => Regex.Match(PlotHtml.Write(Example, isAlive: true), "<div id=\"([^\"]+)\"").Groups[1].Value)];

        Assert.All(ids, id => Assert.StartsWith("aigc-", id));
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public void A_still_plot_brings_no_script()
    {
        Assert.Contains("<script>", PlotHtml.Write(Example, isAlive: true));
        Assert.DoesNotContain("<script", PlotHtml.Write(Example, isAlive: false));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Ten_epochs_of_two_losses_stay_under_60_kB(int window)
    {
        var random = new Random(1);
        var losses = new LossHistory();
        for (var step = 1; step <= 9380; step++)
        {
            losses.Add("discriminator", step, 0.6 + 0.2 * random.NextDouble());
            losses.Add("generator", step, 1.1 + 0.4 * random.NextDouble());
        }
        var plot = losses.ToPlot("Losses", window: window);

        var size = Formatter.GetPreferredMimeTypesFor(typeof(Plot)).Sum(mimeType => Encoding.UTF8.GetByteCount(Formatter.ToDisplayString(plot, mimeType)));

        Assert.InRange(size, 10_000, 60_000);
    }
}

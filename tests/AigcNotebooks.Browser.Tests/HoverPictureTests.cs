using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class HoverPictureTests(Workplace workplace) : BrowserTest(workplace)
{
    [Fact]
    public async Task APointShowsItsPictureWhileTheMouseIsOnIt()
    {
        var notebook = await OpenAsync("""
            #r ".aigc/TorchSharp.dll"
            #r ".aigc/AigcNotebooks.dll"
            using TorchSharp;
            using AigcNotebooks.Display;
            """, """
            Plot.Scatter("Points")
                .Add("low", [1, 2], [1, 1], torch.zeros(2, 1, 4, 4))
                .Add("high", [1, 2, 3], [2, 2, 2], torch.rand(3, 1, 4, 4))
            """);
        await notebook.RunToEndAsync(0);
        await notebook.RunToEndAsync(1);
        var figure = notebook.Output(1).Last.Locator(".js-plotly-plot");
        var picture = figure.Locator(".aigc-hover");
        await Expect(picture).ToBeHiddenAsync();

        // The second point of the second series is the fourth on the sheet, which enlarges 4 pixels to 84.
        await figure.Locator(".scatterlayer .trace").Nth(1).Locator(".points path").Nth(1).HoverAsync(new() { Force = true });
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveCSSAsync("background-position", "-252px 0px");
        await ScreenshotAsync(notebook.Page, "HoverPicture");

        await notebook.Page.Mouse.MoveAsync(5, 400);
        await Expect(picture).ToBeHiddenAsync();
    }
}

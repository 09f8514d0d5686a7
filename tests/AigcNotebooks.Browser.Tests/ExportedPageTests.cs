using System.Diagnostics;
using AigcNotebooks.Browser.Tests.Jupyter;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

/// <summary>The page that <c>./aigc run</c> exports, without any network.</summary>
public sealed class ExportedPageTests(Workplace workplace) : BrowserTest(workplace)
{
    [Fact]
    public async Task TheExportedPageShowsItsPicturesWithScriptsAndWithout()
    {
        var file = await ExportAsync("01-gan-mnist");

        var page = await OpenPageAsync(file, isScripted: true);
        await Expect(page.Locator(".js-plotly-plot .main-svg").First).ToBeVisibleAsync();
        await Expect(page.Locator(".MathJax_SVG svg").First).ToBeVisibleAsync();
        Assert.Empty(await BrokenPicturesAsync(page));
        await WholePageAsync(page, "ExportedPageScripted");

        page = await OpenPageAsync(file, isScripted: false);
        await Expect(page.Locator("div[id^='aigc-'] > img").First).ToBeVisibleAsync();
        Assert.Empty(await BrokenPicturesAsync(page));
        await WholePageAsync(page, "ExportedPageUnscripted");
    }

    private async Task<string> ExportAsync(string name)
    {
        var folder = Path.GetDirectoryName(Server.Folder)!;
        var start = new ProcessStartInfo(Python, ["-m", "nbconvert", "--to", "html", Path.Combine(Server.Folder, name + ".ipynb"),
            "--config", Repository.Path("lib", "aigc", "jupyter", "nbconvert_export.py"), "--output-dir", folder]);
        start.Environment["JUPYTER_NO_CONFIG"] = "1";
        start.Environment["JUPYTER_PATH"] = Repository.Path(".aigc", "jupyter");
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return Path.Combine(folder, name + ".html");
    }

    private static Task<string[]> BrokenPicturesAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.images].filter(image => !image.complete || image.naturalWidth === 0).map(image => image.src.slice(0, 80))
        """);

    private static Task WholePageAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Workplace.Screenshots, name + ".png"), FullPage = true });
}

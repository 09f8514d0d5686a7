using System.Diagnostics;
using AigcNotebooks.Browser.Tests.Jupyter;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

/// <summary>The pages that <c>./aigc run</c> exports, without any network: those of the committed notebooks, or those in the folder that <c>AIGC_PAGES</c> names, where the notebooks' tests leave what
/// they ran in the smoke profile.</summary>
public sealed class ExportedPageTests(Workplace workplace) : BrowserTest(workplace)
{
    private static readonly string? Given = Repository.Pages;

    /// <summary>Names of notebooks.</summary>
    public static TheoryData<string> Notebooks =>
        [.. Directory.GetFiles(Given ?? Repository.Path("notebooks"), Given is null ? "*.ipynb" : "*.html").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory, MemberData(nameof(Notebooks))]
    public async Task APageShowsItsPicturesPlotsAndClipsWithScriptsAndWithout(string name)
    {
        var file = Given is null ? await ExportAsync(name) : Path.Combine(Given, name + ".html");

        var errors = new List<string>();
        var page = await OpenPageAsync(file, isScripted: true, errors);
        await Expect(page.Locator(".MathJax_SVG svg").First).ToBeVisibleAsync();
        // Each plot and each clip is drawn by its script, which says so, or puts the still picture back.
        await page.WaitForFunctionAsync("""
            () => [...document.querySelectorAll("div[id^='aigc-']")].every(e => e.dataset.live && e.querySelector('.main-svg, canvas') && !e.querySelector(':scope > img'))
            """);
        await Expect(page.Locator(".js-plotly-plot .main-svg").First).ToBeVisibleAsync();
        Assert.Empty(await BrokenPicturesAsync(page));
        await CheckMotionAsync(page.Locator("div[id^='aigc-'] canvas[aria-label*='frames a second']"), "aria-label");
        Assert.Empty(errors);
        await WholePageAsync(page, $"Page-{name}");

        page = await OpenPageAsync(file, isScripted: false, errors);
        await Expect(page.Locator("div[id^='aigc-'] > img").First).ToBeVisibleAsync();
        Assert.Empty(await BrokenPicturesAsync(page));
        await CheckMotionAsync(page.Locator("img[alt*='frames a second']"), "alt");
        await WholePageAsync(page, $"Page-{name}-unscripted");
    }

    /// <summary>Each clip looks different within a second, but for one frame and for those that say themselves that nothing moves.</summary>
    private static async Task CheckMotionAsync(ILocator clips, string description)
    {
        var count = await clips.CountAsync();
        for (var i = 0; i < count; i++)
        {
            var clip = clips.Nth(i);
            var text = await clip.GetAttributeAsync(description) ?? "";
            if (text.Contains("nothing moves", StringComparison.Ordinal) || text.Contains("every pixel has the same value", StringComparison.Ordinal) || text.Contains("of 1 frames", StringComparison.Ordinal))
                continue;
            await clip.ScrollIntoViewIfNeededAsync();
            var first = Convert.ToHexString(await clip.ScreenshotAsync());
            var moves = false;
            for (var tries = 0; tries < 10 && !moves; tries++)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
                moves = first != Convert.ToHexString(await clip.ScreenshotAsync());
            }
            Assert.True(moves, $"clip {i + 1} of {count} stands still: {text}");
        }
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

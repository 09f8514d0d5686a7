using AigcNotebooks.Browser.Tests.Jupyter;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class LessonTests(Workplace workplace) : BrowserTest(workplace)
{
    private const float LessonLimit = 10 * 60_000;

    [Fact]
    public async Task TheFirstLessonRunsToItsEndWithItsPictures()
    {
        Assert.SkipUnless(Repository.IsSoak, "takes long: ./aigc test Browser --soak");
        var notebook = await OpenFileAsync("01-gan-mnist");
        await notebook.ClearAsync();
        var cells = await notebook.Page.Locator("div.cell.code_cell").CountAsync();

        await notebook.RunAllAsync();
        for (var cell = 0; cell < cells; cell++)
            if (await notebook.Cell(cell).Locator(".CodeMirror").EvaluateAsync<bool>("editor => editor.CodeMirror.getValue().trim() !== ''"))
                await notebook.WaitForEndAsync(cell, LessonLimit);
        await notebook.WaitUntilIdleAsync();

        await Expect(notebook.Page.Locator(".output_error")).ToHaveCountAsync(0);
        await Expect(notebook.Page.Locator(".js-plotly-plot").First).ToBeVisibleAsync();
        var pictures = await notebook.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.output img')].filter(image => image.naturalWidth > 20).length");
        Assert.True(pictures >= 3, $"only {pictures} pictures");
        await WholeNotebookAsync(notebook.Page);
    }

    /// <summary>The Notebook scrolls inside its page, so a picture of all of it takes a window as high.</summary>
    private static async Task WholeNotebookAsync(IPage page)
    {
        var height = await page.EvaluateAsync<int>("() => document.querySelector('#notebook-container').scrollHeight");
        await page.SetViewportSizeAsync(1100, height + 200);
        await ScreenshotAsync(page, "WholeLesson");
    }
}

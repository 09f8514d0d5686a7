using AigcNotebooks.Browser.Tests.Jupyter;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class ClipTests(Workplace workplace) : BrowserTest(workplace)
{
    private const string Setup = """
        #r ".aigc/TorchSharp.dll"
        #r ".aigc/AigcNotebooks.dll"
        using TorchSharp;
        using static TorchSharp.torch;
        using AigcNotebooks.Display;
        using AigcNotebooks.Training;
        using System.Threading;

        // A bright column that moves to the right.
        Tensor Video(double brightness) => stack(Enumerable.Range(0, 8).Select(x => (arange(8) == x).to(float32).expand(1, 8, 8) * brightness).ToArray(), 1);
        """;

    [Fact]
    public async Task AClipPlaysAndCanBeStoppedByMouseAndKeys()
    {
        var notebook = await OpenAsync(Setup, """new Clip(Video(1), title: "a column", framesPerSecond: 20)""");
        await notebook.RunToEndAsync(0);
        await notebook.RunToEndAsync(1);
        var output = notebook.Output(1).Last;
        var (button, slider, picture) = (output.Locator("button"), output.Locator("input"), output.Locator("canvas"));

        await Expect(output.Locator("img")).ToHaveCountAsync(0);
        await Expect(button).ToHaveAttributeAsync("aria-label", "pause");
        await notebook.Page.WaitForFunctionAsync("first => document.querySelector('.output canvas').toDataURL() !== first", await PictureAsync(picture));

        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-label", "play");
        await slider.FocusAsync();
        await notebook.Page.Keyboard.PressAsync("Home");
        await Expect(output.Locator("span")).ToHaveTextAsync("1/8");
        Assert.True(await IsBrightAsync(picture, column: 0));
        await notebook.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(output.Locator("span")).ToHaveTextAsync("2/8");
        Assert.True(await IsBrightAsync(picture, column: 1));
        Assert.False(await IsBrightAsync(picture, column: 0));
        await notebook.Page.Keyboard.PressAsync("End");
        Assert.True(await IsBrightAsync(picture, column: 7));
        Assert.True(await slider.EvaluateAsync<bool>("slider => slider === document.activeElement"), "a key went to the Notebook");
        await ScreenshotAsync(notebook.Page, "ClipStopped");

        await button.FocusAsync();
        await notebook.Page.Keyboard.PressAsync(" ");
        await Expect(button).ToHaveAttributeAsync("aria-label", "pause");
    }

    [Fact]
    public async Task InABoardAClipPlaysOnFromUpdateToUpdateAndGetsItsPlayerAtTheEnd()
    {
        var notebook = await OpenAsync(Setup, """
            var progress = new TrainingProgress(40);
            var shown = display(new LiveBoard(progress));
            for (var step = 1; step <= 40; step++)
            {
                progress.Update(step);
                // Other pixels each time, as from a generator that learns.
                shown.Update(new LiveBoard(progress, new Clip(Video(1 - step * 0.005), framesPerSecond: 5)));
                Thread.Sleep(100);
            }
            """);
        await notebook.RunToEndAsync(0);
        await notebook.RunAsync(1);

        // A clip that started over ten times a second would never show more than its first frame; the one that is put in begins where the one before was.
        await Expect(notebook.Output(1).Locator("img")).ToBeVisibleAsync();
        var seen = new HashSet<int>();
        while (seen.Count < 6 && await notebook.Output(1).Locator("img").CountAsync() > 0)
        {
            var column = await notebook.Page.EvaluateAsync<int>(BrightColumnOfImage);
            if (column >= 0)
                seen.Add(column);
        }
        Assert.True(seen.Count >= 6, $"only frames {string.Join(", ", seen.Order())} were shown");
        await notebook.WaitForEndAsync(1);

        await Expect(notebook.Output(1).Locator("canvas")).ToHaveCountAsync(1);
        await Expect(notebook.Output(1).Locator("button")).ToHaveCountAsync(1);
    }

    // Of an animated image a canvas draws the first frame: where this clip begins.
    private const string BrightColumnOfImage = """
        () => {
          const image = document.querySelector('.output img');
          if (!image || !image.complete || !image.naturalWidth) return -1;
          const canvas = document.createElement('canvas');
          canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
          const drawing = canvas.getContext('2d');
          drawing.drawImage(image, 0, 0);
          const row = drawing.getImageData(1, 4, 8, 1).data;
          return [0, 1, 2, 3, 4, 5, 6, 7].findIndex(x => row[4 * x] > 128);
        }
        """;

    private static Task<string> PictureAsync(ILocator canvas) => canvas.EvaluateAsync<string>("canvas => canvas.toDataURL()");

    private static Task<bool> IsBrightAsync(ILocator canvas, int column) =>
        canvas.EvaluateAsync<bool>("(canvas, x) => canvas.getContext('2d').getImageData(x, 4, 1, 1).data[0] > 128", column + 1);
}

using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class LivePlotTests(Workplace workplace) : BrowserTest(workplace)
{
    private const string Setup = """
        #r ".aigc/TorchSharp.dll"
        #r ".aigc/AigcNotebooks.dll"
        using AigcNotebooks.Display;
        using AigcNotebooks.Training;
        using System.Threading;
        """;

    /// <summary>How many points the first line of the figure in a cell has; 0 while there is no figure.</summary>
    private const string CountPoints = "() => document.querySelector('.js-plotly-plot')?.data?.[0]?.x?.length ?? 0";

    [Fact]
    public async Task APlotIsRedrawnInPlaceByTheKitsOwnPlotly()
    {
        var notebook = await OpenAsync(Setup, """
            var losses = new LossHistory();
            var shown = display(losses.ToPlot());
            for (var step = 1; step <= 40; step++)
            {
                losses.Add("generator", step, 2 / Math.Sqrt(step));
                losses.Add("discriminator", step, 1 - 1 / Math.Sqrt(step));
                shown.Update(losses.ToPlot());
                Thread.Sleep(100);
            }
            """);
        await notebook.RunToEndAsync(0);
        await notebook.RunAsync(1);

        await notebook.Page.WaitForFunctionAsync($"() => ({CountPoints})() > 3");
        await notebook.WaitForStartAsync(1);
        await ScreenshotAsync(notebook.Page, "PlotAtWork");
        await notebook.WaitForEndAsync(1);
        await notebook.Page.WaitForFunctionAsync($"() => ({CountPoints})() === 40");

        await Expect(notebook.Output(1)).ToHaveCountAsync(1);
        await Expect(notebook.Output(1).Locator(".js-plotly-plot")).ToHaveCountAsync(1);
        Assert.Contains("/nbextensions/aigc/plotly.js", await notebook.Page.EvaluateAsync<string>("() => performance.getEntriesByType('resource').map(entry => entry.name).join(' ')"));
    }

    [Fact]
    public async Task ALiveBoardShowsPicturesWhileItRunsAndALiveFigureAtTheEnd()
    {
        var notebook = await OpenAsync(Setup, """
            var losses = new LossHistory();
            var progress = new TrainingProgress(30);
            var shown = display(new LiveBoard(progress));
            for (var step = 1; step <= 30; step++)
            {
                losses.Add("loss", step, 1.0 / step);
                if (progress.IsDue(step))
                    shown.Update(new LiveBoard(progress, losses));
                Thread.Sleep(100);
            }
            """);
        await notebook.RunToEndAsync(0);
        await notebook.RunAsync(1);

        await Expect(notebook.Output(1).Locator("img")).ToBeVisibleAsync();
        await Expect(notebook.Output(1)).ToContainTextAsync("steps/s");
        await ScreenshotAsync(notebook.Page, "BoardAtWork");
        await notebook.WaitForEndAsync(1);

        await Expect(notebook.Output(1).Locator(".js-plotly-plot")).ToHaveCountAsync(1);
        await Expect(notebook.Output(1).Locator("img")).ToHaveCountAsync(0);
        await Expect(notebook.Output(1)).ToHaveCountAsync(1);
        await Expect(notebook.Output(1)).ToContainTextAsync("step 30/30");
    }
}

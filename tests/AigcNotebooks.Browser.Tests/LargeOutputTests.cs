using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class LargeOutputTests(Workplace workplace) : BrowserTest(workplace)
{
    /// <summary>Milliseconds until the page has drawn its next two frames after being scrolled.</summary>
    private const string TimeOfFrame = """
        () => new Promise(done => {
          const start = performance.now();
          document.querySelector('#site').scrollTop += 10;
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
        })
        """;

    [Fact]
    public async Task AMillionLinesLeaveThePageResponsive()
    {
        Assert.SkipUnless(Repository.IsSoak, "takes long: ./aigc test Browser --soak");
        var notebook = await OpenAsync("for (var i = 1; i <= 1_000_000; i++)\n    Console.WriteLine($\"line {i}\");", "\"still there\"");
        await notebook.RunAsync(0);

        var frames = await FrameTimesAsync(notebook, until: () => notebook.WaitForEndAsync(0));

        Report($"a million lines: the page drew its next frames within {frames[frames.Count / 2]:F0} ms (median), {frames[^1]:F0} ms (longest of {frames.Count})");
        await Expect(notebook.Output(0).Last).ToContainTextAsync("line 1000000");
        await notebook.RunToEndAsync(1);
        await Expect(notebook.Output(1)).ToHaveTextAsync("still there");
    }

    [Fact]
    public async Task StopEndsACellThatNeverStopsPrinting()
    {
        var notebook = await OpenAsync("for (var i = 1; ; i++)\n    Console.WriteLine($\"line {i}\");", "\"still there\"");
        await notebook.RunAsync(0);
        await Expect(notebook.Output(0).First).ToContainTextAsync("line 1000");

        await notebook.StopAsync();

        await notebook.WaitForEndAsync(0);
        await Expect(notebook.Output(0).Last).ToContainTextAsync("The cell was interrupted.");
        await notebook.RunToEndAsync(1);
        await Expect(notebook.Output(1)).ToHaveTextAsync("still there");
    }

    /// <summary>In ascending order.</summary>
    private static async Task<List<double>> FrameTimesAsync(Notebook notebook, Func<Task> until)
    {
        var times = new List<double>();
        for (var end = until(); !end.IsCompleted || times.Count == 0;)
            times.Add(await notebook.Page.EvaluateAsync<double>(TimeOfFrame));
        times.Sort();
        return times;
    }
}

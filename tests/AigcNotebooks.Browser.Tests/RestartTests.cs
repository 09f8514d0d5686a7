using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class RestartTests(Workplace workplace) : BrowserTest(workplace)
{
    [Fact]
    public async Task RestartAndRunAllStartsFromNothing()
    {
        var notebook = await OpenAsync("var count = 1;", "count++", "count");
        await notebook.RunAllAsync();
        await notebook.WaitForEndAsync(2);
        await notebook.RunToEndAsync(1);
        await notebook.RunToEndAsync(2);
        await Expect(notebook.Output(2)).ToHaveTextAsync("3");

        await notebook.ClickAsync("confirm-restart-kernel-and-run-all-cells");
        await notebook.AnswerAsync("Restart and Run All Cells");

        await Expect(notebook.Output(2)).ToHaveTextAsync("2");
        await Expect(notebook.Prompt(2)).ToContainTextAsync("[3]");
        await notebook.WaitUntilIdleAsync();
    }

    [Fact]
    public async Task RestartWhileACellRunsEndsItAndTheNextRuns()
    {
        var notebook = await OpenAsync("var x = 1;\nConsole.WriteLine(\"in the loop\");\nwhile (true) { }", "1 + 1", "x");
        await notebook.RunAsync(0);
        await Expect(notebook.Output(0)).ToHaveTextAsync("in the loop");

        await RestartAsync(notebook);

        await notebook.RunToEndAsync(1);
        await Expect(notebook.Output(1)).ToHaveTextAsync("2");
        await notebook.RunToEndAsync(2);
        await Expect(notebook.Output(2)).ToContainTextAsync("CS0103");
    }

    [Fact]
    public async Task TenRestartsInARowLeaveOneKernelThatRuns()
    {
        Assert.SkipUnless(Repository.IsSoak, "takes long: ./aigc test Browser --soak");
        var notebook = await OpenAsync("1 + 1", "while (true) { }");
        for (var round = 0; round < 10; round++)
        {
            await notebook.RunToEndAsync(0);
            await Expect(notebook.Output(0)).ToHaveTextAsync("2");
            await notebook.RunAsync(1);
            await notebook.WaitForStartAsync(1);
            await RestartAsync(notebook);
            await notebook.ClearAsync();
        }
        Assert.Single(await Server.KernelsAsync());
    }

    private static async Task RestartAsync(Notebook notebook)
    {
        await notebook.ClickAsync("confirm-restart-kernel");
        await notebook.AnswerAsync("Restart");
        await notebook.WaitUntilIdleAsync();
    }
}

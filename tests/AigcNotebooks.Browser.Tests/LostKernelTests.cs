using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class LostKernelTests(Workplace workplace) : BrowserTest(workplace)
{
    [Fact]
    public async Task ACellThatEndsTheProcessIsToldAndTheNextRuns()
    {
        var notebook = await OpenAsync("Console.WriteLine(\"last words\");\nEnvironment.Exit(3);", "\"a new start\"");
        await notebook.RunAsync(0);

        await Expect(notebook.Dialog).ToContainTextAsync("The kernel appears to have died. It will restart automatically.");
        await ScreenshotAsync(notebook.Page, "KernelDied");
        await notebook.AnswerAsync("OK");
        await Expect(notebook.Output(0).First).ToContainTextAsync("last words");
        await Expect(notebook.Output(0).Last).ToContainTextAsync("with exit code 3");
        await notebook.WaitUntilIdleAsync();
        await notebook.RunToEndAsync(1);
        await Expect(notebook.Output(1)).ToHaveTextAsync("a new start");
    }

    [Fact]
    public async Task AKernelThatCannotStartIsToldAndTheServersLogSaysWhy()
    {
        Assert.SkipUnless(Repository.IsSoak, "takes long, since the server waits a minute for the kernel: ./aigc test Browser --soak");
        var notebook = await OpenAsync(nameof(AKernelThatCannotStartIsToldAndTheServersLogSaysWhy), "broken", ["1 + 1"]);

        await Expect(notebook.Dialog).ToBeVisibleAsync(new() { Timeout = 2 * Notebook.Limit });

        Assert.Contains("which cannot be loaded as a library: set it to the full path of libzmq.so.5", Server.Log);
    }

    [Fact]
    public async Task APageLoadedAgainFindsTheRunningCellsKernel()
    {
        var notebook = await OpenAsync("var turns = 0;", "Console.WriteLine(\"in the loop\");\nwhile (true) { turns++; await Task.Delay(50); }", "turns > 0");
        await notebook.RunToEndAsync(0);
        await notebook.RunAsync(1);
        await Expect(notebook.Output(1)).ToHaveTextAsync("in the loop");
        await notebook.SaveAsync();

        await notebook.Page.ReloadAsync();
        // Before this, Stop has no kernel to go to.
        await Expect(notebook.Kernel).ToHaveAttributeAsync("title", "Kernel Connected");
        await notebook.StopAsync();
        await notebook.WaitUntilIdleAsync();

        await notebook.RunToEndAsync(2);
        await Expect(notebook.Output(2)).ToHaveTextAsync("True");
    }
}

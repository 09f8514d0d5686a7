using System.Diagnostics;
using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class StopTests(Workplace workplace) : BrowserTest(workplace)
{
    [Fact]
    public async Task StopEndsALoopAndVariablesStay()
    {
        var notebook = await OpenAsync("var kept = 41;", "Console.WriteLine(\"in the loop\");\nwhile (true) { kept = 42; }", "kept");
        await notebook.RunToEndAsync(0);
        await notebook.RunAsync(1);
        await Expect(notebook.Output(1)).ToHaveTextAsync("in the loop");

        var clock = Stopwatch.StartNew();
        await notebook.StopAsync();
        await notebook.WaitForEndAsync(1);

        Report($"Stop ended the loop {clock.ElapsedMilliseconds} ms after the click");
        await Expect(notebook.Output(1).Last).ToContainTextAsync("The cell was interrupted.");
        await notebook.RunToEndAsync(2);
        await Expect(notebook.Output(2)).ToHaveTextAsync("42");
    }

    [Fact]
    public async Task StopEndsAQuestionAndWhatWaitsBehindItDoesNotRun()
    {
        var notebook = await OpenAsync("input(\"name? \")", "\"ran\"", "\"runs again\"");
        await notebook.RunAllAsync();
        await Expect(notebook.InputField).ToBeVisibleAsync();

        await notebook.StopAsync();

        await notebook.WaitForEndAsync(0);
        await Expect(notebook.Output(0).Last).ToContainTextAsync("The cell was interrupted.");
        await Expect(notebook.Output(1)).ToHaveCountAsync(0);
        await notebook.RunToEndAsync(2);
        await Expect(notebook.Output(2)).ToHaveTextAsync("runs again");
    }
}

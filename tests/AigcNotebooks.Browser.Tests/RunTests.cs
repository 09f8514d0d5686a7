using System.Diagnostics;
using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class RunTests(Workplace workplace) : BrowserTest(workplace)
{
    [Fact]
    public async Task ANotebookOpensWithTheKitsKernelAndRunsToItsEnd()
    {
        var notebook = await OpenAsync("var x = 6 * 7;", "$\"the answer is {x}\"", "Console.WriteLine(x);");
        await Expect(notebook.Page.Locator(".kernel_indicator_name")).ToHaveTextAsync(".NET (C#)");

        await notebook.RunAllAsync();
        await notebook.WaitForEndAsync(2);

        await Expect(notebook.Output(1)).ToHaveTextAsync("the answer is 42");
        await Expect(notebook.Output(2)).ToHaveTextAsync("42");
        await notebook.WaitUntilIdleAsync();
    }

    [Fact]
    public async Task TwoNotebooksHaveTwoKernels()
    {
        var first = await OpenAsync("left", ".net-csharp", ["var x = 1;", "x"]);
        var second = await OpenAsync("right", ".net-csharp", ["var x = 2;", "x"]);

        await first.RunAllAsync();
        await second.RunAllAsync();
        await first.WaitForEndAsync(1);
        await second.WaitForEndAsync(1);

        await Expect(first.Output(1)).ToHaveTextAsync("1");
        await Expect(second.Output(1)).ToHaveTextAsync("2");
        Assert.Equal(2, (await Server.KernelsAsync()).Length);
    }

    [Fact]
    public async Task WhatIsSavedIsAValidNotebookWithItsOutputs()
    {
        var notebook = await OpenAsync("display(\"shown\")", "HTML(\"<b>bold</b>\")", "Console.WriteLine(\"printed\");", "nothing");
        await notebook.RunToEndAsync(0);
        await notebook.RunToEndAsync(1);
        await notebook.RunToEndAsync(2);
        await notebook.RunToEndAsync(3);

        await notebook.SaveAsync();

        using var check = Process.Start(new ProcessStartInfo(Python, ["-c", """
            import sys, nbformat
            notebook = nbformat.read(sys.argv[1], as_version=4)
            nbformat.validate(notebook)
            print([output.output_type for cell in notebook.cells for output in cell.outputs], dict(notebook.metadata.language_info))
            """, notebook.FilePath]) { RedirectStandardOutput = true })!;
        var printed = await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("['display_data', 'execute_result', 'stream', 'error'] ", printed);
        Assert.Contains("'pygments_lexer': 'csharp'", printed);
    }
}

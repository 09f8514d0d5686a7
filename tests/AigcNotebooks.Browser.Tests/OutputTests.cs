using System.Text.RegularExpressions;
using AigcNotebooks.Browser.Tests.Jupyter;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class OutputTests(Workplace workplace) : BrowserTest(workplace)
{
    [Fact]
    public async Task ValuesErrorsAndWarningsLookAsTheyShould()
    {
        var notebook = await OpenAsync(
            "HTML(\"<b id='bold'>bold</b> and <i>slanted</i>\")",
            "new[] { new { Name = \"Ada\", Born = 1815 }, new { Name = \"Alan\", Born = 1912 } }",
            "var text = \"no closing\" + numbr;",
            "var half = 1 / 0;",
            "int Divide(int n, int by) => n / by;\nDivide(3, 0)",
            "#warning think twice\n\"still runs\"",
            "Console.Error.WriteLine(\"to stderr\");");
        for (var cell = 0; cell < 7; cell++)
            await notebook.RunToEndAsync(cell);

        await Expect(notebook.Output(0).Locator("#bold")).ToHaveTextAsync("bold");
        await Expect(notebook.Output(1).Locator("table").First).ToContainTextAsync("Ada");
        await Expect(notebook.Output(2)).ToContainTextAsync("CS0103");
        await Expect(notebook.Output(2).Locator(".ansi-red-fg").First).ToBeVisibleAsync();
        await Expect(notebook.Output(3)).ToContainTextAsync("CS0020");
        await Expect(notebook.Output(4)).ToContainTextAsync("DivideByZeroException");
        await Expect(notebook.Output(4)).ToContainTextAsync("Cell [5], line 1");
        await Expect(notebook.Output(5).First).ToContainTextAsync("think twice");
        await Expect(notebook.Output(5).Last).ToHaveTextAsync("still runs");
        Assert.True(await OpacityAsync(notebook.Output(5).First) < 1, "the warning is not dim");
        await Expect(notebook.Output(6)).ToHaveClassAsync(new Regex("output_stderr"));
    }

    [Fact]
    public async Task DisplaysAreUpdatedInPlace()
    {
        var notebook = await OpenAsync("var shown = display(\"first\");", "shown.Update(\"second\");",
            "for (var i = 1; i <= 5; i++)\n{\n    clear_output(wait: true);\n    display($\"turn {i}\");\n    await Task.Delay(100);\n}");
        await notebook.RunToEndAsync(0);
        await Expect(notebook.Output(0)).ToHaveTextAsync("first");

        await notebook.RunToEndAsync(1);
        await Expect(notebook.Output(0)).ToHaveTextAsync("second");
        await Expect(notebook.Output(1)).ToHaveCountAsync(0);

        await notebook.RunToEndAsync(2);
        await Expect(notebook.Output(2)).ToHaveTextAsync("turn 5");
    }

    [Fact]
    public async Task CellsAreHighlightedAsCSharp()
    {
        var notebook = await OpenAsync("string greeting = \"hello\"; // a comment\nforeach (var letter in greeting) { if (letter == 'h') continue; }");
        var editor = notebook.Cell(0).Locator(".CodeMirror");

        await Expect(editor.Locator(".cm-keyword", new() { HasText = "foreach" })).ToBeVisibleAsync();
        await Expect(editor.Locator(".cm-string", new() { HasText = "\"hello\"" })).ToBeVisibleAsync();
        await Expect(editor.Locator(".cm-comment", new() { HasText = "// a comment" })).ToBeVisibleAsync();
        await Expect(editor.Locator(".cm-type", new() { HasText = "string" })).ToHaveCSSAsync("color", "rgb(38, 127, 153)");
        Assert.Equal("text/x-csharp", await notebook.Page.EvaluateAsync<string>("() => Jupyter.notebook.codemirror_mode.name || Jupyter.notebook.codemirror_mode"));
    }

    private static Task<double> OpacityAsync(ILocator output) => output.EvaluateAsync<double>("""
        output => Math.min(...[output, ...output.querySelectorAll('*')].map(element => parseFloat(getComputedStyle(element).opacity)))
        """);
}

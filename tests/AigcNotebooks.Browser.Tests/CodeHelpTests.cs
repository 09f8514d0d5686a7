using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class CodeHelpTests(Workplace workplace) : BrowserTest(workplace)
{
    private const string Declarations = """
        /// <summary>Says hello to somebody.</summary>
        string Greet(string whom) => $"Hello, {whom}!";
        var greetingCount = 3;
        """;

    [Fact]
    public async Task TabOffersWhatFitsAndInsertsWhatIsChosen()
    {
        var notebook = await OpenAsync(Declarations, "Console.Wri", "greetingC");
        await notebook.RunToEndAsync(0);

        await notebook.EditAsync(1);
        await notebook.Page.Keyboard.PressAsync("Tab");
        await Expect(notebook.Completer.Locator("option")).ToHaveTextAsync(["Write", "WriteLine"]);
        await ScreenshotAsync(notebook.Page, "Completer");
        await notebook.Page.Keyboard.PressAsync("ArrowDown");
        await notebook.Page.Keyboard.PressAsync("Enter");
        await Expect(notebook.Completer).ToHaveCountAsync(0);
        Assert.Equal("Console.WriteLine", await TextAsync(notebook, 1));

        // What is the only one is inserted at once.
        await notebook.EditAsync(2);
        await notebook.Page.Keyboard.PressAsync("Tab");
        await Expect(notebook.Cell(2).Locator(".CodeMirror-line")).ToHaveTextAsync("greetingCount");
    }

    [Fact]
    public async Task ShiftTabShowsSignatureAndDocumentationAndThenTheSource()
    {
        var notebook = await OpenAsync(Declarations, "Greet(", "Math.Max(");
        await notebook.RunToEndAsync(0);

        // Any key but Tab closes the tooltip, Shift too, so that one stays down.
        await notebook.EditAsync(1);
        await notebook.Page.Keyboard.DownAsync("Shift");
        await notebook.Page.Keyboard.PressAsync("Tab");
        await Expect(notebook.Tooltip).ToContainTextAsync("string Greet(string whom)");
        await Expect(notebook.Tooltip).ToContainTextAsync("Says hello to somebody.");
        await Expect(notebook.Tooltip).Not.ToContainTextAsync("Hello, {whom}!");
        await Expect(notebook.Tooltip).ToHaveCSSAsync("opacity", "1");
        await ScreenshotAsync(notebook.Page, "Tooltip");
        await notebook.Page.Keyboard.PressAsync("Tab");
        await Expect(notebook.Tooltip).ToContainTextAsync("Hello, {whom}!");
        await ScreenshotAsync(notebook.Page, "TooltipWithSource");
        await notebook.Page.Keyboard.UpAsync("Shift");
        await notebook.Page.Keyboard.PressAsync("Escape");

        await notebook.EditAsync(2);
        await notebook.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(notebook.Tooltip).ToContainTextAsync("Math.Max(");
        await Expect(notebook.Tooltip).ToContainTextAsync("the larger of two");
    }

    private static Task<string> TextAsync(Notebook notebook, int cell) =>
        notebook.Cell(cell).Locator(".CodeMirror").EvaluateAsync<string>("editor => editor.CodeMirror.getValue()");
}

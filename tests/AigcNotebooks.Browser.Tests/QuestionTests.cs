using AigcNotebooks.Browser.Tests.Jupyter;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests;

public sealed class QuestionTests(Workplace workplace) : BrowserTest(workplace)
{
    [Fact]
    public async Task ConsoleReadLineInputAndPasswordAsk()
    {
        var notebook = await OpenAsync("var line = Console.ReadLine();\nline.ToUpper()", "input(\"your name: \")", "password(\"secret: \").GetClearTextPassword().Length");

        await notebook.RunAsync(0);
        await notebook.InputField.FillAsync("hello");
        await notebook.InputField.PressAsync("Enter");
        await notebook.WaitForEndAsync(0);
        await Expect(notebook.Output(0).Last).ToHaveTextAsync("HELLO");

        await notebook.RunAsync(1);
        await Expect(notebook.Cell(1).Locator(".raw_input_prompt")).ToContainTextAsync("your name: ");
        await notebook.InputField.FillAsync("Grüße, 世界 🎉");
        await ScreenshotAsync(notebook.Page, "Question");
        await notebook.InputField.PressAsync("Enter");
        await notebook.WaitForEndAsync(1);
        await Expect(notebook.Output(1).Last).ToHaveTextAsync("Grüße, 世界 🎉");

        await notebook.RunAsync(2);
        await Expect(notebook.InputField).ToHaveAttributeAsync("type", "password");
        await notebook.InputField.FillAsync("12345");
        await notebook.InputField.PressAsync("Enter");
        await notebook.WaitForEndAsync(2);
        await Expect(notebook.Output(2).Last).ToHaveTextAsync("5");
        await Expect(notebook.Output(2).First).Not.ToContainTextAsync("12345");
    }
}

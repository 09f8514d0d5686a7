using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AigcNotebooks.Browser.Tests.Jupyter;

/// <summary>A notebook open in classic Notebook: what a user sees of it and does with it.</summary>
internal sealed class Notebook(IPage page, string path)
{
    /// <summary>How long anything may take, in milliseconds; the machine may be busy with much else.</summary>
    internal const float Limit = 60_000;

    internal IPage Page => page;

    /// <summary>The file that it is saved to.</summary>
    internal string FilePath => path;

    internal ILocator Kernel => page.Locator("#kernel_indicator_icon");

    internal ILocator Dialog => page.Locator(".modal.in");

    internal ILocator Completer => page.Locator("#complete");

    internal ILocator Tooltip => page.Locator("#tooltip");

    internal ILocator InputField => page.Locator("input.raw_input");

    internal ILocator Cell(int index) => page.Locator("div.cell.code_cell").Nth(index);

    /// <summary>What a cell shows: one element an output.</summary>
    internal ILocator Output(int index) => Cell(index).Locator(".output_subarea");

    internal ILocator Prompt(int index) => Cell(index).Locator(".input_prompt");

    /// <summary>A menu's item, by its id.</summary>
    internal async Task ClickMenuAsync(string menu, string item)
    {
        await page.Locator("#menubar").GetByText(menu, new() { Exact = true }).ClickAsync();
        await page.Locator($"#{item} > a").ClickAsync();
    }

    /// <summary>One of the toolbar's buttons.</summary>
    internal Task ClickAsync(string action) => page.Locator($"#maintoolbar button[data-jupyter-action='jupyter-notebook:{action}']").ClickAsync();

    internal Task StopAsync() => ClickAsync("interrupt-kernel");

    internal Task RunAllAsync() => ClickMenuAsync("Cell", "run_all_cells");

    /// <summary>Puts the cursor into a cell and presses Shift-Enter.</summary>
    internal async Task RunAsync(int index)
    {
        await EditAsync(index);
        await page.Keyboard.PressAsync("Shift+Enter");
    }

    /// <summary>Runs a cell and waits for its end.</summary>
    internal async Task RunToEndAsync(int index)
    {
        await RunAsync(index);
        await WaitForEndAsync(index);
    }

    /// <summary>Puts the cursor at a cell's end.</summary>
    internal async Task EditAsync(int index)
    {
        await Cell(index).Locator(".CodeMirror").ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
    }

    /// <summary>Until the cell waits or runs.</summary>
    internal Task WaitForStartAsync(int index) => Expect(Prompt(index)).ToHaveTextAsync(new Regex(@"\[\*\]"));

    /// <summary>Until the cell has its number.</summary>
    internal Task WaitForEndAsync(int index, float limit = Limit) => Expect(Prompt(index)).ToHaveTextAsync(new Regex(@"\[\d+\]"), new() { Timeout = limit });

    internal Task WaitUntilIdleAsync() => Expect(Kernel).ToHaveClassAsync("kernel_idle_icon");

    /// <summary>Removes all outputs and numbers.</summary>
    internal Task ClearAsync() => page.EvaluateAsync("() => Jupyter.notebook.clear_all_output()");

    /// <summary>Presses a dialog's button and waits until the dialog is gone.</summary>
    internal async Task AnswerAsync(string button)
    {
        await Dialog.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Expect(Dialog).ToHaveCountAsync(0);
    }

    /// <summary>Presses the toolbar's Save, and waits until that is done.</summary>
    internal Task SaveAsync() => page.EvaluateAsync("""
        () => new Promise(done => {
          Jupyter.notebook.events.one('notebook_saved.Notebook', () => done());
          document.querySelector('#save-notbook button').click();
        })
        """);
}

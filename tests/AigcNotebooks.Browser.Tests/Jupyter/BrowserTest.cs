using Microsoft.Playwright;
using Xunit;

namespace AigcNotebooks.Browser.Tests.Jupyter;

/// <summary>A test with pages and kernels of its own, and the network cut off but for the server: whatever a page asks of others fails the test.
/// What the pages look like at the end is in <c>.aigc/log/browser/TEST.png</c>.</summary>
public abstract class BrowserTest(Workplace workplace) : IAsyncLifetime
{
    private readonly List<IPage> pages = [];

    internal NotebookServer Server => workplace.Server;

    internal string Python => workplace.Python;

    private static string TestName => TestContext.Current.TestMethod!.MethodName;

    public ValueTask InitializeAsync()
    {
        workplace.Need();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var (index, page) in pages.Index())
        {
            await ScreenshotAsync(page, index == 0 ? TestName : $"{TestName}-{index + 1}");
            await page.CloseAsync();
        }
        if (pages.Count > 0)
            await Server.EndSessionsAsync();
        Assert.Empty(workplace.TakeStrayRequests());
    }

    /// <summary>Opens a new notebook with these cells.</summary>
    internal Task<Notebook> OpenAsync(params string[] cells) => OpenAsync(TestName, ".net-csharp", cells);

    /// <summary>Opens a new notebook with these cells for a kernel.</summary>
    internal async Task<Notebook> OpenAsync(string name, string kernel, string[] cells)
    {
        NotebookFile.Write(Path.Combine(Server.Folder, name + ".ipynb"), kernel, cells);
        return await OpenFileAsync(name, waitForKernel: kernel == ".net-csharp");
    }

    /// <summary>Opens one of the server's notebooks.</summary>
    internal async Task<Notebook> OpenFileAsync(string name, bool waitForKernel = true)
    {
        var page = await OpenPageAsync(workplace.Window, $"{Server.Address}notebooks/{name}.ipynb?token={Server.Token}");
        var notebook = new Notebook(page, Path.Combine(Server.Folder, name + ".ipynb"));
        if (waitForKernel)
            await notebook.WaitUntilIdleAsync();
        return notebook;
    }

    /// <summary>Opens a page from the disk.</summary>
    /// <param name="file">The page.</param>
    /// <param name="isScripted">Whether its scripts run.</param>
    /// <param name="errors">Gets what goes wrong in them.</param>
    internal async Task<IPage> OpenPageAsync(string file, bool isScripted, List<string> errors)
    {
        var window = await workplace.NewWindowAsync(isScripted);
        window.WebError += (_, error) => errors.Add(error.Error);
        window.Console += (_, message) => { if (message.Type == "error") errors.Add(message.Text); };
        return await OpenPageAsync(window, new Uri(file).AbsoluteUri);
    }

    /// <summary>A picture of the page as it is now, beside the one of the test's end.</summary>
    internal static Task ScreenshotAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Workplace.Screenshots, name + ".png") });

    /// <summary>A figure; <c>./aigc test --soak</c> shows it when all is done.</summary>
    internal static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine($"measured: {line}");

    private async Task<IPage> OpenPageAsync(IBrowserContext window, string address)
    {
        var page = await window.NewPageAsync();
        page.SetDefaultTimeout(Notebook.Limit);
        pages.Add(page);
        await page.GotoAsync(address);
        return page;
    }
}

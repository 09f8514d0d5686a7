using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace AigcNotebooks.Browser.Tests.Jupyter;

/// <summary>The browser and the Notebook server that all tests share; none where the machine lacks what they need.</summary>
public sealed class Workplace : IAsyncLifetime
{
    private IPlaywright? playwright;
    private readonly ConcurrentQueue<string> strayRequests = [];
    private IBrowser? browser;
    private IBrowserContext? window;
    private NotebookServer? server;
    private string missing = "";

    internal static string Screenshots => Repository.Path(".aigc", "log", Repository.Pages is null ? "browser" : "pages");

    internal NotebookServer Server => server!;

    /// <summary>A window that keeps what it has loaded from the server.</summary>
    internal IBrowserContext Window => window!;

    internal string Python { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        (var machine, missing) = Machine.Look();
        if (machine is null)
            return;
        if (Directory.Exists(Screenshots))
            Directory.Delete(Screenshots, recursive: true);
        Directory.CreateDirectory(Screenshots);
        Python = machine.Python;
        Assertions.SetDefaultExpectTimeout(Notebook.Limit);
        playwright = await Playwright.CreateAsync();
        // Root may not use Chromium's own sandbox; the pages are the tests' own.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = machine.Chromium, ChromiumSandbox = false });
        server = await NotebookServer.StartAsync(machine.Python);
        window = await NewWindowAsync(isScripted: true);
    }

    /// <summary>Skips the test, with what is missing, where there can be no walk.</summary>
    internal void Need() => Assert.SkipWhen(missing.Length > 0, missing);

    /// <summary>A window from which only the server and the disk can be reached.</summary>
    internal async Task<IBrowserContext> NewWindowAsync(bool isScripted)
    {
        var opened = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1100, Height = 900 }, JavaScriptEnabled = isScripted });
        await opened.RouteAsync(url => !IsHere(url), route =>
        {
            strayRequests.Enqueue(route.Request.Url);
            return route.AbortAsync();
        });
        return opened;
    }

    /// <summary>What pages asked of other machines since this was asked last.</summary>
    internal string[] TakeStrayRequests()
    {
        var taken = strayRequests.ToArray();
        strayRequests.Clear();
        return taken;
    }

    private bool IsHere(string url) => new[] { Server.Address, "file:", "data:", "blob:" }.Any(start => url.StartsWith(start, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

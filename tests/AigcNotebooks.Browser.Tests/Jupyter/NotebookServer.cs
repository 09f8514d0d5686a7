using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace AigcNotebooks.Browser.Tests.Jupyter;

/// <summary>A classic Notebook server as <c>./aigc lab</c> starts it, on a free loopback port, in a temporary folder that has the kit's notebooks
/// and nothing of the user's settings. Its log is <c>server.log</c> beside the pictures.</summary>
internal sealed class NotebookServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly HttpClient http;
    private readonly StreamWriter log;

    private NotebookServer(string folder, Process process, StreamWriter log, int port, string token)
    {
        (Folder, this.process, this.log, Address, Token) = (folder, process, log, $"http://127.0.0.1:{port}/", token);
        http = new HttpClient { BaseAddress = new Uri(Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", token);
        // Whatever ends the tests, it takes the server along; the kernels see that their parent is gone.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    internal string Folder { get; }

    internal string Address { get; }

    internal string Token { get; }

    /// <summary>What the server and its kernels have written so far.</summary>
    internal string Log
    {
        get
        {
            lock (log)
            {
                using var reader = new StreamReader(new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                return reader.ReadToEnd();
            }
        }
    }

    private static string LogFile => Path.Combine(Workplace.Screenshots, "server.log");

    internal static async Task<NotebookServer> StartAsync(string python)
    {
        var folder = Directory.CreateTempSubdirectory("aigc-browser-").FullName;
        var notebooks = Path.Combine(folder, "notebooks");
        Directory.CreateDirectory(notebooks);
        foreach (var file in Directory.EnumerateFiles(Repository.Path("notebooks"), "*.ipynb"))
            File.Copy(file, Path.Combine(notebooks, Path.GetFileName(file)));
        Directory.CreateSymbolicLink(Path.Combine(notebooks, ".aigc"), Repository.Path("notebooks", ".aigc"));
        WriteBrokenKernel(Path.Combine(folder, "data", "kernels", "broken"));

        var (port, token) = (FreePort(), Guid.NewGuid().ToString("N"));
        var log = new StreamWriter(new FileStream(LogFile, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        var server = new NotebookServer(notebooks, Start(python, folder, port, token, log), log, port, token);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    internal async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await http.GetStringAsync(path)).RootElement;

    /// <summary>The ids of the kernels that run.</summary>
    internal async Task<string[]> KernelsAsync() => [.. (await GetAsync("api/kernels")).EnumerateArray().Select(kernel => kernel.GetProperty("id").GetString()!)];

    /// <summary>Ends all kernels.</summary>
    internal async Task EndSessionsAsync()
    {
        foreach (var session in (await GetAsync("api/sessions")).EnumerateArray())
            await http.DeleteAsync($"api/sessions/{session.GetProperty("id").GetString()}");
        foreach (var kernel in await KernelsAsync())
            await http.DeleteAsync($"api/kernels/{kernel}");
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        lock (log)
            log.Dispose();
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }

    private static Process Start(string python, string folder, int port, string token, StreamWriter log)
    {
        var start = new ProcessStartInfo(python, ["-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0",
            $"--notebook-dir={Path.Combine(folder, "notebooks")}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_TOKEN"] = token;
        start.Environment["JUPYTER_PATH"] = Repository.Path(".aigc", "jupyter");
        start.Environment["JUPYTER_CONFIG_PATH"] = Repository.Path(".aigc", "jupyter", "config");
        foreach (var name in new[] { "config", "data", "runtime" })
            start.Environment[$"JUPYTER_{name.ToUpperInvariant()}_DIR"] = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        start.Environment["AIGC_PROFILE"] = "smoke";
        var process = Process.Start(start)!;
        void Write(object sender, DataReceivedEventArgs line)
        {
            lock (log)
                if (log.BaseStream is not null && line.Data is not null)
                    log.WriteLine(line.Data.Replace(token, "…", StringComparison.Ordinal));
        }
        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            if (process.HasExited || clock.Elapsed > StartLimit)
                throw new InvalidOperationException($"The Notebook server {(process.HasExited ? "ended" : "does not answer")}:\n{Log}");
            try
            {
                await http.GetStringAsync("api/kernelspecs");
                return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    /// <summary>A kernel that cannot start: its libzmq is no library.</summary>
    private static void WriteBrokenKernel(string folder)
    {
        Directory.CreateDirectory(folder);
        var spec = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Repository.Path(".aigc", "jupyter", "kernels", ".net-csharp", "kernel.json")))!;
        spec["display_name"] = "Broken";
        (spec["env"] ??= new System.Text.Json.Nodes.JsonObject())["AIGC_LIBZMQ"] = Path.Combine(folder, "kernel.json");
        File.WriteAllText(Path.Combine(folder, "kernel.json"), spec.ToJsonString());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended, or was disposed of.
        }
    }
}

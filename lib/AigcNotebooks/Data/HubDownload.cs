using System.Text.Json;

namespace AigcNotebooks.Data;

/// <summary>Gets a model's files from Hugging Face's hub: the hub says what sums they have, and each is checked by that, whichever mirror it came from.</summary>
internal static class HubDownload
{
    /// <summary>The limit of what is kept in memory while it comes.</summary>
    private const long Largest = 2_000_000_000;

    private static readonly string[] Wanted = ["config.json", "vocab.json", "merges.txt", "model.safetensors"];

    /// <exception cref="DataUnavailableException">No hub delivered; the message says why for each.</exception>
    internal static async Task FetchAsync(HubOptions options, CancellationToken cancel)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(Math.Min(10, options.StallTimeout.TotalSeconds)),
            UseProxy = !options.Hubs.All(hub => hub.IsLoopback),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        HubFile[] files = await ListAsync(client, options, cancel).ConfigureAwait(false);
        if (files.FirstOrDefault(file => file.Length > Largest) is { } large)
            throw new DataUnavailableException($"{options.Model}: {large.FileName} has {large.Length:N0} bytes, more than this download can hold; fetch it by other means and name its folder in AIGC_DATA.");
        var addresses = options.Hubs.Select(hub => new Uri(hub, $"{options.Model}/resolve/{options.Revision}/")).ToArray();
        var cache = new CachedFile(client, options.Folder, addresses, options.StallTimeout, options.Progress);
        foreach (HubFile file in files)
        {
            string problem = "";
            if (cache.ReadCached(file, _ => { }) is null)
                await cache.DownloadAsync(file, text => problem = text, cancel).ConfigureAwait(false);
            // What is only in memory is of no use here.
            if (!File.Exists(Path.Combine(options.Folder, file.FileName)))
                throw new IOException($"{file.FileName} came, and could not be kept in {options.Folder}. {problem}");
        }
    }

    private static async Task<HubFile[]> ListAsync(HttpClient client, HubOptions options, CancellationToken cancel)
    {
        var failures = new List<string>();
        foreach (Uri hub in options.Hubs)
        {
            using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            stall.CancelAfter(options.StallTimeout);
            try
            {
                using JsonDocument listing = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(hub, $"api/models/{options.Model}/tree/{options.Revision}"), stall.Token).ConfigureAwait(false));
                HubFile[] files = [.. listing.RootElement.EnumerateArray().Where(entry => Wanted.Contains(entry.GetProperty("path").GetString())).Select(Read)];
                if (Wanted.Except(files.Select(file => file.FileName)).ToArray() is [_, ..] missing)
                    throw new FormatException($"{options.Model} has no {string.Join(", ", missing)}");
                return files;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                failures.Add($"sent nothing for {options.StallTimeout.TotalSeconds:0.#} s ({hub.Host})");
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                failures.Add($"{e.Message.TrimEnd('.')} ({hub.Host})");
            }
        }
        throw new DataUnavailableException($"{options.Model} could not be looked up: {string.Join("; ", failures)}.");
    }

    private static HubFile Read(JsonElement entry) => new(
        entry.GetProperty("path").GetString()!, entry.GetProperty("size").GetInt64(),
        (entry.TryGetProperty("lfs", out JsonElement large) && large.ValueKind == JsonValueKind.Object ? large : entry).GetProperty("oid").GetString() ?? throw new FormatException("a file has no sum"));
}

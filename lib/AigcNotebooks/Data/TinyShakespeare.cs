using System.Text;
using AigcNotebooks.Training;

namespace AigcNotebooks.Data;

/// <summary>A million characters of Shakespeare's plays, the usual text to train a small language model on (notebook 06).</summary>
/// <remarks>Put together by A. Karpathy for "The unreasonable effectiveness of recurrent neural networks", 2015; the plays are in the public domain. <c>data/README.md</c> has address and SHA-256.</remarks>
public static class TinyShakespeare
{
    private static readonly PlainFile Standard = new("input.txt", "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed", 1_115_394);

    /// <summary>Loads it from the folder in <c>AIGC_DATA</c>, else from the cache, else from a mirror, and checks its SHA-256 each time. Where it cannot be had, <see cref="StandInTales"/>
    /// stand in and <see cref="TextData.Notice"/> says so: show the result in the notebook.</summary>
    /// <param name="options">Where to look; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The file in the given folder is damaged or another one.</exception>
    /// <exception cref="IOException">It cannot be had and <see cref="TinyShakespeareOptions.AllowStandIn"/> is off.</exception>
    /// <exception cref="OperationCanceledException">Stop was pressed.</exception>
    public static TextData Load(TinyShakespeareOptions? options = null) => From(options ?? new TinyShakespeareOptions(), Standard);

    internal static TextData From(TinyShakespeareOptions options, ICheckedFile file)
    {
        var notices = new List<string>();
        try
        {
            var (bytes, place) = Find(options, file, notices.Add);
            return TextData.Split(Encoding.UTF8.GetString(bytes), $"tiny Shakespeare from {place}, SHA-256 checked", notices.Count > 0 ? string.Join(" ", notices) : null, isReal: true);
        }
        catch (DataUnavailableException e) when (options.AllowStandIn)
        {
            return TextData.Split(StandInTales.Write(300_000, seed: 1), "tales that the kit makes up by a small grammar: a stand-in for tiny Shakespeare",
                $"This is not Shakespeare: its sentences are few and its losses lower, and do not compare. To use Shakespeare, put input.txt into a folder tinyshakespeare and name the folder above it in AIGC_DATA. Why it was not to be had: {e.Message}", isReal: false);
        }
    }

    private static (byte[] Bytes, string Place) Find(TinyShakespeareOptions options, ICheckedFile file, Action<string> notice)
    {
        if (options.DataFolder is { } folder)
        {
            string path = Path.Combine(folder, file.FileName);
            if (File.Exists(path))
            {
                using FileStream stream = File.OpenRead(path);
                return (file.Read(stream, path), "the given folder");
            }
            notice($"The given folder {folder} has no {file.FileName}.");
        }
        using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(Math.Min(10, options.StallTimeout.TotalSeconds)), UseProxy = !options.Mirrors.All(mirror => mirror.IsLoopback) }) { Timeout = Timeout.InfiniteTimeSpan };
        var cache = new CachedFile(client, options.CacheFolder, options.Mirrors, options.StallTimeout, null);
        if (cache.ReadCached(file, notice) is { } cached)
            return (cached, "the cache");
        if (!options.Download)
            throw new DataUnavailableException($"{file.FileName} is not in the cache, and downloads are switched off.");
        CancellationToken stop = Stop.Token;
        var (bytes, host) = Task.Run(() => cache.DownloadAsync(file, notice, stop), stop).GetAwaiter().GetResult();
        return (bytes, $"{host} (downloaded now)");
    }
}

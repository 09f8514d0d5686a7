using AigcNotebooks.Training;

namespace AigcNotebooks.Data;

/// <summary>Finds, checks and reads the four files of a digit data set; knows nothing of tensors.</summary>
internal static class MnistFiles
{
    /// <summary>MNIST's own files: training images and labels, test images and labels.</summary>
    public static IReadOnlyList<IdxFile> Standard { get; } =
    [
        new("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", [60_000, 28, 28]),
        new("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", [60_000]),
        new("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", [10_000, 28, 28]),
        new("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", [10_000]),
    ];

    /// <summary>Public copies of the files.</summary>
    public static IReadOnlyList<Uri> Mirrors { get; } =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        new("https://azureopendatastorage.blob.core.windows.net/mnist/"),
        new("https://raw.githubusercontent.com/fgnt/mnist/master/"),
    ];

    /// <summary>Values of the four files, where they came from, and what the user should know about it.</summary>
    /// <param name="Values">One array a file, in the order of the options' files.</param>
    /// <param name="Places">The different places they came from, in words.</param>
    /// <param name="Notices">Sentences to show; empty when all went as usual.</param>
    public sealed record Loaded(byte[][] Values, IReadOnlyList<string> Places, IReadOnlyList<string> Notices);

    /// <summary>Reads the four files at the same time, from the user's folder, the cache or the mirrors.</summary>
    /// <exception cref="InvalidDataException">A file in the user's folder is not what it should be.</exception>
    /// <exception cref="DataUnavailableException">A file can be had nowhere; the message says why for each place.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was set.</exception>
    public static Loaded Load(MnistOptions options, CancellationToken cancel)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(Math.Min(10, options.StallTimeout.TotalSeconds)),
            UseProxy = !options.Mirrors.All(mirror => mirror.IsLoopback),
        };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        // One file that cannot be had spares the others' downloads; a cell that is interrupted stops them, too.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, Stop.Token);
        var notices = new List<string>();
        void Notice(string text)
        {
            lock (notices)
                notices.Add(text);
        }
        var cache = new CachedFile(client, options.CacheFolder, options.Mirrors, options.StallTimeout, OneAtATime(options.Progress));
        var tasks = options.Files.Select(file => Task.Run(() => LoadAsync(file, options, cache, Notice, stop))).ToArray();
        try
        {
            Task.WhenAll(tasks).Wait(cancel);
        }
        catch (AggregateException errors)
        {
            var causes = errors.Flatten().InnerExceptions;
            var cause = causes.FirstOrDefault(e => e is InvalidDataException) ?? causes.FirstOrDefault(e => e is not OperationCanceledException);
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause ?? causes[0]);
        }
        finally
        {
            stop.Cancel();
            // The tasks use the client, so they end before it is disposed.
            Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
        return new Loaded([.. tasks.Select(task => task.Result.Values)], [.. tasks.Select(task => task.Result.Place).Distinct()], [.. notices.Distinct().Order()]);
    }

    private static async Task<(byte[] Values, string Place)> LoadAsync(
        IdxFile file, MnistOptions options, CachedFile cache, Action<string> notice, CancellationTokenSource stop)
    {
        try
        {
            if (options.DataFolder is { } folder)
            {
                if (FromFolder(file, folder) is { } given)
                    return (given, "the given folder");
                notice(Directory.Exists(folder)
                    ? $"The given folder {folder} has no {file.Name}.gz."
                    : $"The given folder {folder} does not exist.");
            }
            if (cache.ReadCached(file, notice) is { } cached)
                return (cached, "the cache");
            if (!options.Download)
                throw new DataUnavailableException($"{file.Name}.gz is not in the cache, and downloads are switched off.");
            var (values, host) = await cache.DownloadAsync(file, notice, stop.Token).ConfigureAwait(false);
            return (values, $"{host} (downloaded now)");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            stop.Cancel();
            throw;
        }
    }

    private static byte[]? FromFolder(IdxFile file, string folder)
    {
        foreach (var path in (string[])[Path.Combine(folder, file.Name), Path.Combine(folder, file.Name + ".gz")])
        {
            if (!File.Exists(path))
                continue;
            try
            {
                using var stream = File.OpenRead(path);
                return file.Read(stream, path);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException(
                    $"{e.Message} This folder was given (AIGC_DATA), so nothing else is tried: replace the file by a good copy, or remove it to let the kit fetch one.", e);
            }
        }
        return null;
    }

    private static Action<DownloadProgress>? OneAtATime(Action<DownloadProgress>? progress)
    {
        if (progress is null)
            return null;
        var gate = new Lock();
        return value =>
        {
            lock (gate)
                progress(value);
        };
    }
}

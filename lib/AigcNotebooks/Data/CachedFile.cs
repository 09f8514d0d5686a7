namespace AigcNotebooks.Data;

/// <summary>A file of a data set: out of the cache when the copy there is good, else from the first mirror that delivers.</summary>
internal sealed class CachedFile(HttpClient client, string folder, IReadOnlyList<Uri> mirrors, TimeSpan stallTimeout, Action<DownloadProgress>? progress)
{
    private const int AttemptsPerMirror = 3;

    /// <summary>Reads the cached copy.</summary>
    /// <param name="file">What the file must hold.</param>
    /// <param name="notice">Is told when a damaged copy was removed, or one cannot be read.</param>
    /// <returns>The values, or null when there is no good copy; a damaged one is removed.</returns>
    public byte[]? ReadCached(ICheckedFile file, Action<string> notice)
    {
        var path = PathOf(file);
        try
        {
            using var stream = File.OpenRead(path);
            return file.Read(stream, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notice($"The cached copy cannot be read. {e.Message}");
            return null;
        }
        catch (InvalidDataException e)
        {
            notice($"The cached copy was dropped. {e.Message}");
            Remove(path);
            return null;
        }
    }

    /// <summary>Downloads the file, checks it and puts it into the cache.</summary>
    /// <param name="file">What the file must hold.</param>
    /// <param name="notice">Is told when the cache cannot keep the file.</param>
    /// <param name="cancel">Stops the download.</param>
    /// <returns>The values, and the host they came from.</returns>
    /// <exception cref="DataUnavailableException">No mirror delivered; the message says why for each.</exception>
    public async Task<(byte[] Values, string Host)> DownloadAsync(ICheckedFile file, Action<string> notice, CancellationToken cancel)
    {
        using var part = new PartialFile(PathOf(file), notice);
        var urls = mirrors.Select(mirror => new Uri(mirror, file.FileName));
        var failures = new List<(string Host, string Reason)>();
        // A mirror that has delivered a part before can go on with it; the others would have to start anew.
        foreach (var url in urls.OrderBy(url => url == part.Origin ? 0 : 1).ToArray())
        {
            if (await TryMirrorAsync(url, file, part, failures, cancel).ConfigureAwait(false) is { } values)
            {
                part.Commit();
                return (values, url.Host);
            }
        }
        // Without a network all mirrors fail alike: that is said once.
        var reasons = failures.GroupBy(failure => failure.Reason, failure => failure.Host)
            .Select(hosts => $"{hosts.Key} ({string.Join(", ", hosts.Distinct())})");
        throw new DataUnavailableException($"{file.FileName} could not be downloaded: {string.Join("; ", reasons)}.");
    }

    private async Task<byte[]?> TryMirrorAsync(Uri url, ICheckedFile file, PartialFile part, List<(string Host, string Reason)> failures, CancellationToken cancel)
    {
        var download = new MirrorDownload(client, stallTimeout, progress);
        var anew = true;
        for (var attempt = 1; attempt <= AttemptsPerMirror; attempt++)
        {
            var resumed = part.Origin == url ? part.Length : 0;
            try
            {
                await download.FetchAsync(url, part, file.Length + (1 << 16), cancel).ConfigureAwait(false);
                return file.Read(part.Content, file.FileName);
            }
            catch (InvalidDataException e)
            {
                part.Discard();
                failures.Add((url.Host, $"sent a wrong file: {e.Message.TrimEnd('.')}"));
                // The parts of two versions make no file; the mirror's file as it is now may well be good.
                if (resumed == 0 || !anew)
                    return null;
                (anew, attempt) = (false, 0);
            }
            catch (TimeoutException e)
            {
                failures.Add((url.Host, e.Message));
                return null;
            }
            catch (IOException e)
            {
                failures.Add((url.Host, (e.InnerException?.InnerException ?? e.InnerException ?? e).Message));
                if (part.Origin != url || part.Length <= resumed)
                    return null;
            }
        }
        return null;
    }

    private string PathOf(ICheckedFile file) => Path.Combine(folder, file.FileName);

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The good copy will be moved over it; if that fails too, the next load finds it damaged again.
        }
    }
}

/// <summary>A file can be had neither here nor from any mirror.</summary>
internal sealed class DataUnavailableException(string message) : IOException(message);

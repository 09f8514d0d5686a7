using System.Net;
using System.Net.Http.Headers;

namespace AigcNotebooks.Data;

/// <summary>One attempt to get a file from one mirror, going on where an earlier attempt to the same mirror stopped.</summary>
internal sealed class MirrorDownload(HttpClient client, TimeSpan stallTimeout, Action<DownloadProgress>? progress)
{
    /// <summary>Fetches <paramref name="url"/> into <paramref name="part"/>.</summary>
    /// <param name="url">The file at the mirror.</param>
    /// <param name="part">Bytes so far; on failure it keeps those that came.</param>
    /// <param name="longest">More bytes than this cannot be the file.</param>
    /// <param name="cancel">Stops the download.</param>
    /// <exception cref="IOException">The mirror closed, sent too much, or does not have the file.</exception>
    /// <exception cref="TimeoutException">No byte came for the stall timeout.</exception>
    public async Task FetchAsync(Uri url, PartialFile part, long longest, CancellationToken cancel)
    {
        if (part.Origin == url && part.Length == part.Total)
            return;
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            stall.CancelAfter(stallTimeout);
            using var response = await SendAsync(url, part, stall.Token).ConfigureAwait(false);
            await using var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
            var buffer = new byte[1 << 16];
            int count;
            do
            {
                stall.CancelAfter(stallTimeout);
                count = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
                if (part.Length + count > longest)
                {
                    part.Discard();
                    throw new IOException($"sent more than {longest:N0} bytes, which cannot be the file");
                }
                part.Append(buffer.AsMemory(0, count));
                progress?.Invoke(new DownloadProgress(Path.GetFileName(url.LocalPath), url.Host, part.Length, part.Total));
            }
            while (count > 0);
            if (part.Total is { } total && part.Length < total)
                throw new IOException($"closed after {part.Length:N0} of {total:N0} bytes");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"sent nothing for {stallTimeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException e)
        {
            throw new IOException(e.InnerException is null ? e.Message : $"{e.Message.TrimEnd('.')} ({e.InnerException.Message.TrimEnd('.')})", e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Uri url, PartialFile part, CancellationToken cancel)
    {
        HttpResponseMessage response;
        if (part.Length > 0 && part.Origin == url && (part.Validator is not null || part.Total is not null))
        {
            response = await client.SendAsync(Request(url, part), HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            if (GoesOn(response, part))
                return response;
            if (response.StatusCode != HttpStatusCode.OK)
            {
                response.Dispose();
                response = await client.SendAsync(Request(url, null), HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            }
        }
        else
        {
            response = await client.SendAsync(Request(url, null), HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        }
        if (response.StatusCode != HttpStatusCode.OK)
        {
            using (response)
                throw new IOException($"answered {(int)response.StatusCode} {response.ReasonPhrase}");
        }
        part.Start(url, ValidatorOf(response), response.Content.Headers.ContentLength);
        return response;
    }

    private static HttpRequestMessage Request(Uri url, PartialFile? resumed)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (resumed is not null)
        {
            request.Headers.Range = new RangeHeaderValue(resumed.Length, null);
            // With If-Range a mirror whose file has changed sends it whole instead of an end that does not fit.
            if (resumed.Validator is { } validator)
                request.Headers.TryAddWithoutValidation("If-Range", validator);
        }
        return request;
    }

    private static bool GoesOn(HttpResponseMessage response, PartialFile part) =>
        response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange is { From: { } from } range && from == part.Length
        && (range.Length is not { } length || part.Total is not { } total || length == total);

    private static string? ValidatorOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : response.Content.Headers.LastModified?.ToString("r");
}

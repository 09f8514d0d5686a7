using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AigcNotebooks.Tests.Data;

/// <summary>What a test's mirror answers.</summary>
/// <param name="Status">Status line after the version, such as "200 OK"; empty: no answer at all, with the connection left open.</param>
/// <param name="Headers">Header lines; Content-Length must be among them.</param>
/// <param name="Body">The body.</param>
/// <param name="CutAt">After how many bytes of the body the connection closes; null: at its end.</param>
/// <param name="Stall">Whether at that place nothing more comes, with the connection left open.</param>
internal sealed record MirrorAnswer(string Status, string[] Headers, byte[] Body, int? CutAt = null, bool Stall = false);

/// <summary>One request that came, with the headers that matter.</summary>
internal sealed record MirrorRequest(string Path, int? RangeFrom, string? IfRange);

/// <summary>A web server on 127.0.0.1 that misbehaves as a test wants.</summary>
internal sealed class MirrorServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<MirrorRequest, int, MirrorAnswer> _answer;
    private readonly List<MirrorRequest> _requests = [];

    /// <param name="answer">Gives the answer to a request; the number counts the requests for that path before it.</param>
    public MirrorServer(Func<MirrorRequest, int, MirrorAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public MirrorRequest[] Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>A mirror that behaves well and understands Range.</summary>
    public static MirrorServer Good(Dictionary<string, byte[]> files, string etag = "\"v1\"") =>
        new((request, _) => Answer(request, files, etag));

    /// <summary>What a good mirror answers.</summary>
    public static MirrorAnswer Answer(MirrorRequest request, Dictionary<string, byte[]> files, string etag = "\"v1\"")
    {
        if (!files.TryGetValue(request.Path, out var body))
            return new("404 Not Found", ["Content-Length: 0"], []);
        if (request.RangeFrom is not { } from || (request.IfRange is { } known && known != etag))
            return new("200 OK", [$"Content-Length: {body.Length}", $"ETag: {etag}"], body);
        return new(
            "206 Partial Content",
            [$"Content-Length: {body.Length - from}", $"Content-Range: bytes {from}-{body.Length - 1}/{body.Length}", $"ETag: {etag}"],
            body[from..]);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var stop = _stop.Token;
        while (!stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(stop);
            _ = ServeAsync(client, stop);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync(stop))!.Split(' ')[1];
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(stop) is { Length: > 0 } line)
                headers[line.Split(':')[0]] = line[(line.IndexOf(':') + 1)..].Trim();
            int? from = headers.TryGetValue("Range", out var range) ? int.Parse(range["bytes=".Length..^1]) : null;
            var request = new MirrorRequest(path, from, headers.GetValueOrDefault("If-Range"));
            int before;
            lock (_requests)
            {
                before = _requests.Count(earlier => earlier.Path == path);
                _requests.Add(request);
            }
            var answer = _answer(request, before);
            if (answer.Status.Length == 0)
                await Task.Delay(Timeout.Infinite, stop);
            var head = $"HTTP/1.1 {answer.Status}\r\nConnection: close\r\n{string.Concat(answer.Headers.Select(h => h + "\r\n"))}\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), stop);
            await client.GetStream().WriteAsync(answer.Body.AsMemory(0, answer.CutAt ?? answer.Body.Length), stop);
            if (answer.Stall)
                await Task.Delay(Timeout.Infinite, stop);
        }
    }
}

using AigcNotebooks.Data;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class MnistDownloadTests : IDisposable
{
    // Long enough for a good mirror on a busy machine, short enough to wait for.
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(1.5);

    private readonly SmallDigits _digits = new();

    public void Dispose() => _digits.Dispose();

    [Fact]
    public void Files_are_downloaded_once_and_then_read_from_the_cache()
    {
        using var mirror = MirrorServer.Good(_digits.Served);
        var progress = new List<DownloadProgress>();
        var first = Load(_digits.Options(mirror) with { Progress = progress.Add });
        Assert.Equal(_digits.Values, first.Values);
        Assert.Equal(["127.0.0.1 (downloaded now)"], first.Places);
        Assert.Empty(first.Notices);
        foreach (var (path, bytes) in _digits.Served)
            Assert.Equal(bytes.Length, progress.Last(p => p.File == path[1..]) is { } last && last.Total == last.Received ? last.Received : -1);

        var second = Load(_digits.Options(mirror));
        Assert.Equal(_digits.Values, second.Values);
        Assert.Equal(["the cache"], second.Places);
        Assert.Equal(4, mirror.Requests.Length);
        AssertCacheIsClean();
    }

    [Fact]
    public void A_damaged_cached_file_is_removed_and_fetched_again()
    {
        using var mirror = MirrorServer.Good(_digits.Served);
        Load(_digits.Options(mirror));
        var bytes = File.ReadAllBytes(_digits.CachedPath(0));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_digits.CachedPath(0), bytes);

        var error = Assert.Throws<DataUnavailableException>(() => Load(_digits.Options() with { Download = false }));
        Assert.Contains(_digits.Files[0].Name, error.Message);
        Assert.False(File.Exists(_digits.CachedPath(0)));

        File.WriteAllBytes(_digits.CachedPath(0), bytes);
        var loaded = Load(_digits.Options(mirror));
        Assert.Equal(_digits.Values, loaded.Values);
        Assert.StartsWith($"The cached copy was dropped. {_digits.CachedPath(0)}: expected ", Assert.Single(loaded.Notices));
        Assert.Equal(5, mirror.Requests.Length);
        AssertCacheIsClean();
    }

    [Fact]
    public void A_mirror_that_stalls_gives_way_to_the_next()
    {
        using var stalls = new MirrorServer((request, _) => MirrorServer.Answer(request, _digits.Served) with { CutAt = 60, Stall = true });
        using var good = MirrorServer.Good(_digits.Served, "\"other\"");
        var loaded = Load(_digits.Options(stalls, good) with { StallTimeout = Stall });
        Assert.Equal(_digits.Values, loaded.Values);
        Assert.Equal(4, stalls.Requests.Length);
        Assert.Equal(4, good.Requests.Length);
        Assert.All(good.Requests, request => Assert.Null(request.RangeFrom));
        AssertCacheIsClean();
    }

    [Fact]
    public void A_mirror_that_never_answers_gives_way_to_the_next()
    {
        using var silent = new MirrorServer((_, _) => new("", [], []));
        using var good = MirrorServer.Good(_digits.Served);
        var loaded = Load(_digits.Options(silent, good) with { StallTimeout = Stall });
        Assert.Equal(_digits.Values, loaded.Values);
    }

    [Fact]
    public void A_connection_that_closes_half_way_is_resumed_where_it_stopped()
    {
        using var mirror = new MirrorServer((request, before) => MirrorServer.Answer(request, _digits.Served) is var answer && before == 0
            ? answer with { CutAt = answer.Body.Length / 2 }
            : answer);
        Assert.Equal(_digits.Values, Load(_digits.Options(mirror)).Values);
        foreach (var (path, bytes) in _digits.Served)
        {
            Assert.Equal(
                [new MirrorRequest(path, null, null), new MirrorRequest(path, bytes.Length / 2, "\"v1\"")],
                mirror.Requests.Where(request => request.Path == path));
        }
        AssertCacheIsClean();
    }

    [Fact]
    public void A_later_load_goes_on_with_what_an_earlier_one_left()
    {
        using var mirror = new MirrorServer((request, before) => MirrorServer.Answer(request, _digits.Served) is var answer && before == 0
            ? answer with { CutAt = answer.Body.Length / 2, Stall = true }
            : answer);
        Assert.Throws<DataUnavailableException>(() => Load(_digits.Options(mirror) with { StallTimeout = Stall }));
        var half = _digits.Gzip(0).Length / 2;
        Assert.Equal(half, new FileInfo(_digits.CachedPath(0) + ".part").Length);
        Assert.False(File.Exists(_digits.CachedPath(0)));

        Assert.Equal(_digits.Values, Load(_digits.Options(mirror)).Values);
        Assert.Contains(new MirrorRequest($"/{_digits.Files[0].Name}.gz", half, "\"v1\""), mirror.Requests);
        AssertCacheIsClean();
    }

    [Fact]
    public void A_mirror_that_ignores_Range_sends_the_whole_file_again()
    {
        using var mirror = new MirrorServer((request, before) => MirrorServer.Answer(request with { RangeFrom = null }, _digits.Served) is var answer && before == 0
            ? answer with { CutAt = answer.Body.Length / 2 }
            : answer);
        Assert.Equal(_digits.Values, Load(_digits.Options(mirror)).Values);
        Assert.Equal(8, mirror.Requests.Length);
        AssertCacheIsClean();
    }

    [Fact]
    public void A_file_that_changed_at_the_mirror_is_not_patched_together()
    {
        var old = _digits.Served.ToDictionary(file => file.Key, file => file.Value.Select(value => (byte)~value).ToArray());
        using var mirror = new MirrorServer((request, before) => before == 0
            ? MirrorServer.Answer(request, old) with { CutAt = old[request.Path].Length / 2 }
            : MirrorServer.Answer(request, _digits.Served, "\"v2\""));
        Assert.Equal(_digits.Values, Load(_digits.Options(mirror)).Values);
        Assert.Equal(8, mirror.Requests.Length);
    }

    [Fact]
    public void A_wrong_file_after_a_resume_is_dropped_and_fetched_anew()
    {
        var old = _digits.Served.ToDictionary(file => file.Key, file => file.Value.Select(value => (byte)~value).ToArray());
        using var mirror = new MirrorServer((request, before) => before == 0
            ? MirrorServer.Answer(request, old) with { CutAt = old[request.Path].Length / 2 }
            : MirrorServer.Answer(request, _digits.Served));
        Assert.Equal(_digits.Values, Load(_digits.Options(mirror)).Values);
        Assert.Equal(12, mirror.Requests.Length);
        Assert.Equal(4, mirror.Requests.Count(request => request.RangeFrom is not null));
        AssertCacheIsClean();
    }

    [Fact]
    public void Garbage_from_one_mirror_gives_way_to_the_next()
    {
        using var garbage = new MirrorServer((_, _) => new("200 OK", ["Content-Length: 12"], "<html></html"u8.ToArray()));
        using var missing = new MirrorServer((_, _) => new("404 Not Found", ["Content-Length: 0"], []));
        using var good = MirrorServer.Good(_digits.Served);
        Assert.Equal(_digits.Values, Load(_digits.Options(garbage, missing, good)).Values);
        Assert.Equal(4, missing.Requests.Length);
        AssertCacheIsClean();
    }

    [Fact]
    public void When_no_mirror_delivers_the_error_says_why_for_each_and_the_cache_stays_empty()
    {
        using var garbage = new MirrorServer((_, _) => new("200 OK", ["Content-Length: 12"], "<html></html"u8.ToArray()));
        using var missing = new MirrorServer((_, _) => new("404 Not Found", ["Content-Length: 0"], []));
        var closed = new MirrorServer((_, _) => throw new InvalidOperationException());
        var options = _digits.Options(garbage, missing, closed);
        closed.Dispose();
        var error = Assert.Throws<DataUnavailableException>(() => Load(options)).Message;
        Assert.Contains("sent a wrong file: ", error);
        Assert.Contains("found 0x3C68746D", error);
        Assert.Contains("answered 404 Not Found", error);
        Assert.Contains("Connection refused", error);
        Assert.Empty(Directory.GetFiles(_digits.Cache, "*.gz"));
    }

    [Fact]
    public void A_mirror_that_never_stops_sending_is_stopped()
    {
        using var mirror = new MirrorServer((_, _) => new("200 OK", [], new byte[4_000_000]));
        var error = Assert.Throws<DataUnavailableException>(() => Load(_digits.Options(mirror))).Message;
        Assert.Contains("which cannot be the file", error);
        Assert.Empty(Directory.GetFiles(_digits.Cache, "*.gz"));
    }

    [Fact]
    public void Cancelling_stops_and_keeps_what_came()
    {
        using var mirror = new MirrorServer((request, _) => MirrorServer.Answer(request, _digits.Served) with { CutAt = 20, Stall = true });
        using var cancel = new CancellationTokenSource();
        var options = _digits.Options(mirror) with { StallTimeout = TimeSpan.FromMinutes(5), Progress = _ => cancel.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => MnistFiles.Load(options, cancel.Token));
        Assert.Contains(Directory.GetFiles(_digits.Cache), file => file.EndsWith(".part", StringComparison.Ordinal) && new FileInfo(file).Length == 20);
    }

    private static MnistFiles.Loaded Load(MnistOptions options) => MnistFiles.Load(options, TestContext.Current.CancellationToken);

    private void AssertCacheIsClean()
    {
        Assert.Equal(_digits.Files.Select(file => file.Name + ".gz").Order(), Directory.GetFiles(_digits.Cache).Select(Path.GetFileName).Order());
        for (var i = 0; i < 4; i++)
            Assert.Equal(_digits.Gzip(i), File.ReadAllBytes(_digits.CachedPath(i)));
    }
}

using System.Security.Cryptography;
using System.Text;
using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class TinyShakespeareTests : IDisposable
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(i => $"line {i} of it\n")));
    private static readonly PlainFile File_ = new("input.txt", Convert.ToHexStringLower(SHA256.HashData(Text)), Text.Length);
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-text-").FullName;

    private TinyShakespeareOptions Options => new() { DataFolder = null, CacheFolder = Path.Combine(_folder, "cache"), Mirrors = [], AllowStandIn = false };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_real_text_is_split_at_nine_tenths()
    {
        if (Environment.GetEnvironmentVariable("AIGC_DATA") is not { Length: > 0 } data || !File.Exists(Path.Combine(data, "tinyshakespeare", "input.txt")))
            Assert.Skip("needs tiny Shakespeare: set AIGC_DATA");
        TextData text = TinyShakespeare.Load();
        Assert.True(text.IsReal);
        Assert.Equal((1_003_854, 111_540), (text.Train.Length, text.Validation.Length));
        Assert.StartsWith("First Citizen:", text.Train);
        Assert.Equal(65, new CharacterTokenizer(text.Train + text.Validation).VocabularySize);
        Assert.Equal("1,003,854 characters to learn from, 111,540 to measure on: tiny Shakespeare from the given folder, SHA-256 checked", text.ToString());
    }

    [Fact]
    public void It_is_downloaded_once_checked_and_goes_on_where_it_broke_off()
    {
        var files = new Dictionary<string, byte[]> { ["/input.txt"] = Text };
        using var server = new MirrorServer((request, before) => MirrorServer.Answer(request, files) with { CutAt = before == 0 ? 1000 : null });
        var options = Options with { Mirrors = [server.Address] };
        TextData text = TinyShakespeare.From(options, File_);
        Assert.Equal(Encoding.UTF8.GetString(Text), text.Train + text.Validation);
        Assert.Contains("(downloaded now)", text.Source);
        Assert.Equal([null, 1000], server.Requests.Select(request => request.RangeFrom));
        Assert.Contains("from the cache", TinyShakespeare.From(options, File_).Source);
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public void A_damaged_file_in_the_given_folder_is_an_error_that_says_how()
    {
        string path = Path.Combine(_folder, "input.txt");
        File.WriteAllBytes(path, Text[..^10]);
        string message = Assert.Throws<InvalidDataException>(() => TinyShakespeare.From(Options with { DataFolder = _folder }, File_)).Message;
        Assert.StartsWith(path, message);
        Assert.Contains("the file is cut short", message);
        byte[] changed = [.. Text];
        changed[5]++;
        File.WriteAllBytes(path, changed);
        Assert.Contains("expected SHA-256", Assert.Throws<InvalidDataException>(() => TinyShakespeare.From(Options with { DataFolder = _folder }, File_)).Message);
    }

    [Fact]
    public void Where_it_cannot_be_had_tales_stand_in_and_the_notice_says_so()
    {
        TextData text = TinyShakespeare.Load(Options with { AllowStandIn = true, Download = false });
        Assert.False(text.IsReal);
        Assert.Equal(300_000, text.Train.Length + text.Validation.Length);
        Assert.Contains("This is not Shakespeare", text.Notice);
        Assert.Contains("downloads are switched off", text.ToString());
        Assert.ThrowsAny<IOException>(() => TinyShakespeare.Load(Options with { Download = false }));
    }

    [Fact]
    public void Tales_are_the_same_for_a_seed_and_new_for_another()
    {
        string tales = StandInTales.Write(20_000, 3);
        Assert.Equal(tales, StandInTales.Write(20_000, 3));
        Assert.StartsWith(tales[..100], StandInTales.Write(200, 3));
        Assert.NotEqual(tales, StandInTales.Write(20_000, 4));
        Assert.DoesNotContain('[', tales);
        Assert.True(tales.Split("\n\n").Distinct().Count() > 50);
    }

    [Fact]
    public void Windows_depend_on_seed_and_step_and_cover_the_text()
    {
        using var scope = NewDisposeScope();
        long[] ids = [.. Enumerable.Range(0, 1000).Select(i => (long)i)];
        using var windows = new TextWindows(ids, 9, seed: 4);
        Tensor batch = windows.Batch(7, 5);
        Assert.Equal([5L, 10], batch.shape);
        Assert.True((batch[.., 1..] - batch[.., ..^1]).eq(1).all().ToBoolean());
        using var again = new TextWindows(ids, 9, seed: 4);
        Assert.True(batch.equal(again.Batch(7, 5)).all().ToBoolean());
        Assert.False(batch.equal(again.Batch(8, 5)).all().ToBoolean());
        Tensor starts = windows.Batch(1, 20_000)[.., 0];
        Assert.Equal((0, 990), (starts.min().ToInt64(), starts.max().ToInt64()));
        Assert.Equal(111, windows.Count);
        Assert.Equal([111L, 10], windows.Spread().shape);
        Assert.Equal(990, windows.Spread()[-1, 0].ToInt64());
        Assert.Equal([0L, 333, 666], windows.Spread(3)[.., 0].data<long>().ToArray());
        Assert.Throws<ArgumentException>(() => new TextWindows(ids, 1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => windows.Batch(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => windows.Spread(112));
    }
}

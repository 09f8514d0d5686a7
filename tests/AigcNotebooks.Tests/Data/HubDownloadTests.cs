using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AigcNotebooks.Data;
using AigcNotebooks.Models;
using AigcNotebooks.Tests.Models;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class HubDownloadTests : IDisposable
{
    private const string Listing = "/api/models/me/tiny/tree/main", Root = "/me/tiny/resolve/main/";
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-hub-").FullName;
    private readonly Dictionary<string, byte[]> _files = [];

    public HubDownloadTests()
    {
        var trainer = new BytePairTrainer("a text to learn from");
        trainer.Save(_folder);
        foreach (string path in Directory.EnumerateFiles(GptTests.Tiny).Concat(Directory.EnumerateFiles(_folder)))
            _files[Root + Path.GetFileName(path)] = File.ReadAllBytes(path);
        _files[Listing] = JsonSerializer.SerializeToUtf8Bytes(_files.Select(file =>
        {
            string name = Path.GetFileName(file.Key), git = Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {file.Value.Length}\0"), .. file.Value]));
            return name == "model.safetensors"
                ? (object)new { type = "file", path = name, size = file.Value.Length, oid = git, lfs = new { oid = Convert.ToHexStringLower(SHA256.HashData(file.Value)), size = file.Value.Length } }
                : new { type = "file", path = name, size = file.Value.Length, oid = git };
        }).Append(new { type = "file", path = "README.md", size = 1, oid = "0" }));
    }

    private string Target => Path.Combine(_folder, "gpt2");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_comes_whole_is_checked_and_is_not_fetched_twice()
    {
        using MirrorServer hub = MirrorServer.Good(_files);
        Assert.Equal(Target, Gpt2Folder.Download(Options(hub)));
        using Gpt gpt = GptFiles.Load(Target);
        Assert.Equal("a text", BytePairTokenizer.Load(Target).Decode(BytePairTokenizer.Load(Target).Encode("a text")));
        Assert.Equal(5, hub.Requests.Length);
        Gpt2Folder.Download(Options(hub));
        Assert.Equal(6, hub.Requests.Length);   // the listing alone
        // A copy that was damaged since is fetched anew.
        File.WriteAllText(Path.Combine(Target, "config.json"), "{}");
        Gpt2Folder.Download(Options(hub));
        Assert.Equal(8, hub.Requests.Length);
        Assert.Equal(_files[Root + "config.json"], File.ReadAllBytes(Path.Combine(Target, "config.json")));
    }

    [Fact]
    public void What_broke_off_goes_on_where_it_stopped()
    {
        using var hub = new MirrorServer((request, before) => MirrorServer.Answer(request, _files) with { CutAt = request.Path.EndsWith("safetensors") && before == 0 ? 9_000 : null });
        Gpt2Folder.Download(Options(hub));
        Assert.Equal([null, 9_000], hub.Requests.Where(request => request.Path.EndsWith("safetensors")).Select(request => request.RangeFrom));
        GptFiles.Load(Target).Dispose();
    }

    [Fact]
    public void What_never_came_whole_goes_on_with_the_next_call()
    {
        bool cuts = true;
        using var hub = new MirrorServer((request, _) => MirrorServer.Answer(request, _files) is var answer && cuts && request.Path.EndsWith("safetensors") ? answer with { CutAt = 3_000 } : answer);
        string Weights() => Path.Combine(Target, "model.safetensors");
        Assert.Contains("model.safetensors could not be downloaded", Assert.ThrowsAny<IOException>(() => Gpt2Folder.Download(Options(hub))).Message);
        Assert.False(File.Exists(Weights()));
        cuts = false;
        Gpt2Folder.Download(Options(hub));
        // Three times in the first call, each from where the one before was cut; once in the second.
        Assert.Equal([null, 3_000, 6_000, 9_000], hub.Requests.Where(request => request.Path.EndsWith("safetensors")).Select(request => request.RangeFrom));
        Assert.Equal(_files[Root + "model.safetensors"], File.ReadAllBytes(Weights()));
        Assert.Equal(["config.json", "merges.txt", "model.safetensors", "vocab.json"], Directory.GetFiles(Target).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_model_that_is_too_large_is_refused_before_anything_comes()
    {
        _files[Listing] = JsonSerializer.SerializeToUtf8Bytes(new[] { "config.json", "vocab.json", "merges.txt", "model.safetensors" }
            .Select(name => new { type = "file", path = name, size = name == "model.safetensors" ? 2_000_000_001 : _files[Root + name].Length, oid = new string('0', 40) }));
        using MirrorServer hub = MirrorServer.Good(_files);
        string message = Assert.ThrowsAny<IOException>(() => Gpt2Folder.Download(Options(hub))).Message;
        Assert.Contains("me/tiny: model.safetensors has 2,000,000,001 bytes", message);
        Assert.Contains("AIGC_DATA", message);
        Assert.Equal([Listing], hub.Requests.Select(request => request.Path));
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void A_mirror_that_sends_another_file_gives_way_to_the_next()
    {
        using var wrong = new MirrorServer((request, _) => MirrorServer.Answer(request, _files) is var answer && request.Path.EndsWith("safetensors") ? answer with { Body = [.. answer.Body.Select(b => (byte)(b ^ 1))] } : answer);
        using MirrorServer good = MirrorServer.Good(_files);
        Gpt2Folder.Download(Options(wrong) with { Hubs = [wrong.Address, good.Address] });
        GptFiles.Load(Target).Dispose();
        Assert.Contains(good.Requests, request => request.Path.EndsWith("safetensors"));
    }

    [Fact]
    public void Where_no_hub_has_it_the_message_says_why()
    {
        using MirrorServer empty = MirrorServer.Good([]);
        string message = Assert.ThrowsAny<IOException>(() => Gpt2Folder.Download(Options(empty))).Message;
        Assert.Contains("me/tiny could not be looked up", message);
        Assert.Contains("404", message);
        using MirrorServer partial = MirrorServer.Good(new() { [Listing] = "[]"u8.ToArray() });
        Assert.Contains("me/tiny has no config.json, vocab.json, merges.txt, model.safetensors", Assert.ThrowsAny<IOException>(() => Gpt2Folder.Download(Options(partial))).Message);
        Assert.False(File.Exists(Path.Combine(Target, "config.json")));
    }

    private HubOptions Options(MirrorServer hub) => new() { Model = "me/tiny", Folder = Target, Hubs = [hub.Address], StallTimeout = TimeSpan.FromSeconds(5) };
}

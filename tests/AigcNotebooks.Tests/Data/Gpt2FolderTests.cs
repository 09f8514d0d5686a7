using AigcNotebooks.Data;
using AigcNotebooks.Models;
using AigcNotebooks.Tests.Models;
using Xunit;

namespace AigcNotebooks.Tests.Data;

[Collection(ProcessWide.Name)]
public sealed class Gpt2FolderTests : IDisposable
{
    private const string Variable = "AIGC_DATA";
    private readonly string _oldFolder = Environment.CurrentDirectory;
    private readonly string? _oldData = Environment.GetEnvironmentVariable(Variable);
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-gpt2-").FullName;
    private readonly string _given, _cached;

    /// <summary>A repository whose cache has a GPT-2, and a given folder that has none yet.</summary>
    public Gpt2FolderTests()
    {
        string repository = Directory.CreateDirectory(Path.Combine(_folder, "repository")).FullName, given = Directory.CreateDirectory(Path.Combine(_folder, "given")).FullName;
        File.WriteAllText(Path.Combine(repository, "AigcNotebooks.sln"), "");
        Environment.CurrentDirectory = repository;
        Environment.SetEnvironmentVariable(Variable, given);
        (_given, _cached) = (Path.Combine(given, "gpt2"), Path.Combine(Environment.CurrentDirectory, "data", "cache", "gpt2"));
        SaveTokenizer(_cached, merges: 3);
        CopyWeights(_cached);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _oldData);
        Environment.CurrentDirectory = _oldFolder;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_given_folder_goes_before_the_cache()
    {
        SaveTokenizer(_given, merges: 5);
        CopyWeights(_given);
        Assert.Equal((_given, _given), (Gpt2Folder.OfTokenizer, Gpt2Folder.OfWeights));
        Assert.Equal(5, BytePairTokenizer.Load(Gpt2Folder.OfTokenizer!).MergeCount);
        using Gpt gpt = GptFiles.Load(Gpt2Folder.OfWeights!);
    }

    [Fact]
    public void What_the_given_folder_lacks_comes_from_the_cache()
    {
        Assert.Equal((_cached, _cached), (Gpt2Folder.OfTokenizer, Gpt2Folder.OfWeights));
        SaveTokenizer(_given, merges: 5);
        File.Copy(Path.Combine(GptTests.Tiny, "config.json"), Path.Combine(_given, "config.json"));   // weights are more
        Assert.Equal((_given, _cached), (Gpt2Folder.OfTokenizer, Gpt2Folder.OfWeights));
        Environment.SetEnvironmentVariable(Variable, null);
        Assert.Equal((_cached, _cached), (Gpt2Folder.OfTokenizer, Gpt2Folder.OfWeights));
        Directory.Delete(_cached, recursive: true);
        Assert.Equal((null, null), (Gpt2Folder.OfTokenizer, Gpt2Folder.OfWeights));
    }

    private static void SaveTokenizer(string folder, int merges)
    {
        var trainer = new BytePairTrainer("a text to learn from, and a text to learn by");
        Assert.Equal(merges, trainer.Learn(merges).Count());
        trainer.Save(folder);
    }

    private static void CopyWeights(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(GptTests.Tiny))
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
    }
}

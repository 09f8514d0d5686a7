using AigcNotebooks.Data;
using Xunit;

namespace AigcNotebooks.Tests.Data;

/// <summary>Tests that change what the whole process shares: its working directory, environment, torch's random numbers.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "process-wide";
}

[Collection(ProcessWide.Name)]
public sealed class DataFoldersTests : IDisposable
{
    private readonly string _old = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-folders-").FullName;

    public void Dispose()
    {
        Environment.CurrentDirectory = _old;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_default_cache_is_the_git_ignored_folder_of_the_repository_around()
    {
        File.WriteAllText(Path.Combine(_folder, "AigcNotebooks.sln"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "notebooks", "deep"));
        Environment.CurrentDirectory = _folder;
        var root = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Path.Combine(_folder, "notebooks", "deep");
        Assert.Equal(Path.Combine(root, "data", "cache", "mnist"), new MnistOptions().CacheFolder);
    }

    [Fact]
    public void Outside_of_a_repository_the_cache_is_the_users()
    {
        Environment.CurrentDirectory = _folder;
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given && Path.IsPathRooted(given)
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        Assert.Equal(Path.Combine(cache, "aigc-notebooks", "mnist"), new MnistOptions().CacheFolder);
    }
}

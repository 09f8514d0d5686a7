using System.Diagnostics;
using AigcNotebooks.Data;
using Xunit;

namespace AigcNotebooks.Tests.Data;

/// <summary>Caches that cannot be written: the data is used all the same, and no damaged file is left.</summary>
public sealed class MnistCacheDiskTests : IDisposable
{
    private readonly SmallDigits _digits = new();

    public void Dispose() => _digits.Dispose();

    [Fact]
    public void A_cache_that_cannot_be_made_costs_the_cache_and_not_the_data()
    {
        // Root may write anywhere, but nobody makes a folder below a file.
        var file = Path.Combine(_digits.Folder, "file");
        File.WriteAllText(file, "in the way");
        AssertLoadsWithoutCache(Path.Combine(file, "cache"));
        Assert.Equal("in the way", File.ReadAllText(file));
    }

    [Fact]
    public void A_read_only_cache_costs_the_cache_and_not_the_data()
    {
        using var disk = TinyDisk.Mount(_digits.Cache, "size=1m,ro");
        AssertLoadsWithoutCache(_digits.Cache);
        Assert.Empty(Directory.GetFileSystemEntries(_digits.Cache));
    }

    [Fact]
    public void A_full_disk_costs_the_cache_and_leaves_no_damaged_file()
    {
        // The training images take 31 kB: of the four files only they do not fit.
        using var disk = TinyDisk.Mount(_digits.Cache, "size=24k");
        using var mirror = MirrorServer.Good(_digits.Served);
        var loaded = MnistFiles.Load(_digits.Options(mirror), TestContext.Current.CancellationToken);
        Assert.Equal(_digits.Values, loaded.Values);
        Assert.NotEmpty(loaded.Notices);
        Assert.All(loaded.Notices, notice => Assert.Contains("No space left on device", notice));
        Assert.False(File.Exists(_digits.CachedPath(0)));
        Assert.DoesNotContain(Directory.GetFiles(_digits.Cache), file => file.Contains(".part"));
        foreach (var path in Directory.GetFiles(_digits.Cache))
            Assert.Equal(_digits.Served["/" + Path.GetFileName(path)], File.ReadAllBytes(path));
    }

    [Fact]
    public void Two_that_download_at_once_do_not_write_into_one_file()
    {
        Directory.CreateDirectory(_digits.Cache);
        var part = _digits.CachedPath(0) + ".part";
        using var mirror = MirrorServer.Good(_digits.Served);
        using (var other = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            other.Write("another process"u8);
            other.Flush();
            var loaded = MnistFiles.Load(_digits.Options(mirror), TestContext.Current.CancellationToken);
            Assert.Equal(_digits.Values, loaded.Values);
            Assert.Contains($"{_digits.Files[0].Name}.gz is not kept in the cache", Assert.Single(loaded.Notices));
        }
        Assert.Equal("another process", File.ReadAllText(part));
    }

    private void AssertLoadsWithoutCache(string cache)
    {
        using var mirror = MirrorServer.Good(_digits.Served);
        var loaded = MnistFiles.Load(_digits.Options(mirror) with { CacheFolder = cache }, TestContext.Current.CancellationToken);
        Assert.Equal(_digits.Values, loaded.Values);
        Assert.Equal(4, loaded.Notices.Count);
        Assert.All(loaded.Notices, notice => Assert.Contains("is not kept in the cache (", notice));
    }

    /// <summary>A small file system in memory; only root can mount one, so elsewhere the test is skipped and says so.</summary>
    private sealed class TinyDisk(string folder) : IDisposable
    {
        public static TinyDisk Mount(string folder, string options)
        {
            Directory.CreateDirectory(folder);
            Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a tmpfs needs root on Linux.");
            Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder), "A tmpfs cannot be mounted here, not even by root.");
            return new TinyDisk(folder);
        }

        public void Dispose() => Assert.True(Run("umount", folder));

        private static bool Run(string command, params string[] arguments)
        {
            using var process = Process.Start(command, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}

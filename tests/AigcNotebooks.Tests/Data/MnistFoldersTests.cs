using AigcNotebooks.Data;
using Xunit;

namespace AigcNotebooks.Tests.Data;

public sealed class MnistFoldersTests : IDisposable
{
    private readonly SmallDigits _digits = new();

    public void Dispose() => _digits.Dispose();

    [Fact]
    public void The_given_folder_comes_first()
    {
        _digits.WriteTo(_digits.Given);
        var loaded = Load();
        Assert.Equal(_digits.Values, loaded.Values);
        Assert.Equal(["the given folder"], loaded.Places);
        Assert.Empty(loaded.Notices);
        Assert.False(Directory.Exists(_digits.Cache));
    }

    [Fact]
    public void The_given_folder_may_hold_uncompressed_files()
    {
        _digits.WriteTo(_digits.Given);
        File.Delete(_digits.GivenPath(0));
        File.WriteAllBytes(Path.Combine(_digits.Given, _digits.Files[0].Name), _digits.Raw[0]);
        Assert.Equal(_digits.Values, Load().Values);
    }

    [Fact]
    public void A_bad_file_in_the_given_folder_is_an_error_even_if_the_cache_has_a_good_one()
    {
        _digits.WriteTo(_digits.Given);
        _digits.WriteTo(_digits.Cache);
        File.WriteAllBytes(_digits.GivenPath(2), _digits.Gzip(2)[..^100]);
        var error = Assert.Throws<InvalidDataException>(() => Load()).Message;
        Assert.StartsWith(_digits.GivenPath(2) + ": expected ", error);
        Assert.Contains("replace the file by a good copy, or remove it", error);
        Assert.True(File.Exists(_digits.GivenPath(2)));
    }

    [Fact]
    public void A_bad_given_file_is_the_error_even_if_another_one_cannot_be_had()
    {
        _digits.WriteTo(_digits.Given);
        File.Delete(_digits.GivenPath(0));
        File.WriteAllText(_digits.GivenPath(3), "not a file of digits");
        Assert.Contains(_digits.GivenPath(3), Assert.Throws<InvalidDataException>(() => Load()).Message);
    }

    [Fact]
    public void A_file_missing_in_the_given_folder_comes_from_the_cache_and_the_notice_says_so()
    {
        _digits.WriteTo(_digits.Given);
        _digits.WriteTo(_digits.Cache);
        File.Delete(_digits.GivenPath(1));
        var loaded = Load();
        Assert.Equal(_digits.Values, loaded.Values);
        Assert.Equal(["the given folder", "the cache"], loaded.Places);
        Assert.Equal([$"The given folder {_digits.Given} has no {_digits.Files[1].Name}.gz."], loaded.Notices);
    }

    [Fact]
    public void A_given_folder_that_does_not_exist_is_said_once()
    {
        _digits.WriteTo(_digits.Cache);
        Assert.Equal([$"The given folder {_digits.Given} does not exist."], Load().Notices);
    }

    [Fact]
    public void With_downloads_off_a_missing_file_is_named()
    {
        _digits.WriteTo(_digits.Given);
        File.Delete(_digits.GivenPath(3));
        var error = Assert.Throws<DataUnavailableException>(() => Load()).Message;
        Assert.Contains($"{_digits.Files[3].Name}.gz is not in the cache", error);
    }

    private MnistFiles.Loaded Load() =>
        MnistFiles.Load(_digits.Options() with { DataFolder = _digits.Given, Download = false }, TestContext.Current.CancellationToken);
}

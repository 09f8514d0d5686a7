using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>Needs a NuGet source with Newtonsoft.Json; where none answers, the tests that ask it are skipped.</summary>
public sealed class PackageTests : InterpreterTest
{
    private readonly string? cacheBefore = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");

    public PackageTests() => Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Path.Combine(Folder, "cache"));

    public override void Dispose()
    {
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", cacheBefore);
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void APackageIsUsedWhereverItsReferenceStandsAndCachedByContent()
    {
        var cell = RunWithNetwork("using Newtonsoft.Json;\nvar json = JsonConvert.SerializeObject(new { A = 1 });\n#r \"nuget: Newtonsoft.Json, 13.0.3\" // hoisted\njson");
        Assert.Equal("Installed Packages\nNewtonsoft.Json, 13.0.3", cell.Shown[0].Data["text/plain"]);
        Assert.Equal("{\"A\":1}", cell.Text);
        Assert.Empty(Run("#r \"nuget:newtonsoft.json\"").Shown);
        Assert.Contains("Restart the kernel", Fail("#r \"nuget: Newtonsoft.Json, 13.0.2\"").Message);

        // A second session asks nobody: not even a source that is not there.
        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(Folder, "cache", "aigc-notebooks", "packages")));
        File.Delete(Path.Combine(folder, "packages.csproj"));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal("1", Run("#!reset\n#r \"nuget: Newtonsoft.Json, 13.0.3\"\nNewtonsoft.Json.Linq.JObject.Parse(\"{a: 1}\")[\"a\"].ToString()").Text);
        Assert.False(File.Exists(Path.Combine(folder, "packages.csproj")));
        TestContext.Current.TestOutputHelper?.WriteLine($"second time: {clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void NativeLibrariesOfTransitivePackagesAreFound()
    {
        RunWithNetwork("#r \"nuget: Microsoft.Data.Sqlite, 9.0.0\"");
        Assert.Equal("2", Run("""
            using Microsoft.Data.Sqlite;
            var database = new SqliteConnection("Data Source=:memory:");
            database.Open();
            var command = database.CreateCommand();
            command.CommandText = "select 1 + 1";
            command.ExecuteScalar()
            """).Text);
    }

    [Theory]
    [InlineData("#r \"nuget: AigcNotebooks.NoSuchPackage, 1.0.0\"", "no such package", "AigcNotebooks.NoSuchPackage")]
    [InlineData("#r \"nuget: Newtonsoft.Json, 999.0.0\"", "no such version", "999.0.0")]
    [InlineData("#r \"nuget: Microsoft.Data.Sqlite, 9.0.0\"\n#r \"nuget: SQLitePCLRaw.core, 1.0.0\"", "do not fit together", "SQLitePCLRaw.core")]
    [InlineData("#i \"nuget: https://127.0.0.1:9/index.json\"\n#r \"nuget: AigcNotebooks.NoSuchPackage, 2.0.0\"", "does not answer", "127.0.0.1:9")]
    [InlineData("#i \"nuget: nosuchfolder\"\n#r \"nuget: AigcNotebooks.NoSuchPackage, 3.0.0\"", "does not answer", "/nosuchfolder")]
    public void WhatCannotBeHadIsOneClearLine(string code, string reason, string named)
    {
        var error = Fail(code);
        Assert.SkipWhen(error.Message.Contains("does not answer", StringComparison.Ordinal) && reason != "does not answer", "no NuGet source");
        Assert.Equal("Package", error.Name);
        Assert.Contains(reason, error.Message);
        Assert.Contains(named, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Single(error.Traceback);
    }

    private RecordingOutput RunWithNetwork(string code)
    {
        var output = new RecordingOutput();
        var error = Interpreter.Execute(code, 1, output);
        Assert.SkipWhen(error?.Message.Contains("does not answer", StringComparison.Ordinal) == true, "no NuGet source");
        Assert.True(error is null, error?.Message);
        return output;
    }
}

using System.IO.Compression;
using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    [Fact]
    public void APackageInALoadedFileIsThere()
    {
        File.WriteAllText("part.csx", "#i \"nuget: .\"\n#r \"nuget: Newtonsoft.Json, 13.0.3\"\nusing Newtonsoft.Json;\nstring Json(object value) => JsonConvert.SerializeObject(value);");
        File.WriteAllText("whole.csx", "#load \"part.csx\"");
        Assert.Equal("{\"A\":1}", RunWithNetwork("#load \"whole.csx\"\nJson(new { A = 1 })").Text);
    }

    [Fact]
    public void AVersionThatIsThereMayBeNamedAndOthersMayNot()
    {
        var first = RunWithNetwork("#r \"nuget: MathNet.Numerics, [5.0.0, 6.0)\"").Shown[0].Data["text/plain"];
        Assert.Equal("Installed Packages\nMathNet.Numerics, 5.0.0", first);
        Assert.Empty(Run("#r \"nuget: MathNet.Numerics, 5.0.0\"").Shown);
        Assert.Contains("has version 5.0.0 already", Fail("#r \"nuget: MathNet.Numerics, 4.15.0\"").Message);
    }

    [Fact]
    public void AfterAConflictOtherPackagesAreStillToBeHad()
    {
        RunWithNetwork("#r \"nuget: Newtonsoft.Json, 13.0.3\"");
        Assert.Contains("another assembly", Fail("#!reset\n#r \"nuget: Newtonsoft.Json, 13.0.2\"").Message);
        Assert.Equal("1", Run("#r \"nuget: Newtonsoft.Json, 13.0.3\"\nNewtonsoft.Json.Linq.JToken.Parse(\"1\").ToString()").Text);
    }

    [Fact]
    public void APackageStaysWhatItIsWhenItsSourceHasOtherVersions()
    {
        var before = Environment.GetEnvironmentVariable("NUGET_PACKAGES");
        Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.Combine(Folder, "packages"));
        try
        {
            // The lowest that fits: 1.0.5 at first, 1.0.3 once the source has that one in its place.
            WritePackage("Kept", "1.0.5");
            Assert.Equal("5", RunWithNetwork("#i \"nuget: source\"\n#r \"nuget: Kept, 1.0.0\"\nKept.Type.Number").Text);
            File.Delete("source/Kept.1.0.5.nupkg");
            WritePackage("Kept", "1.0.3");
            WritePackage("AddedLater", "1.0.7");
            Assert.Equal("12", RunWithNetwork("#r \"nuget: AddedLater\"\nKept.Type.Number + AddedLater.Type.Number").Text);
            Assert.Empty(Run("#r \"nuget: Kept, 1.0.0\"\n#r \"nuget: Kept, 1.0.5\"").Shown);
        }
        finally
        {
            Environment.SetEnvironmentVariable("NUGET_PACKAGES", before);
        }
    }

    /// <summary>A package whose assembly tells the last part of its version, in the folder "source".</summary>
    private static void WritePackage(string id, string version)
    {
        var compilation = CSharpCompilation.Create(id, [CSharpSyntaxTree.ParseText($"namespace {id}; public static class Type {{ public static int Number => {version.Split('.')[^1]}; }}")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var package = ZipFile.Open(Path.Combine(Directory.CreateDirectory("source").FullName, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var manifest = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open()))
            manifest.Write($"<package><metadata><id>{id}</id><version>{version}</version><authors>a test</authors><description>a test</description></metadata></package>");
        using var library = package.CreateEntry($"lib/netstandard2.0/{id}.dll").Open();
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.WriteTo(library);
    }

    [Fact]
    public void ASourceThatDoesNotAnswerIsForgotten()
    {
        Assert.Contains("does not answer", Fail("#i \"nuget: nosuchfolder\"\n#r \"nuget: AigcNotebooks.NoSuchPackage, 3.0.0\"").Message);
        RunWithNetwork("#r \"nuget: Newtonsoft.Json, 13.0.3\"");
    }

    [Theory]
    [InlineData("nuget:Some.Id", "*")]
    [InlineData("NuGet: Some.Id ,", "*")]
    [InlineData("nuget: Some.Id, 1.2.3-beta.4+five", "1.2.3-beta.4+five")]
    [InlineData("nuget: Some.Id,*-*", "*-*")]
    [InlineData("nuget: Some.Id, 1.*", "1.*")]
    [InlineData("nuget: Some.Id, [1.0, 2.0) ", "[1.0, 2.0)")]
    [InlineData("nuget: Some.Id, (,2.0]", "(,2.0]")]
    public void Versions(string reference, string version) => Assert.Equal(new PackageReference("Some.Id", version), PackageReference.Parse(reference));

    [Fact]
    public void TheKernelsOwnAssemblyStandsInForAnOlderOne()
    {
        var shown = RunWithNetwork("#r \"nuget: Microsoft.CodeAnalysis.CSharp, 4.8.0\"\ntypeof(Microsoft.CodeAnalysis.SyntaxTree).Assembly.GetName().Version.Major").Shown;
        Assert.Contains("Microsoft.CodeAnalysis.CSharp: the kernel's own version 5.", shown[0].Data["text/plain"]);
        Assert.Equal("5", shown[1].Data["text/plain"]);
        Assert.DoesNotContain("own version", Run("#r \"nuget: Newtonsoft.Json, 13.0.3\"").Shown[0].Data["text/plain"]);
    }

    [Theory]
    [InlineData("#r \"nuget: AigcNotebooks.NoSuchPackage, 1.0.0\"", "no such package", "AigcNotebooks.NoSuchPackage")]
    [InlineData("#r \"nuget: Newtonsoft.Json, 999.0.0\"", "no such version", "999.0.0")]
    [InlineData("#r \"nuget: Microsoft.Data.Sqlite, 9.0.0\"\n#r \"nuget: SQLitePCLRaw.core, 1.0.0\"", "do not fit together", "SQLitePCLRaw.core")]
    [InlineData("#i \"nuget: https://127.0.0.1:9/index.json\"\n#r \"nuget: AigcNotebooks.NoSuchPackage, 2.0.0\"", "does not answer", "127.0.0.1:9")]
    [InlineData("#i \"nuget: http://127.0.0.1:9/index.json\"\n#r \"nuget: AigcNotebooks.NoSuchPackage, 4.0.0\"", "no http: source", "127.0.0.1:9")]
    [InlineData("#r \"nuget: AigcNotebooks.NoSuchPackage, 1.0.0, x\"", "expected", "1.0.0, x")]
    [InlineData("#r \"nuget: AigcNotebooks.NoSuchPackage, abc\"", "expected", "abc")]
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

using AigcNotebooks.Display;
using AigcNotebooks.Tests.Data;
using Xunit;

namespace AigcNotebooks.Tests.Display;

/// <summary>What a longer training came to stands beside the lesson's figures.</summary>
[Collection(ProcessWide.Name)]
public sealed class LongFiguresTests : IDisposable
{
    private readonly string _old = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-full-").FullName;

    public LongFiguresTests()
    {
        Environment.CurrentDirectory = _folder;
        File.WriteAllText("AigcNotebooks.sln", "");
        Directory.CreateDirectory("data/full");
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _old;
        Directory.Delete(_folder, recursive: true);
    }

    private static void Keep(string text) => File.WriteAllText("data/full/99-test.json", text);

    private static string Figures(string profile, string dataset = "MNIST") => new FigureTable("99-test", profile, dataset, 0).Add("distance", 20.5, n: 100).Add("time", 60, "s").ToString();

    [Fact]
    public void They_are_a_column_of_the_classroom_s_table()
    {
        string without = Figures("classroom");
        Keep("""{"command": "./aigc run 99 --profile full", "conditions": "2 threads", "dataset": "MNIST", "metrics": [{"name": "distance", "value": 10.25, "unit": ""}]}""");
        string[] expected =
        [
            "99-test · classroom · MNIST · seed 0 (column full: ./aigc run 99 --profile full; 2 threads)",
            "figure    value   full  unit    n  target",
            "--------  -----  -----  ----  ---  ------",
            "distance   20.5  10.25        100",
            "time         60      —  s",
        ];
        Assert.Equal(expected, Figures("classroom").Split(Environment.NewLine));
        Assert.Equal(without.Replace("classroom", "full"), Figures("full"));
        Assert.Equal(without.Replace("MNIST", "StrokeDigits"), Figures("classroom", "StrokeDigits"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"command\": \"a\", \"conditions\": \"b\", \"dataset\": \"c\", \"metrics\": [null]}")]
    [InlineData("{\"command\": \"a\", \"conditions\": \"b\", \"dataset\": \"c\", \"metrics\": [{}]}")]
    [InlineData("{\"command\": 1}")]
    public void A_damaged_file_is_named(string text)
    {
        Keep(text);
        Assert.Contains("99-test.json holds no figures of a long run", Assert.Throws<InvalidDataException>(() => Figures("classroom")).Message);
    }
}

using AigcNotebooks.Display;
using AigcNotebooks.Tests.Data;
using Xunit;

namespace AigcNotebooks.Tests.Display;

[Collection(ProcessWide.Name)]
public sealed class AblationTableTests : IDisposable
{
    private readonly string _old = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-ablations-").FullName;

    public AblationTableTests() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _old;
        Directory.Delete(_folder, recursive: true);
    }

    private static AblationTable Empty() => new("99-test", "./aigc run 99", "2 steps each", "digit, %", "axis, %");

    [Fact]
    public void It_shows_means_over_seeds_with_the_least_and_the_greatest_beside_them()
    {
        string text = Empty().Add("all", 1, 98, 90).Add("less", 0, 50, 40).Add("all", 0, 96, 90).Add("less", 1, 52, 41).ToString();
        string[] lines = text.Split('\n');
        Assert.Contains("2 steps each; means over 2 seeds (least–greatest); made by: ./aigc run 99", lines[0]);
        Assert.Contains("97 (96–98)", lines[3]);
        Assert.StartsWith("less", lines[4]);
        Assert.Contains("40.5 (40–41)", lines[4]);
        Assert.Contains("all (seeds 0, 1)", Empty().Add("all", 0, 1, 1).Add("all", 1, 1, 1).Add("less", 1, 1, 1).ToString());
        Assert.Contains("less (seeds 1)", Empty().Add("all", 0, 1, 1).Add("all", 1, 1, 1).Add("less", 1, 1, 1).ToString());
        Assert.Contains("one seed", Empty().Add("all", 0, 98, 90).ToString());
    }

    [Fact]
    public void What_was_saved_is_found_again_and_takes_further_seeds_and_new_values()
    {
        File.WriteAllText("AigcNotebooks.sln", "");
        Directory.CreateDirectory("notebooks");
        Environment.CurrentDirectory = Path.Combine(_folder, "notebooks");
        Assert.Null(AblationTable.Find("99-test"));
        string path = Empty().Add("all", 0, 98, 90.25).Add("less", 0, 50, 40).Save();
        Assert.EndsWith(Path.Combine("data", "ablations", "99-test.json"), path);
        AblationTable found = AblationTable.Find("99-test")!.Add("all", 1, 96, 91).Add("less", 0, 51, 41);
        Assert.Equal(["all 0: 98 90.25", "all 1: 96 91", "less 0: 51 41"], found.Rows.Select(row => FormattableString.Invariant($"{row.Variant} {row.Seed}: {row.Values[0]} {row.Values[1]}")));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void What_does_not_fit_is_said_and_a_damaged_file_is_named()
    {
        Assert.Contains("has 1 figures; the table has 2", Assert.Throws<ArgumentException>(() => Empty().Add("all", 0, 1)).Message);
        Assert.Contains("\"axis, %\" of \"all\" is NaN", Assert.Throws<ArgumentException>(() => Empty().Add("all", 0, 1, double.NaN)).Message);
        Assert.Contains("without folders", Assert.Throws<ArgumentException>(() => new AblationTable("../x", "", "", "a")).Message);
        Assert.Contains("no copy of the kit's repository", Assert.Throws<InvalidOperationException>(() => Empty().Save()).Message);
        File.WriteAllText("AigcNotebooks.sln", "");
        string path = Empty().Add("all", 0, 98, 90).Save();
        foreach (string damaged in new[] { "", "null", "{}", File.ReadAllText(path)[..^20], File.ReadAllText(path).Replace("90", "90, 91") })
        {
            File.WriteAllText(path, damaged);
            string message = Assert.Throws<InvalidDataException>(() => AblationTable.Find("99-test")).Message;
            Assert.StartsWith(path, message);
            Assert.Contains("Delete it", message);
        }
    }
}

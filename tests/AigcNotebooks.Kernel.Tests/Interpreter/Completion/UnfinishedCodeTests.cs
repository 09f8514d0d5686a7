using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter.Completion;

/// <summary>Code is nearly always broken where somebody writes.</summary>
public sealed class UnfinishedCodeTests(CompletionSession session) : IClassFixture<CompletionSession>
{
    [Theory]
    [InlineData("if (point.|")]
    [InlineData("if (point.|)")]
    [InlineData("if (point.X > 1 && point.|\nvar z = 1;")]
    [InlineData("while (point.|")]
    [InlineData("return point.|")]
    [InlineData("Foo(1, point.|")]
    [InlineData("Console.WriteLine(point.|\nvar y = 2;")]
    [InlineData("Console.WriteLine(Twice(point.|\nvar y = 2;")]
    [InlineData("Console.WriteLine($\"{point.|")]
    [InlineData("Console.WriteLine($\"{point.|}\");")]
    [InlineData("var a = [point.|")]
    [InlineData("var d = new Dictionary<string, int> { [\"a\"] = point.|")]
    [InlineData("var a = new[] { point.|")]
    [InlineData("oops oops oops;\npoint.|")]
    [InlineData("var s = \"unclosed;\npoint.|")]
    [InlineData("int n = \"no int\";\npoint.|")]
    [InlineData("{\npoint.|")]
    [InlineData("void H() {\n  if (flag) {\n    point.|")]
    [InlineData("void H() {\n  if (flag) {\n    point.|\n  }\n}\nvar more = 1;")]
    [InlineData("class Broken {\nint x = \npoint.|")]
    [InlineData("foreach (var v in words)\n{\n    point.|\n}")]
    [InlineData("for (var i = 0; i < 3; i++\npoint.|")]
    [InlineData("point.|\nvar y = 1;")]
    [InlineData("point.|\npoint.X = 1;")]
    [InlineData("point.|\nforeach (var w in words) { }")]
    [InlineData("point\n    .|")]
    [InlineData("point. |")]
    [InlineData("point./* note */|")]
    [InlineData("later.|\nvar later = new Point();")]
    [InlineData("#r \"nosuch.dll\"\npoint.|")]
    [InlineData("#load \"nosuch.csx\"\npoint.|")]
    [InlineData("#if DEBUG\n#endif\npoint.|")]
    [InlineData("int Early() => later.|;\nvar later = new Point();")]
    [InlineData("var 点 = point; 点.|")]
    [InlineData("var s = \"😀\"; point.|")]
    [InlineData("\r\nvar a = 1;\r\npoint.|\r\nvar b = 2;")]
    public void MembersOfAPoint(string code) => session.Offers(code, "X Y Across");

    [Fact]
    public void ReferencingFilesByCompletionLeavesNoTrace()
    {
        var library = typeof(UnfinishedCodeTests).Assembly.Location;
        File.Copy(library, "LookedAt.dll");
        session.Offers("#r \"LookedAt.dll\"\npoint.|", "X");
        File.Copy(typeof(Xunit.Assert).Assembly.Location, "LookedAt.dll", overwrite: true);
        session.Offers("#r \"LookedAt.dll\"\npoint.|", "X");
    }
}

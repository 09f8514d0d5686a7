using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>In the codes, `|` is the cursor.</summary>
public sealed class InspectionTests : InterpreterTest
{
    private const string Session = """
        /// <summary>A place in the plane.</summary>
        /// <param name="X">How far right.</param>
        record Point(int X, int Y)
        {
            /// <summary>How far from <see cref="Point"/> zero.</summary>
            /// <returns>A length.</returns>
            public double Length() => Math.Sqrt(X * X + Y * Y);
        }
        var point = new Point(3, 4);
        int Twice(int n) =>
            2 * n;
        """;

    [Theory]
    [InlineData("Cons|ole", "class System.Console", "Represents the standard input, output, and error streams")]
    [InlineData("Console.WriteLine|(1)", "void Console.WriteLine(int value)", "Writes the text representation")]
    [InlineData("Console.WriteLine(|", "void Console.WriteLine(string? value)", "Writes ")]
    [InlineData("Console.Write|", "void Console.Write(string? value)", "Writes ")]
    [InlineData("new List<int>().Ad|d(1)", "void List<int>.Add(int item)", "item: ")]
    [InlineData("new[] { 1 }.Sel|ect(x => x)", "IEnumerable<int>.Select<int, int>(Func<int, int> selector)", "Projects each element")]
    [InlineData("\"\".Len|gth", "int string.Length { get; }", "Gets the number of characters")]
    [InlineData("new Random(|", "Random.Random(int Seed)", "")]
    [InlineData("poi|nt", "Point point", "")]
    [InlineData("point.Leng|th()", "double Point.Length()", "How far from Point zero.")]
    [InlineData("Poi|nt p;", "record Point", "A place in the plane.")]
    [InlineData("Twi|ce(3)", "int Twice(int n)", "")]
    [InlineData("Twice(3|)", "int Twice(int n)", "")]
    [InlineData("var loc|al = 1.5;", "double local", "")]
    [InlineData("va|r s = \"\";", "string\n", "Represents text")]
    [InlineData("new List<int>().Exists(it|em => true)", "int item", "")]
    [InlineData("using System.Te|xt;", "namespace System.Text", "")]
    [InlineData("new System.Text.StringBuilder().ToStr|ing()", "string StringBuilder.ToString()", "Converts the value of this instance")]
    public void SignatureAndSummary(string code, string signature, string summary)
    {
        Run(Session);
        var text = Inspect(code);
        Assert.Contains(signature, text);
        Assert.Contains(summary, text);
    }

    [Theory]
    [InlineData("nosuch|")]
    [InlineData("// Cons|ole")]
    [InlineData("\"Cons|ole\"")]
    [InlineData("1 + |1")]
    [InlineData("|")]
    public void NothingIsKnown(string code) => Assert.Null(Interpreter.Inspect(code.Replace("|", ""), code.IndexOf('|'), 0));

    [Fact]
    public void DetailOneShowsTheSource()
    {
        Run(Session);
        Assert.Contains("Cell [1], line 10\nint Twice(int n) =>\n    2 * n;", Inspect("Twi|ce", 1));
        Assert.Contains("public double Length() => Math.Sqrt", Inspect("Poi|nt", 1));
        Assert.DoesNotContain("2 * n", Inspect("Twi|ce"));
        // The tests' own assembly has symbols that name files of this machine.
        Run($"#r \"{typeof(InspectionTests).Assembly.Location}\"");
        Assert.Contains("class InspectionTests : InterpreterTest", Inspect("AigcNotebooks.Kernel.Tests.Interpreter.Inspection|Tests", 1));
    }

    private string Inspect(string code, int detailLevel = 0)
    {
        var found = Interpreter.Inspect(code.Replace("|", ""), code.IndexOf('|'), detailLevel);
        Assert.NotNull(found);
        return System.Text.RegularExpressions.Regex.Replace(found["text/plain"]!, "\u001b\\[[0-9;]*m", "");
    }
}

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
            /// <summary>Adds: <see href="https://example.org/sum"/>.</summary>
            public static Point operator +(Point a, Point b) => a;
            /// <summary>The part with that number:
            /// <list type="bullet"><item><term>one</term><description>how far up</description></item></list></summary>
            public int this[int i] => i == 0 ? X : Y;
        }
        class Shape
        {
            /// <summary>Of some corners.</summary>
            /// <param name="corners">How many.</param>
            public Shape(int corners) { }
            /// <summary>The area.</summary>
            /// <returns>Square metres.</returns>
            public virtual double Area(double scale) => 0;
        }
        class Square() : Shape(4) { public override double Area(double scale) => 1; }
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
    [InlineData("var v = point[|0]", "int Point.this[int i] { get; }", "- one: how far up")]
    [InlineData("point +| point", "Point Point.operator +(Point a, Point b)", "Adds")]
    [InlineData("new Po|int(1, 2)", "record Point", "A place")]
    [InlineData("ne|w Point(1, 2)", "Point.Point(int X, int Y)", "How far right.")]
    [InlineData("new Point(X|: 1, Y: 2)", "int X", "How far right.")]
    [InlineData("new Square().Are|a(1)", "double Square.Area(double scale)", "returns: Square metres.")]
    [InlineData("class C : Shape { public C() : base(|", "Shape.Shape(int corners)", "corners: How many.")]
    [InlineData("Shape s = new(|", "Shape.Shape(int corners)", "corners: How many.")]
    [InlineData("Twice(n|: 3)", "int n", "")]
    [InlineData("Console.WriteLine(\"{0}\", |", "void Console.WriteLine(string format, object? arg0)", "format: ")]
    [InlineData("new[] { 1 }.Where(n => n > 1|)", "IEnumerable<int>.Where<int>(Func<int, bool> predicate)", "Filters")]
    [InlineData("string.Join(|", "string string.Join(char separator, params string?[] value)", "separator: ")]
    [InlineData("[Obsol|ete] class E { }", "ObsoleteAttribute.ObsoleteAttribute()", "Initializes")]
    [InlineData("T Same<T>(T it|em) => item;", "T item", "")]
    [InlineData("in|t i;", "int", "32-bit signed integer")]
    [InlineData("DayOfWeek.Mon|day", "DayOfWeek.Monday = 1", "Indicates Monday")]
    [InlineData("$\"{poi|nt}\"", "Point point", "")]
    [InlineData("#!tim|e\n1", "#!time", "how long")]
    [InlineData("#r \"nuget: |X\"", "#r", "package")]
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
    [InlineData("1 +| 1")]
    [InlineData("thi|s")]
    [InlineData("(a|, b) => a")]
    [InlineData("\"text|\"")]
    [InlineData("#!nosuch|")]
    [InlineData("#!markdown\nCons|ole")]
    [InlineData("|")]
    public void NothingIsKnown(string code) => Assert.Null(Interpreter.Inspect(code.Replace("|", ""), code.IndexOf('|'), 0));

    [Theory]
    [InlineData("int number = 42;", "= 42\n")]
    [InlineData("string number = \"a\\nb\";", "= \"a b\"\n")]
    [InlineData("string? number = null;", "= null\n")]
    [InlineData("var number = new string('x', 5000);", "(5000 characters)\n")]
    [InlineData("var number = new[] { 1.5, 2 };", "= [2] { 1.5, 2 }\n")]
    [InlineData("var number = new int[2, 3];", "= [2, 3]\n")]
    [InlineData("var number = Enumerable.Range(0, 9).ToList();", "= Count = 9 { 0, 1, 2, 3, 4, ... }\n")]
    [InlineData("var number = new Dictionary<string, int> { [\"a\"] = 1 };", "= Count = 1\n")]
    [InlineData("var number = DayOfWeek.Monday;", "= Monday\n")]
    [InlineData("var number = new Version(1, 2);", "= 1.2\n")]
    [InlineData("int number = 1; number = 2;", "= 2\n")]
    public void VariablesShowTheirValues(string cell, string expected)
    {
        Run(cell);
        Assert.Contains(expected, Inspect("num|ber") + "\n");
    }

    [Fact]
    public void NoCodeOfTheUsersIsRunForAValue()
    {
        Run("""
            class Endless { public override string ToString() { while (true) { } } }
            var endless = new Endless(); var inside = new List<Endless> { endless }; var pair = (1, endless); var lazy = Enumerable.Range(0, 9).Select(n => 1 / n);
            """);
        Assert.Equal("Endless endless", Inspect("end|less"));
        Assert.Equal("List<Endless> inside\n= Count = 1", Inspect("ins|ide"));
        Assert.Equal("(int, Endless endless) pair", Inspect("pai|r"));
        Assert.Equal("IEnumerable<int> lazy", Inspect("laz|y"));
    }

    [Fact]
    public void DetailOneShowsTheSource()
    {
        Run(Session);
        Assert.Contains("Cell [1], line 25\nint Twice(int n) =>\n    2 * n;", Inspect("Twi|ce", 1));
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

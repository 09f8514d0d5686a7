using AigcNotebooks.Kernel.Interpreter.Completion;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>In the codes, `|` is the cursor.</summary>
public sealed class CompletionTests : InterpreterTest
{
    private const string Session = """
        using System.IO;
        class Point { public int X; public int Y { get; set; } public int Across() => X; public static Point Zero => new(); private int hidden; }
        enum Colour { Red, Green }
        var point = new Point(); var words = new List<string>(); int? maybe = 1; (int Left, int Right) pair = (1, 2);
        int Twice(int n) => 2 * n;
        """;

    [Theory]
    [InlineData("Conso|", "Console")]
    [InlineData("Console.|", "WriteLine ReadLine Out Title")]
    [InlineData("Console.WriteL|", "WriteLine")]
    [InlineData("Console.Out.|", "Flush Write")]
    [InlineData("System.|", "Console IO Text Collections Math")]
    [InlineData("global::Sys|", "System")]
    [InlineData("poi|", "point")]
    [InlineData("twi|", "Twice")]
    [InlineData("point.|", "X Y Across ToString")]
    [InlineData("Point.|", "Zero")]
    [InlineData("point?.Ac|", "Across")]
    [InlineData("maybe.|", "HasValue Value")]
    [InlineData("pair.L|", "Left")]
    [InlineData("Colour.|", "Red Green")]
    [InlineData("words.Sel|", "Select SelectMany")]
    [InlineData("words.|", "Add Count Where First")]
    [InlineData("words.Where(w => w.|", "Length Trim")]
    [InlineData("words.Where(w => w.Len|).First()", "Length")]
    [InlineData("\"text\".|", "Length Split")]
    [InlineData("new Dictionary<string, Poi|", "Point")]
    [InlineData("List<Lis|> x;", "List")]
    [InlineData("var local = 1; loc|", "local")]
    [InlineData("void F(int argument)\n{\n    arg|", "argument")]
    [InlineData("foreach (var each in words) { each.|", "Length")]
    [InlineData("for (var index = 0; ind|", "index")]
    [InlineData("words.\nvar y = 1;\nwords.Ad|", "Add AddRange")]
    [InlineData("wor|\nvar y = 1;", "words")]
    [InlineData("words.|\nvar y = 1;", "Add Count")]
    [InlineData("if (point.|) { }", "X Y")]
    [InlineData("new Point { | }", "X Y")]
    [InlineData("new Point { X = 1, |", "Y")]
    [InlineData("$\"{point.|}\"", "X Y")]
    [InlineData("using System.Te|", "Text")]
    [InlineData("fore|", "foreach")]
    [InlineData("awa|", "await")]
    [InlineData("Twice(poi|)", "point")]
    [InlineData("Twice(point.|", "X")]
    [InlineData("class Q { Point p; int F() => p.|", "X Across")]
    [InlineData("point.Across().|", "CompareTo ToString")]
    [InlineData("#!time\npoint.|", "X Y")]
    [InlineData("disp|", "display")]
    [InlineData("Environment.New|Line", "NewLine")]
    [InlineData("File.Exi|", "Exists")]
    public void Offers(string code, string expected)
    {
        Run(Session);
        var offered = Complete(code).Items.Select(item => item.Text).ToHashSet();
        Assert.All(expected.Split(' '), text => Assert.Contains(text, offered));
    }

    [Theory]
    [InlineData("Console.|", "if System words")]
    [InlineData("point.|", "Zero hidden if Point")]
    [InlineData("Point.|", "X Across")]
    [InlineData("maybe?.|", "HasValue")]
    [InlineData("Stop|", "StopCheck")]
    [InlineData("AigcNotebooks.Kernel.|", "StopCheck CSharpInterpreter")]
    [InlineData("using |", "String Console")]
    public void DoesNotOffer(string code, string unexpected)
    {
        Run(Session);
        var offered = Complete(code).Items.Select(item => item.Text).ToHashSet();
        Assert.All(unexpected.Split(' '), text => Assert.DoesNotContain(text, offered));
    }

    [Theory]
    [InlineData("\"poi|\"")]
    [InlineData("// poi|")]
    [InlineData("var n = 12|")]
    [InlineData("/* poi| */")]
    [InlineData("\"\"\"\npoi|\n\"\"\"")]
    [InlineData("nosuch.|")]
    public void OffersNothing(string code)
    {
        Run(Session);
        Assert.Empty(Complete(code).Items);
    }

    [Fact]
    public void TheWholeNameIsReplacedAndWhatCellsDeclareComesFirst()
    {
        Run("var consoleLike = 1;");
        var list = Complete("; cons|ole");
        Assert.Equal((2, 9), (list.Start, list.End));
        Assert.Equal(["consoleLike", "const"], list.Items.Take(2).Select(item => item.Text));
        Assert.Equal(new CompletionItem("consoleLike", "instance", "int"), list.Items[0]);
    }

    [Fact]
    public void KindsAndSignatures()
    {
        Run(Session);
        Assert.Equal(new CompletionItem("Twice", "function", "(int n)"), Complete("Twi|").Items[0]);
        Assert.Matches(@"^\(.*\) \(\+ \d+ overloads\)$", Complete("Console.WriteL|").Items[0].Signature);
        Assert.Equal(("class", "module", "enum", "keyword"), (Complete("Poin|").Items[0].Type, Complete("System.Tex|").Items[0].Type, Complete("Colo|").Items[0].Type, Complete("whil|").Items[0].Type));
    }

    [Theory]
    [InlineData("#!|", 0, "#!about #!csharp #!html #!import #!lsmagic #!markdown #!reset #!time #!who #!whos")]
    [InlineData("var x = 1;\n  #!im|", 13, "#!import")]
    [InlineData("#|", 0, "#!time #load #r #region")]
    [InlineData("#lo|ad", 0, "#load")]
    [InlineData("#load \"|", 7, "part.csx sub/")]
    [InlineData("#load \"sub/|", 11, "inner.csx")]
    [InlineData("#!import p|", 9, "part.csx part.ipynb")]
    [InlineData("#r \"./li|", 6, "lib.dll")]
    [InlineData("#r \".ai|", 4, ".aigc/")]
    public void DirectivesAndTheirFiles(string code, int start, string expected)
    {
        Directory.CreateDirectory("sub");
        Directory.CreateDirectory(".aigc");
        foreach (var file in new[] { "part.csx", "part.ipynb", "lib.dll", "note.txt", "sub/inner.csx" })
            File.WriteAllText(file, "");
        var list = Complete(code);
        Assert.Equal(start, list.Start);
        var offered = list.Items.Select(item => item.Text).ToHashSet();
        Assert.All(expected.Split(' '), text => Assert.Contains(text, offered));
        Assert.DoesNotContain("note.txt", offered);
    }

    [Fact]
    public void CompletionChangesNothing()
    {
        Run("var x = 1;");
        Complete("var x = 2; int y = 3; Console.Write(x); x.|");
        Assert.Equal("1", Run("x").Text);
        Assert.Equal("CS0103", Fail("y").Name);
    }

    private CompletionList Complete(string code) => Interpreter.Complete(code.Replace("|", "", StringComparison.Ordinal), code.IndexOf('|', StringComparison.Ordinal));
}

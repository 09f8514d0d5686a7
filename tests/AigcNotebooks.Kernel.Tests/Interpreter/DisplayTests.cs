using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

public sealed class DisplayTests : InterpreterTest
{
    [Theory]
    [InlineData("\"bare\"", "bare", null)]
    [InlineData("3", "3", "<div class=\"dni-plaintext\"><pre>3</pre></div>")]
    [InlineData("new[] { 1, 2 }", "[ 1, 2 ]", "<pre>[ 1, 2 ]</pre>")]
    [InlineData("Enumerable.Range(0, 100).ToArray()", "(80 more) ]", "(80 more) ]")]
    [InlineData("(1, \"b\")", "( 1, b )", "dni-treeview")]
    [InlineData("new Dictionary<string, int> { [\"k\"] = 1 }", "k", "<table>")]
    [InlineData("HTML(\"<b>x</b>\")", "<b>x</b>", "<b>x</b>")]
    public void PlainTextIsAlwaysThere(string code, string plain, string? html)
    {
        var result = Run(code).Result;
        Assert.Contains(plain, result["text/plain"]);
        if (html is null)
            Assert.Null(result["text/html"]);
        else
            Assert.Contains(html, result["text/html"]);
    }

    [Fact]
    public void OfLongHtmlOnlyTheBeginningIsSentAsTextToo()
    {
        var shown = Run("display(HTML(new string('x', 60_000))); display(new string('y', 60_000));").Shown;
        Assert.Equal(60_000, shown[0].Data["text/html"]!.Length);
        Assert.EndsWith("xx ... (10000 more characters)", shown[0].Data["text/plain"]);
        Assert.Equal(60_000, shown[1].Data["text/plain"]!.Length);
    }

    [Fact]
    public void ADisplayIsUpdatedInPlace()
    {
        var first = Run("var shown = display(\"one\"); shown.Update(\"two\");").Shown;
        var later = Run("shown.Update(3);").Shown;
        Assert.Equal(["display one", "update two", "update 3"], first.Concat(later).Select(shown => $"{shown.Kind} {shown.Data["text/plain"]}"));
        Assert.Single(first.Concat(later).Select(shown => shown.Id).Distinct());
    }

    [Fact]
    public void ADisplayedValueIsNotTheResult() => Assert.Equal("display", Assert.Single(Run("display(1)").Shown).Kind);

    [Theory]
    [InlineData("\"# T\".DisplayAs(\"text/markdown\");", "text/markdown", "# T")]
    [InlineData("SVG(\"<svg/>\");", "image/svg+xml", "<svg/>")]
    [InlineData("Markdown(\"*m*\");", "text/markdown", "*m*")]
    [InlineData("Javascript(\"f()\");", "text/html", "<script type=\"text/javascript\">f()</script>")]
    [InlineData("CSS(\"b{}\");", "text/html", "<style>b{}</style>")]
    [InlineData("\"x\".Display();", "text/plain", "x")]
    [InlineData("display(1, \"text/plain\");", "text/plain", "1")]
    [InlineData("Microsoft.DotNet.Interactive.KernelInvocationContext.Current.Display(7);", "text/plain", "7")]
    [InlineData("Microsoft.DotNet.Interactive.KernelInvocationContext.Current.DisplayAs(\"<i/>\", \"text/html\");", "text/html", "<i/>")]
    public void TheDisplayFunctions(string code, string mimeType, string content) => Assert.Equal(content, Assert.Single(Run(code).Shown).Data[mimeType]);

    [Fact]
    public void ATableHasAColumnForEachMember()
    {
        var data = Assert.Single(Run("new[] { new { Name = \"a\", Size = 1 } }.DisplayTable();").Shown).Data;
        Assert.Contains("Size", data["text/html"]);
        Assert.Contains("<table>", data["text/html"]);
        Assert.NotNull(data["text/plain"]);
    }

    [Fact]
    public void FormattersAreTheUsersToChange()
    {
        Run("""
            using Microsoft.DotNet.Interactive.Formatting;
            class Shape { public int Sides = 3; }
            class Square : Shape { }
            Formatter.Register<Shape>(shape => $"<svg sides='{shape.Sides}'/>", "image/svg+xml");
            Formatter.Register<Shape>(shape => "{\"sides\": 3}", "application/json");
            Formatter.SetPreferredMimeTypesFor(typeof(Shape), "image/svg+xml", "application/json");
            """);
        var result = Run("new Square()").Result;
        Assert.Equal("<svg sides='3'/>", result["image/svg+xml"]);
        Assert.Equal("{\"sides\": 3}", result["application/json"]);
        Assert.Contains("Square", result["text/plain"]);
        Assert.Null(result["text/html"]);
    }

    [Fact]
    public void ClearOutput() => Assert.Equal(["clear False", "clear True"], Run("clear_output(); clear_output(wait: true);").Shown.Select(shown => shown.Kind));

    [Fact]
    public void TheConsoleIsTheCells()
    {
        var output = Run("Console.Write('a'); Console.Write(1.5); Console.WriteLine(\"b{0}\", 2); Console.WriteLine(); Console.Error.Write(\"e\"); Console.Out.Write(new[] { 'c', 'd' });");
        Assert.Equal(("a1.5b2\n\ncd", "e"), (output.StandardOutput, output.StandardError));
    }

    [Fact]
    public void TextOfBackgroundThreadsGoesToTheCellThatRanLast()
    {
        var output = Run("var go = new System.Threading.ManualResetEventSlim(); var task = Task.Run(() => { go.Wait(); Console.Write(\"behind\"); });");
        var later = Run("go.Set(); task.Wait();");
        Assert.Equal(("", "behind"), (output.StandardOutput, later.StandardOutput));
    }

    [Fact]
    public void ReadLineAsks()
    {
        var output = new RecordingOutput();
        output.Answers.Enqueue("first");
        output.Answers.Enqueue("");
        output.Answers.Enqueue("third");
        Assert.Null(Interpreter.Execute("$\"{Console.ReadLine()}|{Console.ReadLine()}|{Console.ReadLine()}\"", 1, output));
        Assert.Equal("first||third", output.Text);
    }
}

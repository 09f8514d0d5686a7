using AigcNotebooks.Kernel.Interpreter;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

public sealed class DirectiveTests : InterpreterTest
{
    [Fact]
    public void TimeComesAfterTheResult()
    {
        var shown = Run("#!time\nawait Task.Delay(5);\n1 + 1").Shown;
        Assert.Equal(["result", "display"], shown.Select(output => output.Kind));
        Assert.Matches(@"^Wall time: \d+(\.\d+)?ms$", shown[1].Data["text/plain"]);
    }

    [Fact]
    public void LanguagesFollowEachOther()
    {
        var shown = Run("var x = 1;\n#!markdown\n# \"it's\" /* open\n\ntext\n#!html\n<b>b</b>\n#!csharp\nx + 1").Shown;
        Assert.Equal(["# \"it's\" /* open\n\ntext", "<b>b</b>", "2"], [shown[0].Data["text/markdown"]!, shown[1].Data["text/html"]!, shown[2].Data["text/plain"]!]);
    }

    [Theory]
    [InlineData("\"\"\"\n#!fsharp\n\"\"\"", "#!fsharp")]
    [InlineData("@\"\n#!time\"", "\n#!time")]
    [InlineData("/*\n#!fsharp\n*/ \"c\"", "c")]
    public void ADirectiveInsideAStringOrACommentIsNone(string code, string text) => Assert.Equal(text, Run(code).Text);

    [Fact]
    public void LineNumbersAreTheCells()
    {
        Assert.Contains("line 4, column 1: error CS0103", Plain(Fail("#!time\nvar a = 1;\n#!csharp\nnowhere();")));
        Assert.Contains("line 4\n", Plain(Fail("#!markdown\nhello\n#!csharp\nthrow new Exception();")));
    }

    [Theory]
    [InlineData("#!fsharp\nlet x = 1", "#!fsharp")]
    [InlineData("#!nosuch", "#!nosuch")]
    [InlineData("Console.Write(1);\n#!pwsh\ndir", "#!pwsh")]
    [InlineData("Console.Write(1);\n#r \"nuget: two words\"", "two words")]
    [InlineData("#!value --name x\ntext", "#!value")]
    [InlineData("#!set --name x", "--value VALUE")]
    [InlineData("#!set --name 1x --value 2", "'1x'")]
    [InlineData("#!set --name x --value @fsharp:y", "'fsharp'")]
    [InlineData("#!set --name x --value @input:{prompt}", "{prompt}")]
    [InlineData("#!import", "#!import")]
    [InlineData("#!import missing.csx", "missing.csx")]
    [InlineData("#!import folder.txt", "folder.txt")]
    public void WhatIsNotSupportedIsOneClearLineAndNothingRuns(string code, string named)
    {
        var output = new RecordingOutput();
        var error = Fail(code, output);
        Assert.Contains(named, error.Message);
        Assert.Single(error.Traceback);
        Assert.Equal("", output.StandardOutput);
    }

    [Fact]
    public void LoadIsRelativeToTheWorkingDirectory()
    {
        Directory.CreateDirectory("sub");
        File.WriteAllText("sub/outer.csx", "#load \"inner.csx\"\nint Outer() => Inner() + 1;\ndisplay(\"loaded\");");
        File.WriteAllText("sub/inner.csx", "int Inner() => throw new Exception(\"in a loaded file\");");
        Assert.Equal("loaded", Assert.Single(Run("#load \"sub/outer.csx\"").Shown).Data["text/plain"]);
        Assert.Contains("sub/inner.csx, line 1, in Inner()", Plain(Fail("Outer()")));
        Assert.Equal("CS1504", Fail("#load \"missing.csx\"").Name);
    }

    [Fact]
    public void ImportRunsScripts()
    {
        File.WriteAllText("part.csx", "var imported = 20;\nint Add(int n) => n + imported;");
        Assert.Equal("22", Run("#!import part.csx\nAdd(2)").Text);
        Assert.Equal("21", Run("#!import \"part.csx\"\n#!csharp\nAdd(1)").Text);
    }

    [Fact]
    public void ImportRunsInteractiveFiles()
    {
        File.WriteAllText("part.dib", "#!meta\n\n{\"kernelInfo\": {}}\n\n#!csharp\n\nvar a = 1;\n\n#!markdown\n\n# Title\n\n#!csharp\n\nvar b = a + 1;\n");
        var output = Run("#!import part.dib");
        Assert.Contains("# Title", Assert.Single(output.Shown).Data["text/markdown"]);
        Assert.Equal("3", Run("a + b").Text);
    }

    [Fact]
    public void ImportRunsNotebooks()
    {
        File.WriteAllText("part.ipynb", """
            {"cells": [
              {"cell_type": "markdown", "metadata": {}, "source": ["*note*"]},
              {"cell_type": "code", "metadata": {}, "source": ["var one = 1;\n", "one"], "outputs": [], "execution_count": null},
              {"cell_type": "raw", "metadata": {}, "source": "raw"},
              {"cell_type": "code", "metadata": {"dotnet_interactive": {"language": "csharp"}}, "source": "#!time\nint Bad() => throw new Exception(\"bad\");", "outputs": [], "execution_count": null}
            ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """);
        var shown = Run("#!import part.ipynb").Shown;
        Assert.Equal(("*note*", "1"), (shown[0].Data["text/markdown"], shown[1].Data["text/plain"]));
        Assert.Contains("part.ipynb [cell 4], line 2, in Bad()", Plain(Fail("Bad()")));
    }

    [Theory]
    [InlineData("{\"kernelspec\": {\"language\": \"C#\"}}", "")]
    [InlineData("{}", "")]
    [InlineData("{\"kernelspec\": {\"language\": \"F#\"}}", "#!fsharp")]
    [InlineData("{\"kernelspec\": {\"language\": \"python\"}}", "#!python")]
    public void AnImportedNotebooksLanguageIsRespected(string metadata, string unsupported)
    {
        File.WriteAllText("part.ipynb", $$"""{"cells": [{"cell_type": "code", "metadata": {}, "source": "let = 1;"}], "metadata": {{metadata}}}""");
        Assert.StartsWith(unsupported.Length == 0 ? "The name 'let'" : unsupported, Fail("#!import part.ipynb").Message);
    }

    [Fact]
    public void AnImportThatImportsItselfIsAnError()
    {
        File.WriteAllText("a.csx", "#!import b.csx");
        File.WriteAllText("b.csx", "#!import a.csx");
        Assert.Contains("imports itself", Fail("#!import a.csx").Message);
        Assert.Equal("2", Run("1 + 1").Text);
    }

    [Theory]
    [InlineData("part.ipynb", "{\"cells\": 1}")]
    [InlineData("part.ipynb", "not json")]
    public void ABrokenNotebookIsAClearError(string name, string text)
    {
        File.WriteAllText(name, text);
        Assert.Contains(name, Fail($"#!import {name}").Message);
    }

    [Fact]
    public void VariablesAreListed()
    {
        Run("var number = 1; var text = \"first\"; class Declared { } int Method() => 1;");
        Run("text = \"second\"; var list = new List<int> { 1, 2 };\nvar number = 2.5;");
        Assert.Equal("Variable\nlist\nnumber\ntext", Assert.Single(Run("#!who").Shown).Data["text/plain"]);
        var shown = Run("var later = 1;\n#!whos").Shown[0].Data;
        Assert.Equal(["Variable Type Value", "later int 1", "list List<int> [ 1, 2 ]", "number double 2.5", "text string second"],
            shown["text/plain"]!.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, " +", " ")));
        Assert.Contains("<td style=\"text-align:left\">List&lt;int&gt;</td>", shown["text/html"]);
        Assert.Equal("Variable", Run("#!reset\n#!who").Shown[0].Data["text/plain"]);
    }

    [Fact]
    public void AboutSaysWhatRuns() => Assert.Contains("C# 14.0", Run("#!about").Shown[0].Data["text/plain"]);

    [Fact]
    public void TheListOfDirectivesIsPaged()
    {
        var (kind, data, _) = Assert.Single(Run("#!lsmagic").Shown);
        Assert.Equal("page", kind);
        Assert.Contains("#!import", data["text/plain"]);
    }

    [Fact]
    public void Questions()
    {
        var output = new RecordingOutput();
        foreach (var answer in new[] { "name", "secret", "a", "b" })
            output.Answers.Enqueue(answer);
        Assert.Null(Interpreter.Execute("var name = input(\"who? \"); var word = password(\"word? \"); var both = await GetInputAsync(\"\") + (await GetPasswordAsync(\"\")).GetClearTextPassword();", 1, output));
        Assert.Equal([("who? ", false), ("word? ", true), ("", false), ("", true)], output.Questions);
        Assert.Equal("name secret ab ********", Run("$\"{name} {word.GetClearTextPassword()} {both} {word}\"").Text);
    }

    [Fact]
    public void SetDeclaresAVariable()
    {
        var output = new RecordingOutput();
        output.Answers.Enqueue("typed");
        output.Answers.Enqueue("secret");
        output.Answers.Enqueue("again");
        Assert.Null(Interpreter.Execute("var c = 1;\n#!set --name text --value \"two \\ words\"\n#!set --value @input:\"who?\" --name who\n#!set --name word --value @password:word\n#!set --name both --value @input:{\"prompt\": \"p\", \"saveAs\": \"s\"}\n"
            + "#!set --name copy --value @csharp:c\n$\"{text}|{who}|{word.GetClearTextPassword()}|{both}|{copy}\"", 1, output));
        Assert.Equal("two \\ words|typed|secret|again|1", output.Text);
        Assert.Equal([("who?", false), ("word", true), ("p", false)], output.Questions);
    }

    [Fact]
    public void JavaScriptRunsInThePageAndMayWait() =>
        Assert.Equal("<script type=\"text/javascript\">(async () => {\nx = await 1; // last\n})();</script>", Assert.Single(Run("#!js\nx = await 1; // last\n").Shown).Data["text/html"]);

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("#!time\nfor (;;) { break; }", "complete")]
    [InlineData("#!markdown\nopen ( {", "complete")]
    [InlineData("for (;;) {", "incomplete")]
    [InlineData("var s = \"\"\"\nabc", "incomplete")]
    [InlineData("1 +", "incomplete")]
    [InlineData("var x = ;", "invalid")]
    [InlineData("#!fsharp", "invalid")]
    public void IsComplete(string code, string status) => Assert.Equal(status, Interpreter.IsComplete(code).Status);

    [Fact]
    public void TheNextLinesIndentation() => Assert.Equal(new Completeness("incomplete", "        "), Interpreter.IsComplete("class A\n{\n    void F() {"));
}

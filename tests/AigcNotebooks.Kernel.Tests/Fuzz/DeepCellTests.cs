using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Tests.Interpreter;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Fuzz;

/// <summary>Pasted monsters: refused by name, run, or stopped; the session lives.</summary>
public sealed class DeepCellTests : InterpreterTest
{
    private const int Times = 10_000;

    private static string Repeat(string text, int times = Times) => string.Concat(Enumerable.Repeat(text, times));

    public static TheoryData<string, string, string> Nested => new()
    {
        { "(", "1", ")" }, { "(", "", "" }, { "{", "", "}" }, { "[", "", "]" }, { "new[]{", "1", "}" }, { "() => (Func<object>)(", "null", ")" }, { "1 switch { _ => ", "1", "}" }, { "class A { ", "", "}" },
        { "void F() { ", "", "}" }, { "(", "1, 1", ", 1)" }, { "try { ", "", " } finally { }" }, { "$\"{", "1", "}\"" }, { "a[0", "", "]" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void BracketsBeyondAllMeasureAreRefusedByName(string open, string middle, string close)
    {
        var code = Repeat(open) + middle + Repeat(close);
        var error = Fail(code);
        Assert.Equal(("CodeTooDeep", $"The code nests brackets {Times}"), (error.Name, error.Message[..$"The code nests brackets {Times}".Length]));
        Assert.Equal("invalid", Interpreter.IsComplete(code).Status);
        Assert.Empty(Interpreter.Complete(code, code.Length / 2).Items);
        Assert.Null(Interpreter.Inspect(code, code.Length / 2, 1));
        Assert.Equal("2", Run("1 + 1").Text);
    }

    [Theory]
    [InlineData("1", " + 1", "", "10001")]
    [InlineData("!!", "!!", "true", "True")]
    [InlineData("\"a\"", " + \"a\"", " == \"\"", "False")]
    [InlineData("true ? 1 : ", "true ? 1 : ", "2", "1")]
    [InlineData("(int)", "(int)", "1.5", "1")]
    public void LongExpressionsRunOrAreRefused(string start, string repeated, string end, string text)
    {
        var output = new RecordingOutput();
        var error = Interpreter.Execute(start + Repeat(repeated) + end, 1, output);
        if (error is null)
            Assert.Equal(text, output.Text);
        else
            Assert.Contains(error.Name, new[] { "CodeTooDeep", "CS8078" });
        Assert.Equal("2", Run("1 + 1").Text);
    }

    [Fact]
    public async Task StopEndsACompilationThatDoesNotEnd()
    {
        var code = "if (false);" + Repeat(" else if (false);", 15_000);
        var cell = Task.Run(() => Fail(code), TestContext.Current.CancellationToken);
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        Interpreter.Interrupt();
        Assert.Equal("The cell was interrupted.", (await cell.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Message);
        Assert.Equal("2", Run("1 + 1").Text);
    }

    /// <summary>Roslyn 5's script compiler throws NullReferenceException here; when it does so no more, another such code is to be found.</summary>
    [Fact]
    public void ACompilerThatFailsIsAnError()
    {
        const string Code = "var n = 1;\nif ((n switch { > 2 => 1, _ => 0 }, 2) is (> 2, var e)) Console.Write(e);";
        Assert.Equal("CompilerFailed", Fail(Code).Name);
        _ = Interpreter.Complete(Code, Code.Length - 3);
        Assert.Equal("2", Run("1 + 1").Text);
    }

    [Fact]
    public void BracketsInStringsAndCommentsAreNone()
    {
        Assert.Equal("1000", Run($"// {new string('(', 1000)}\n\"{new string('[', 1000)}\".Length").Text);
        Assert.Equal("1", Run(Repeat("(", NestingLimit.Most) + "1" + Repeat(")", NestingLimit.Most)).Text);
        // A bracket that is text, as in a terminal's colours, nests nothing, interpolated strings or not.
        Assert.Equal("1", Run(Repeat("_ = string.Concat(\"\\u001b[31m\");\n", NestingLimit.Most + 1) + "var name = $\"{1}\";\nname").Text);
    }

    [Fact]
    public void LongTextsRun()
    {
        Assert.Equal("1000000", Run($"\"{new string('x', 1_000_000)}\".Length").Text);
        Assert.Equal("200000", Run($"new[] {{ {string.Join(", ", Enumerable.Repeat("1", 200_000))} }}.Sum()").Text);
        Assert.Equal("2", Run("1 + 1 /* " + new string('(', 1_000_000) + " */").Text);
    }
}

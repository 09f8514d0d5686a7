using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

public sealed class SessionTests : InterpreterTest
{
    [Fact]
    public void VariablesTypesAndMethodsStay()
    {
        Run("var x = 1; record Point(int X, int Y); int Twice(int n) => 2 * n;");
        Run("using System.Globalization;\nx += 40;");
        Assert.Equal("41 6 iv", Run("$\"{x} {Twice(new Point(3, 4).X)} {CultureInfo.InvariantCulture.TwoLetterISOLanguageName}\"").Text);
    }

    [Fact]
    public void DeclarationsCanBeReplaced()
    {
        Run("var x = 1; int F() => 1;");
        Run("var x = \"text\"; int F() => 2;");
        Assert.Equal("text2", Run("x + F()").Text);
    }

    [Fact]
    public void WhatWasAssignedBeforeAnExceptionStays()
    {
        Run("var earlier = 1;");
        Fail("earlier = 2; var assigned = 3; int Thrown() => throw new Exception(); var lost = Thrown();");
        Assert.Equal("2 3 0", Run("$\"{earlier} {assigned} {lost}\"").Text);
    }

    [Fact]
    public void WhatDoesNotCompileChangesNothing()
    {
        Run("var x = 1;");
        Fail("var x = 2; nonsense");
        Assert.Equal("1", Run("x").Text);
    }

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("1 + 1 // comment", "2")]
    [InlineData("return 7;", "7")]
    [InlineData("await Task.FromResult(5)", "5")]
    [InlineData("null", "<null>")]
    [InlineData("\"a\" switch { \"a\" => 1, _ => 2 }", "1")]
    public void ATrailingExpressionIsTheResult(string code, string text) => Assert.Equal(text, Run(code).Text);

    [Theory]
    [InlineData("1.ToString();")]
    [InlineData("")]
    [InlineData("// nothing")]
    [InlineData("using System.IO;")]
    [InlineData("await Task.CompletedTask")]
    [InlineData("Console.Write(1)")]
    [InlineData("int F() { return 3; }")]
    public void WhatIsNoExpressionHasNoResult(string code) => Assert.Empty(Run(code).Shown);

    [Fact]
    public void CellsAndTheirAwaitsRunOnOneThread()
    {
        Run("var first = Environment.CurrentManagedThreadId;");
        Run("await Task.Delay(5); await Task.Run(() => { }); await Task.Yield(); async Task<int> Id() { await Task.Delay(5); return Environment.CurrentManagedThreadId; }");
        Assert.Equal("True", Run("first == Environment.CurrentManagedThreadId && first == await Id()").Text);
    }

    [Fact]
    public void BlockingOnATaskThatAwaitsDoesNotDeadlock()
    {
        Run("async Task<int> Slow() { await Task.Delay(20); await Task.Yield(); return 7; }");
        Assert.Equal("7", Run("Slow().Result").Text);
        Assert.Equal("14", Run("Task.WhenAll(Slow(), Slow()).GetAwaiter().GetResult().Sum()").Text);
        Assert.Equal("True", Run("Task.WaitAll(new Task[] { Slow(), Slow() }, 5000)").Text);
    }

    [Fact]
    public void TheStackIsDeep()
    {
        Run("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);");
        Assert.Equal("200000", Run("Depth(200000)").Text);
    }

    [Fact]
    public void ResetForgets()
    {
        Run("var x = 1;");
        Interpreter.Reset();
        Assert.Equal("CS0103", Fail("x").Name);
        Run("var y = 1;");
        Assert.Equal("CS0103", Fail("#!reset\ny").Name);
    }

    [Fact]
    public void ExpressionsAreEvaluatedBesideTheSession()
    {
        Run("var x = 20;");
        Assert.Equal("22", Interpreter.Evaluate("x + 2", new RecordingOutput()).Value!["text/plain"]);
        Assert.Equal("DivideByZeroException", Interpreter.Evaluate("1 / (x - 20)", new RecordingOutput()).Error!.Name);
        Assert.Equal("CS0103", Interpreter.Evaluate("y", new RecordingOutput()).Error!.Name);
        Assert.Equal("20", Run("x").Text);
    }

    [Fact]
    public async Task AnInterruptWakesAWaitAndLeavesTheSessionWhole()
    {
        Run("var kept = 1;");
        foreach (var code in new[] { "System.Threading.Thread.Sleep(60000);", "await Task.Delay(60000);", "new System.Threading.ManualResetEvent(false).WaitOne();" })
        {
            var output = new RecordingOutput();
            var cell = Task.Run(() => Interpreter.Execute("Console.Write(1);" + code, 1, output), TestContext.Current.CancellationToken);
            while (output.StandardOutput.Length == 0)
                await Task.Delay(10, TestContext.Current.CancellationToken);
            Interpreter.Interrupt();
            Assert.Equal("The cell was interrupted.", (await cell)!.Message);
            Assert.Equal("1", Run("System.Threading.Thread.Sleep(5); kept").Text);
        }
        Interpreter.Interrupt();
        Assert.Equal("1", Run("System.Threading.Thread.Sleep(5); kept").Text);
    }
}

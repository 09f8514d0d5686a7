using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

public sealed class ErrorTests : InterpreterTest
{
    [Fact]
    public void ACompileErrorShowsItsPlace()
    {
        var error = Fail("var a = 1;\n\tvar b = nowhere + a;");
        Assert.Equal(("CS0103", "The name 'nowhere' does not exist in the current context"), (error.Name, error.Message));
        Assert.Equal("""
            Cell [1], line 2, column 10: error CS0103: The name 'nowhere' does not exist in the current context
                2 | 	var b = nowhere + a;
                  | 	        ^^^^^^^
            """.ReplaceLineEndings("\n"), Plain(error));
    }

    [Fact]
    public void AllErrorsAreShownInOrder()
    {
        var trace = Plain(Fail("int a = \"x\";\nint b = \"y\";"));
        Assert.Contains("line 1, column 9: error CS0029", trace);
        Assert.True(trace.IndexOf("line 1,", StringComparison.Ordinal) < trace.IndexOf("line 2,", StringComparison.Ordinal));
    }

    [Fact]
    public void ManyErrorsAreCut() => Assert.Contains("... and 20 more errors", Plain(Fail(string.Concat(Enumerable.Range(0, 30).Select(i => $"int a{i} = \"\";\n")))));

    [Fact]
    public void AnExceptionShowsTheUsersLines()
    {
        Run("int Divide(int a, int b)\n{\n    return a / b;\n}");
        var error = Fail("var x = 1;\n\nDivide(x, 0);");
        Assert.Equal(("DivideByZeroException", "Attempted to divide by zero."), (error.Name, error.Message));
        Assert.Equal("""
            System.DivideByZeroException: Attempted to divide by zero.
              Cell [1], line 3, in Divide(int a, int b)
                    3 |     return a / b;
              Cell [2], line 3
                    3 | Divide(x, 0);
            """.ReplaceLineEndings("\n"), Plain(error));
    }

    [Fact]
    public void LinesStayRightInLoopsLambdasAndAsyncMethods()
    {
        Run("async Task<int> Later(int n)\n{\n    await Task.Delay(1);\n    if (n == 2)\n        throw new FormatException(\"two\");\n    return n;\n}");
        var error = Fail("for (var i = 0; i < 5; i++)\n{\n    var n = i;\n    await Later(n);\n}");
        Assert.Contains("Cell [1], line 5, in Later()", Plain(error));
        Assert.Contains("Cell [2], line 4\n", Plain(error));
        Assert.Contains("Cell [3], line 2, in lambda", Plain(Fail("new[] { 1, 0 }.Select(n =>\n    1 / n)\n    .ToList()")));
    }

    [Fact]
    public void LibraryFramesBetweenTheThrowAndTheCellStay()
    {
        var trace = Plain(Fail("int.Parse(\"x\")"));
        Assert.Contains("at int.Parse(string s)", trace);
        Assert.DoesNotContain("AigcNotebooks", trace);
        Assert.DoesNotContain("System.Runtime", trace);
    }

    [Theory]
    [InlineData("Task.Run(() => throw new FormatException(\"inner\")).Wait();")]
    [InlineData("typeof(int).GetMethod(\"Parse\", new[] { typeof(string) }).Invoke(null, new object[] { \"inner\" });")]
    public void WrappersAreUnwrapped(string code)
    {
        var error = Fail(code);
        Assert.Equal("FormatException", error.Name);
        Assert.Contains("inner", error.Message);
    }

    [Fact]
    public void InnerExceptionsAreShown()
    {
        var error = Fail("try { int.Parse(\"x\"); } catch (Exception e) { throw new InvalidOperationException(\"outer\", e); }");
        Assert.Equal("InvalidOperationException", error.Name);
        Assert.Contains("caused by System.FormatException: The input string 'x'", Plain(error));
    }

    [Fact]
    public void SeveralExceptionsAreAllShown()
    {
        var error = Fail("throw new AggregateException(new Exception(\"one\"), new Exception(\"two\"));");
        Assert.Equal("AggregateException", error.Name);
        Assert.Contains("caused by System.Exception: one", Plain(error));
        Assert.Contains("caused by System.Exception: two", Plain(error));
    }

    [Fact]
    public void ADeepRecursionIsCutInTheMiddle()
    {
        var trace = Plain(Fail("void Deep(int n) { if (n == 0) throw new Exception(\"bottom\"); Deep(n - 1); Console.Write(n); }\nDeep(500);"));
        Assert.Contains("more ...", trace);
        Assert.EndsWith("2 | Deep(500);", trace);
        Assert.InRange(trace.Split('\n').Length, 10, 40);
    }

    [Fact]
    public void AWarningIsDisplayedOnce()
    {
        var output = Run("async Task Wait() { await Task.Delay(1); }\nasync Task Both() { Wait(); await Wait(); }");
        var (kind, data, _) = Assert.Single(output.Shown);
        Assert.Equal("display", kind);
        Assert.Contains("line 2, column 21: warning CS4014", data["text/plain"]);
        Assert.Equal("", output.StandardError);
        Assert.Empty(Run("1.ToString();").Shown);
    }

    [Fact]
    public void NullableAnnotationsAreNoWarning() => Assert.Empty(Run("string? name = null; object? Find(string? key) => key;").Shown);

    [Fact]
    public void AnExceptionThatNobodyWaitsForIsTold()
    {
        var output = Run("async void Lost() { await Task.Delay(1); throw new Exception(\"lost\"); }\nLost();\nawait Task.Delay(200);");
        Assert.Contains("lost", output.StandardError);
        Assert.Equal("2", Run("1 + 1").Text);
    }

    [Fact]
    public void AFormatterThatThrowsIsTheCellsError()
    {
        Run("using Microsoft.DotNet.Interactive.Formatting;\nclass Bad { }\nFormatter.Register<Bad>(bad => throw new FormatException(\"no text\"), \"text/html\");");
        Assert.Equal("no text", Fail("new Bad()").Message);
    }

    [Theory]
    [InlineData("var few = new[] { 1 };\nvar i = 1;\nfew[i]", "Cell [1], line 3\n        3 | few[i]")]
    [InlineData("int At(int[] a, int i)\n{\n    var sum = 0;\n    sum += a[i];\n    return sum;\n}\nAt([1], 1)", "Cell [1], line 4, in At(int[] a, int i)\n        4 |     sum += a[i];\n  Cell [1], line 7\n")]
    [InlineData("int At(int[] a) => a[0]\n    + a[1];\nAt([1])", "Cell [1], line 1 or 2, in At(int[] a)\n        1 | int At(int[] a) => a[0]\n        2 |     + a[1];\n  Cell [1], line 3\n")]
    [InlineData("async Task<int> AtAsync(int[] a)\n{\n    await Task.Yield();\n    return a[1];\n}\nawait AtAsync([1])", "Cell [1], line 4, in AtAsync()\n")]
    [InlineData("var few = new[] { 1 };\nFunc<int, int> at = i =>\n{\n    return few[i];\n};\nat(1)", "Cell [1], line 4, in lambda\n        4 |     return few[i];\n  Cell [1], line 6\n")]
    [InlineData("class Box\n{\n    int[] a = [1];\n    public int Last\n    {\n        get { return a[1]; }\n    }\n}\nnew Box().Last", "Cell [1], line 6, in Box.get_Last()\n")]
    [InlineData("checked\n{\n    var big = int.MaxValue;\n    big++;\n}", "Cell [1]\n")]
    public void TheLineOfAnIndexOutOfRange(string code, string expected)
    {
        var text = Plain(Fail(code)) + "\n";
        Assert.Contains(expected, text);
        Assert.DoesNotContain("ThrowHelpers", text);
    }

    [Theory]
    [InlineData("class Silent : Exception { public override string Message => null!; }\nthrow new Silent();", "Silent", "")]
    [InlineData("class Broken : Exception { public override string Message => throw new FormatException(); }\nthrow new Broken();", "Broken", "(its Message threw System.FormatException)")]
    [InlineData("class Outer { public class Inner<T> : Exception { } }\nthrow new Outer.Inner<int>();", "Inner<int>", "Exception of type 'Outer+Inner`1[System.Int32]' was thrown.")]
    public void AnExceptionsOwnMessageIsTakenAsItComes(string code, string name, string message)
    {
        var error = Fail(code);
        Assert.Equal((name, message), (error.Name, error.Message));
        Assert.DoesNotContain("Submission", Plain(error));
        Assert.Contains("Cell [1], line 2", Plain(error));
    }

    [Fact]
    public void AHugeMessageIsCut() => Assert.EndsWith("... (90000 more characters)", Fail("throw new Exception(new string('x', 100_000));").Message);

    [Fact]
    public void WhatAStaticConstructorThrewIsShownAsTheCause()
    {
        var error = Fail("class Bad\n{\n    public static int X = int.Parse(\"x\");\n}\nBad.X");
        Assert.Equal(("TypeInitializationException", "The type initializer for 'Bad' threw an exception."), (error.Name, error.Message));
        Assert.Contains("caused by System.FormatException", Plain(error));
        Assert.Contains("Cell [1], line 3", Plain(error));
    }
}

using AigcNotebooks.Kernel.Interpreter;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter;

/// <summary>What a console does at Enter: run, go on with an indented line, or run and show the error.</summary>
public sealed class CodeCompletenessTests
{
    [Theory]
    [InlineData("1 + 1")]
    [InlineData("var x = 1;")]
    [InlineData("if (true) { }")]
    [InlineData("class A { }")]
    [InlineData("void F() { }")]
    [InlineData("/* closed */")]
    [InlineData("// comment")]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("#if DEBUG\n1\n#endif")]
    [InlineData("#region x\n#endregion")]
    [InlineData("#!time")]
    [InlineData("#!markdown\n# Title (")]
    [InlineData("#r \"nuget: X, 1\"")]
    [InlineData("#!import x.ipynb")]
    [InlineData("x.Foo()\n  .Bar()")]
    [InlineData("do { } while (true);")]
    public void Complete(string code) => Assert.Equal(new Completeness("complete"), CodeCompleteness.Of(code));

    [Theory]
    [InlineData("for (int i = 0; i < 3; i++) {", 4)]
    [InlineData("for (int i = 0; i < 3; i++)", 0)]
    [InlineData("if (a)\n{\n    if (b)\n    {", 8)]
    [InlineData("if (a)\n{\n    b();", 4)]
    [InlineData("if (a) { }\nelse", 0)]
    [InlineData("Console.WriteLine(", 4)]
    [InlineData("Console.WriteLine(\"a\",", 4)]
    [InlineData("Func<int, int> f = x =>", 4)]
    [InlineData("var x =", 4)]
    [InlineData("switch (x) { case 1:", 4)]
    [InlineData("[1, 2,", 4)]
    [InlineData("class A", 0)]
    [InlineData("[Obsolete]", 0)]
    [InlineData("public", 0)]
    [InlineData("try { }", 0)]
    [InlineData("do { } while (true)", 0)]
    [InlineData("using System", 0)]
    [InlineData("var x = 1", 0)]
    [InlineData("1 +", 0)]
    [InlineData("x.", 0)]
    [InlineData("return 1", 0)]
    [InlineData("var q = from x in xs", 0)]
    [InlineData("var s = \"\"\"", 0)]
    [InlineData("var s = \"\"\"\n  text (", 2)]
    [InlineData("var s = @\"abc", 0)]
    [InlineData("var s = $@\"abc", 0)]
    [InlineData("/* open {", 0)]
    [InlineData("#if DEBUG", 0)]
    [InlineData("#!time\n1 +", 0)]
    public void Incomplete(string code, int indent) => Assert.Equal(new Completeness("incomplete", new string(' ', indent)), CodeCompleteness.Of(code));

    [Theory]
    [InlineData("var = ;")]
    [InlineData(")")]
    [InlineData("}")]
    [InlineData("int 1x;")]
    [InlineData("1 +\n)")]
    [InlineData("var s = \"abc")]
    [InlineData("var c = 'a")]
    [InlineData("if (true) { var s = \"abc")]
    [InlineData("#!fsharp")]
    [InlineData("#!import")]
    public void NothingMendsIt(string code) => Assert.Equal("invalid", CodeCompleteness.Of(code).Status);
}

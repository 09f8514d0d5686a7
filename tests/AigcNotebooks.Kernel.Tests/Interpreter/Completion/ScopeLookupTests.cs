using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Interpreter.Completion;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Interpreter.Completion;

/// <summary>The quick lookup finds the names that Roslyn's own finds.</summary>
public sealed class ScopeLookupTests
{
    private static readonly string[] Cells =
    [
        "using static System.Math;\nusing System.IO;\nint number = 1; int Twice(int n) => 2 * n; const int Limit = 3; event Action Done;",
        "class Point { public int X; public static int Y; protected int Z; class Inner { } }\nvar number = \"anew\"; int Property { get; set; }",
        "using static System.Linq.Enumerable;\n1 + 1",
    ];

    [Theory]
    [InlineData("|")]
    [InlineData("var local = 1; |")]
    [InlineData("void F<T>(T argument) { int local = 1; int Inner(int deep) { | } }")]
    [InlineData("Func<int, int> f = argument => |")]
    [InlineData("foreach (var each in new[] { 1 }) { if (each is int found) { | } }")]
    [InlineData("from word in new[] { \"a\" } let size = word.Length where |")]
    [InlineData("class Point3(int w) : Point { int own; void F() { | } }")]
    [InlineData("class Outer { static int shared; class Nested { void F() { | } } }")]
    [InlineData("using static System.Console;\n|")]
    [InlineData("try { } catch (Exception e) { | }")]
    public async Task AsRoslynDoes(string code)
    {
        var chain = new SubmissionChain();
        foreach (var cell in Cells)
        {
            var submission = chain.Compile(cell, "cell", TestContext.Current.CancellationToken);
            Assert.False(submission.Failed, string.Join('\n', submission.Diagnostics));
            await chain.RunAsync(submission);
        }
        var position = code.IndexOf('|', StringComparison.Ordinal);
        var view = chain.Look(code.Remove(position, 1));
        var expected = view.Model.LookupSymbols(position).Where(symbol => symbol.CanBeReferencedByName).Select(symbol => symbol.Name).ToHashSet();
        var found = ScopeLookup.At(view, position).Where(symbol => symbol.CanBeReferencedByName).Select(symbol => symbol.Name).ToHashSet();
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}

using System.Text.RegularExpressions;
using AigcNotebooks.Kernel.Interpreter;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AigcNotebooks.Api.Tests;

/// <summary>Exercises as tools for classrooms find them: a solution between two markers, a test cell behind it. That stripped notebooks compile is among <see cref="NugetSetTests"/>; that the tests
/// refuse wrong solutions, <c>tests/notebooks/exercises.py</c> sees to.</summary>
public sealed class ExerciseTests
{
    public static TheoryData<string> Notebooks => NotebookCell.Notebooks;

    [Theory, MemberData(nameof(Notebooks))]
    public void SolutionsStandInMethodBodies(string notebook)
    {
        foreach (var cell in NotebookCell.Of(notebook).Where(cell => cell.IsExercise))
        {
            var problem = Misplaced(cell.Code);
            Assert.True(problem is null, $"{notebook}, code cell {cell.Number}: {problem}");
        }
    }

    [Theory, MemberData(nameof(Notebooks))]
    public void ATestFollowsEachExercise(string notebook)
    {
        int? waiting = null;
        foreach (var cell in NotebookCell.Of(notebook).Where(cell => cell.IsExercise || cell.IsTest))
        {
            Assert.False(cell.IsExercise && cell.IsTest, $"{notebook}, code cell {cell.Number} is an exercise and a test in one.");
            Assert.False(cell.IsExercise && waiting is not null, $"{notebook}: before the exercise in code cell {cell.Number} there is no test of that in cell {waiting}.");
            Assert.False(cell.IsTest && waiting is null, $"{notebook}: the test in code cell {cell.Number} follows no exercise.");
            waiting = cell.IsExercise ? cell.Number : null;
        }
        Assert.True(waiting is null, $"{notebook}: the exercise in code cell {waiting} has no test.");
    }

    [Theory]
    [InlineData("int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n    // END SOLUTION\n}", true)]
    [InlineData("int F()\n{\n    var a = 1;\n    // BEGIN SOLUTION\n    return a;\n    // END SOLUTION\n    // so far\n}", true)]
    [InlineData("int F()\n{\n    // END SOLUTION\n    return 1;\n    // BEGIN SOLUTION\n}", false)]                       // the wrong way round
    [InlineData("int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n}", false)]                                          // no end
    [InlineData("int F()\n{\n    // BEGIN SOLUTION\n    // END SOLUTION\n    return 1;\n}", false)]                     // nothing to solve
    [InlineData("// BEGIN SOLUTION\nint F() { return 1; }\n// END SOLUTION", false)]                                    // the method itself
    [InlineData("// BEGIN SOLUTION\nvar a = 1;\n// END SOLUTION", false)]                                               // no method
    [InlineData("int F()\n// BEGIN SOLUTION\n{\n    return 1;\n    // END SOLUTION\n}", false)]                         // begins before the body
    [InlineData("int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n}\n// END SOLUTION", false)]                         // ends behind it
    [InlineData("int F()\n{\n    // BEGIN SOLUTION\n    return 1;\n}\nint G()\n{\n    return 1;\n    // END SOLUTION\n}", false)]   // two methods
    [InlineData("int F()\n{\n    if (true)\n    {\n        // BEGIN SOLUTION\n        return 1;\n    }\n    return 2;\n    // END SOLUTION\n}", false)]   // half a block
    [InlineData("int F()\n{\n    return 1; // BEGIN SOLUTION\n    // END SOLUTION\n}", false)]                          // not a line of its own
    public void MisplacedMarkersAreFound(string code, bool isRight) => Assert.Equal(isRight, Misplaced(code) is null);

    /// <summary>What is wrong with the markers of an exercise; null where nothing is.</summary>
    private static string? Misplaced(string code)
    {
        var markers = Regex.Matches(code, $"{NotebookCell.Begin}|{NotebookCell.End}");
        if (markers is not [{ Value: NotebookCell.Begin } begin, { Value: NotebookCell.End } end])
            return $"expected one {NotebookCell.Begin} and, behind it, one {NotebookCell.End}; found {string.Join(", ", markers.Select(marker => marker.Value))}.";
        if (Regex.Count(code, $@"^[ \t]*({NotebookCell.Begin}|{NotebookCell.End})$", RegexOptions.Multiline) != 2)
            return "each marker should have a line of its own.";
        var region = TextSpan.FromBounds(begin.Index, end.Index + end.Length);
        var bodies = CSharpScript.Parse(code).GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .Where(method => method.Body is not null && Inside(method.Body).Contains(region));
        if (bodies.FirstOrDefault()?.Body is not { } body)
            return "the solution should stand inside a method's body.";
        var statements = body.Statements.Where(statement => statement.Span.OverlapsWith(region)).ToArray();
        return statements.Length == 0 ? "there is no solution between the markers."
            : statements.All(statement => region.Contains(statement.Span)) ? null
            : "the solution should consist of whole statements of the method's body.";
    }

    private static TextSpan Inside(BlockSyntax body) => TextSpan.FromBounds(body.OpenBraceToken.Span.End, body.CloseBraceToken.SpanStart);
}

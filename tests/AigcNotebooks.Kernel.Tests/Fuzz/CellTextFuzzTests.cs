using System.Text.RegularExpressions;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Tests.Interpreter;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Fuzz;

/// <summary>Mutated cells: whatever is asked about them is answered, and soon; what is run ends in a result or in an error.</summary>
public sealed partial class CellTextFuzzTests : InterpreterTest
{
    /// <summary>Longer than the kernel's own patience, on a machine that is busy otherwise.</summary>
    private const int HangMilliseconds = 60_000;

    [Fact]
    public void EveryQuestionIsAnswered()
    {
        var run = new FuzzRun(seconds: 6, soakSeconds: 90);
        var mutator = new CellMutator(run);
        while (run.Next())
        {
            var code = mutator.Next(CellCorpus.All.Value);
            Answered(run, code, () =>
            {
                Assert.Contains(Interpreter.IsComplete(code).Status, new[] { "complete", "incomplete", "invalid", "unknown" });
                for (var i = 0; i < 2; i++)
                {
                    var cursor = run.Random.Next(code.Length + 1);
                    var list = Interpreter.Complete(code, cursor);
                    Assert.InRange(list.Start, 0, cursor);
                    Assert.InRange(list.End, list.Start, code.Length);
                    _ = Interpreter.Inspect(code, cursor, run.Random.Next(2));
                }
            });
        }
        run.Report("mutated cells asked about");
    }

    [Fact]
    public void EveryCellCompilesOrSaysWhyNot()
    {
        var run = new FuzzRun(seconds: 4, soakSeconds: 60);
        var mutator = new CellMutator(run);
        var chain = new SubmissionChain();
        var compiled = 0;
        while (run.Next())
        {
            var code = mutator.Next(CellCorpus.All.Value);
            Answered(run, code, () =>
            {
                Submission submission;
                try
                {
                    submission = CompilerThread.Run(() => chain.Compile(code, "cell", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
                }
                catch (Exception exception) when (exception is CodeTooDeepException or CompilerFailedException)
                {
                    return;
                }
                compiled += submission.Failed ? 0 : 1;
                if (submission.Failed)
                    Assert.NotEmpty(DiagnosticFormatter.Error(submission.Diagnostics).Traceback);
                else
                    _ = DiagnosticFormatter.Warnings(submission.Diagnostics);
            });
        }
        run.Report($"mutated cells compiled, {compiled} without error,");
    }

    [Fact]
    public void EveryCellEnds()
    {
        var run = new FuzzRun(seconds: 5, soakSeconds: 90);
        var mutator = new CellMutator(run);
        var (number, failed) = (0, 0);
        while (run.Next())
        {
            var code = mutator.Next(CellCorpus.Harmless);
            // The words in it are those of the corpus, but numbers may have come together, and a pointer into nowhere ends the process, as it does everywhere.
            if (LongNumber().IsMatch(code) || Pointers().IsMatch(code))
                continue;
            Answered(run, code, () =>
            {
                using var stop = new Timer(_ => Interpreter.Interrupt(), null, 2000, 500);
                if (Interpreter.Execute(code, ++number, new RecordingOutput()) is { } error)
                {
                    failed++;
                    Assert.NotEmpty(error.Name);
                    Assert.NotEmpty(error.Traceback);
                }
            });
        }
        Run("#!reset");
        Assert.Equal("2", Run("1 + 1").Text);
        run.Report($"mutated cells run, {failed} with an error,");
    }

    /// <summary>What fuzzing found.</summary>
    [Theory]
    [InlineData("#i \"nuget:\"", "Package")]
    [InlineData("#i \"nuget:\0\"", "Package")]
    [InlineData("#!import \0.csx", "UnsupportedDirective")]
    public void DirectivesThatNameNothingAreErrors(string code, string name) => Assert.Equal(name, Fail(code).Name);

    private static void Answered(FuzzRun run, string code, Action ask)
    {
        var about = $"seed {run.Seed}, cell {run.Count}: {System.Text.Json.JsonSerializer.Serialize(code.Length > 5000 ? code[..5000] : code)}";
        var asked = Task.Run(ask);
        try
        {
            Assert.True(asked.Wait(HangMilliseconds, TestContext.Current.CancellationToken), $"no answer within {HangMilliseconds} ms: {about}");
        }
        catch (AggregateException exception)
        {
            Assert.Fail($"{exception.InnerException} for {about}");
        }
    }

    [GeneratedRegex(@"[0-9a-fA-F_]{4,}|[eE]\d")]
    private static partial Regex LongNumber();

    [GeneratedRegex("unsafe|stackalloc|fixed|extern")]
    private static partial Regex Pointers();
}

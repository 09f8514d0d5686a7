using AigcNotebooks.Kernel.Interpreter.Completion;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Compiles, runs, formats and completes a little before the first cell comes: most of a first cell's time is the compiler's own start.
/// Expressions are evaluated, not executed, so the session stays empty.</summary>
internal static class WarmUp
{
    /// <summary>The first is what any cell needs; the others are what a lesson's first cells tend to need.</summary>
    private static readonly string[] Expressions =
    [
        "1 + 1",
        "new[] { 1.5, 2.5 }.Select((value, index) => $\"{index}: {value:F1}\").ToList()",
        "undefined.Member",
    ];

    /// <summary>What the first Tab needs.</summary>
    private static readonly string[] Unfinished = ["Con", "new[] { 1 }."];

    /// <param name="runner">The session; used on its cell thread.</param>
    /// <param name="isWanted">Whether a cell waits, so that the rest is better left out.</param>
    internal static void Run(CellRunner runner, Func<bool> isWanted)
    {
        foreach (var expression in Expressions.TakeWhile(_ => !isWanted()))
            _ = runner.EvaluateAsync(expression).GetAwaiter().GetResult();
        foreach (var code in Unfinished.TakeWhile(_ => !isWanted()))
            _ = Completer.Of(code, code.Length, runner.Look);
    }
}

using System.Diagnostics;
using System.Reflection;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Shows an exception with the users' own frames, the line in each, and the library frames between the throw and the first of them.</summary>
internal static class ExceptionFormatter
{
    /// <summary>A deep recursion is shown by its innermost and outermost frames.</summary>
    private const int FirstFrames = 10;
    private const int LastFrames = 4;
    private const int DeepestInner = 5;

    internal static CellError Error(Exception exception, SourceTexts sources)
    {
        exception = Unwrap(exception);
        var lines = new List<string>();
        Describe(exception, sources, lines, depth: 0);
        return new CellError(MethodNames.Of(exception.GetType()), exception.Message, lines);
    }

    internal static CellError Interrupted() =>
        new("OperationCanceledException", "The cell was interrupted.", [Ansi.Red("OperationCanceledException") + ": The cell was interrupted."]);

    /// <summary>Whether an exception comes from Stop, however code has wrapped it.</summary>
    internal static bool IsInterruption(Exception? exception) => exception switch
    {
        null => false,
        OperationCanceledException or ThreadInterruptedException => true,
        AggregateException aggregate => aggregate.InnerExceptions.Any(IsInterruption),
        _ => IsInterruption(exception.InnerException),
    };

    /// <summary>What a reflection call, a task or a static constructor wraps around the exception that matters.</summary>
    internal static Exception Unwrap(Exception exception) => exception switch
    {
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        _ => exception,
    };

    private static void Describe(Exception exception, SourceTexts sources, List<string> lines, int depth)
    {
        lines.Add($"{(depth == 0 ? "" : "caused by ")}{Ansi.Red(exception.GetType().FullName ?? "")}: {exception.Message}");
        Frames(exception, sources, lines);
        IEnumerable<Exception> inners = exception is AggregateException aggregate ? aggregate.InnerExceptions
            : exception.InnerException is { } inner ? [inner] : [];
        if (depth < DeepestInner)
            foreach (var cause in inners)
                Describe(Unwrap(cause), sources, lines, depth + 1);
    }

    private static void Frames(Exception exception, SourceTexts sources, List<string> lines)
    {
        var all = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        var withoutLine = all.Zip(all.Skip(1)).Where(pair => ThrowingLines.Hides(pair.First)).Select(pair => pair.Second).ToHashSet();
        var frames = all.Where(frame => !IsPlumbing(frame)).ToList();
        string? Path(StackFrame frame) => frame.GetFileName() is { } file ? (sources.Contains(file) ? file : null)
            : withoutLine.Contains(frame) ? sources.PathOfAssembly(frame.GetMethod()?.Module.Assembly.GetName().Name) : null;
        var lastUsers = frames.FindLastIndex(frame => Path(frame) is not null);
        var shown = lastUsers < 0 ? frames : frames[..(lastUsers + 1)];
        for (var i = 0; i < shown.Count; i++)
            if (i == FirstFrames && shown.Count > FirstFrames + LastFrames)
            {
                lines.Add("  " + Ansi.Dim($"... {shown.Count - FirstFrames - LastFrames} more ..."));
                i = shown.Count - LastFrames - 1;
            }
            else if (Path(shown[i]) is { } path)
                lines.AddRange(UserFrame(shown[i], path, withoutLine.Contains(shown[i]) ? exception : null, sources));
            else
                lines.Add("  " + Ansi.Dim($"at {MethodNames.Of(shown[i].GetMethod()!)}{FileAndLine(shown[i])}"));
    }

    /// <param name="frame">A frame in a cell or in a file that it loaded.</param>
    /// <param name="path">Which one.</param>
    /// <param name="withoutLine">What was thrown, where the frame's line is not where it was.</param>
    /// <param name="sources">To quote from.</param>
    private static IEnumerable<string> UserFrame(StackFrame frame, string path, Exception? withoutLine, SourceTexts sources)
    {
        var (method, line) = (MethodNames.Of(frame.GetMethod()!), frame.GetFileLineNumber());
        var lines = withoutLine is null ? [line] : ThrowingLines.Of(withoutLine, sources.Text(path), method, line);
        var place = SourceTexts.Shown(path) + (lines.Count == 0 ? "" : $", line {string.Join(" or ", lines)}");
        yield return $"  {Ansi.Green(place)}{(method.Length == 0 ? "" : $", in {Ansi.Cyan(method)}")}";
        foreach (var number in lines)
            if (sources.Line(path, number) is { } text)
                yield return $"{number,9} | {text}";
    }

    private static string FileAndLine(StackFrame frame) =>
        frame.GetFileName() is { } file ? $" in {Path.GetFileName(file)}, line {frame.GetFileLineNumber()}" : "";

    /// <summary>The frames of tasks, of rethrowing and of the kernel itself: they are in every trace and tell nothing.</summary>
    private static bool IsPlumbing(StackFrame frame)
    {
        var type = frame.GetMethod()?.DeclaringType;
        return type is null
            || type.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices" or "System.Threading.Tasks"
            || type.Name is "ThrowHelper" or "ThrowHelpers" or nameof(ExecutionContext)
            || (type.Assembly == typeof(ExceptionFormatter).Assembly && type.Namespace?.StartsWith("AigcNotebooks", StringComparison.Ordinal) == true);
    }
}

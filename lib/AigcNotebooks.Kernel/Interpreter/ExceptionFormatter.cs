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
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames().Where(frame => !IsPlumbing(frame)).ToList();
        bool IsUsers(StackFrame frame) => frame.GetFileName() is { } file && sources.Contains(file);
        var lastUsers = frames.FindLastIndex(IsUsers);
        var shown = lastUsers < 0 ? frames : frames[..(lastUsers + 1)];
        for (var i = 0; i < shown.Count; i++)
            if (i == FirstFrames && shown.Count > FirstFrames + LastFrames)
            {
                lines.Add("  " + Ansi.Dim($"... {shown.Count - FirstFrames - LastFrames} more ..."));
                i = shown.Count - LastFrames - 1;
            }
            else if (IsUsers(shown[i]))
                lines.AddRange(UserFrame(shown[i], sources));
            else
                lines.Add("  " + Ansi.Dim($"at {MethodNames.Of(shown[i].GetMethod()!)}{FileAndLine(shown[i])}"));
    }

    private static IEnumerable<string> UserFrame(StackFrame frame, SourceTexts sources)
    {
        var (path, line) = (frame.GetFileName()!, frame.GetFileLineNumber());
        var method = MethodNames.Of(frame.GetMethod()!);
        yield return $"  {Ansi.Green($"{SourceTexts.Shown(path)}, line {line}")}{(method.Length == 0 ? "" : $", in {Ansi.Cyan(method)}")}";
        if (sources.Line(path, line) is { } text)
            yield return $"{line,9} | {text}";
    }

    private static string FileAndLine(StackFrame frame) =>
        frame.GetFileName() is { } file ? $" in {Path.GetFileName(file)}, line {frame.GetFileLineNumber()}" : "";

    /// <summary>The frames of tasks, of rethrowing and of the kernel itself: they are in every trace and tell nothing.</summary>
    private static bool IsPlumbing(StackFrame frame)
    {
        var type = frame.GetMethod()?.DeclaringType;
        return type is null
            || type.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices" or "System.Threading.Tasks"
            || type.Name is "ThrowHelper" or nameof(ExecutionContext)
            || (type.Assembly == typeof(ExceptionFormatter).Assembly && type.Namespace?.StartsWith("AigcNotebooks", StringComparison.Ordinal) == true);
    }
}

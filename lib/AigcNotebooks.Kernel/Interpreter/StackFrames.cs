using System.Diagnostics;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>An exception's stack as far as it tells the user something: the frames of cells and loaded files with their lines, and the library's
/// between the throw and the first of them.</summary>
internal static class StackFrames
{
    /// <summary>A deep recursion is shown by its innermost and outermost frames.</summary>
    private const int First = 10;
    private const int Last = 4;

    /// <summary>More frames than this are not looked up all at once.</summary>
    private const int Many = 500;

    /// <param name="exception">Whose stack.</param>
    /// <param name="sources">The users' texts.</param>
    /// <param name="onlyUsers">Nothing where no frame is the user's: the rest would be the kernel's and the compiler's.</param>
    internal static IEnumerable<string> Lines(Exception exception, SourceTexts sources, bool onlyUsers = false)
    {
        var trace = new StackTrace(exception, fNeedFileInfo: false);
        if (trace.FrameCount <= Many)
            trace = new StackTrace(exception, fNeedFileInfo: true);
        var all = trace.GetFrames();
        var withoutLine = all.Zip(all.Skip(1)).Where(pair => ThrowingLines.Hides(pair.First)).Select(pair => pair.Second).ToHashSet();
        (string Path, int Line)? UsersPlace(StackFrame frame) =>
            (frame.GetFileName() is { } file ? (file, frame.GetFileLineNumber()) : SubmissionLines.Of(frame)) is var (path, line) && sources.Contains(path) ? (path, line)
            : withoutLine.Contains(frame) && sources.PathOfAssembly(frame.GetMethod()?.Module.Assembly.GetName().Name) is { } cell ? (cell, 0) : null;
        var frames = all.Where(frame => !IsPlumbing(frame)).ToList();
        var lastUsers = frames.FindLastIndex(frame => UsersPlace(frame) is not null);
        var shown = lastUsers >= 0 ? lastUsers + 1 : onlyUsers ? 0 : frames.Count;
        for (var i = 0; i < shown; i++)
            if (i == First && shown > First + Last)
            {
                yield return "  " + Ansi.Dim($"... {shown - First - Last} more ...");
                i = shown - Last - 1;
            }
            else if (UsersPlace(frames[i]) is var (path, line))
                foreach (var text in UserFrame(frames[i], path, line, withoutLine.Contains(frames[i]) ? exception : null, sources))
                    yield return text;
            else
                yield return "  " + Ansi.Dim($"at {MethodNames.Of(frames[i].GetMethod()!)}{LibraryPlace(frames[i])}");
    }

    /// <param name="frame">A frame in a cell or in a file that it loaded.</param>
    /// <param name="path">Which one.</param>
    /// <param name="line">As the runtime gives it.</param>
    /// <param name="withoutLine">What was thrown, where the frame's line is not where it was.</param>
    /// <param name="sources">To quote from.</param>
    private static IEnumerable<string> UserFrame(StackFrame frame, string path, int line, Exception? withoutLine, SourceTexts sources)
    {
        var method = MethodNames.Of(frame.GetMethod()!);
        var lines = withoutLine is null ? [line] : ThrowingLines.Of(withoutLine, sources.Text(path), method, line);
        var place = SourceTexts.Shown(path) + (lines.Count == 0 ? "" : $", line {string.Join(" or ", lines)}");
        yield return $"  {Ansi.Green(place)}{(method.Length == 0 ? "" : $", in {Ansi.Cyan(method)}")}";
        foreach (var number in lines)
            if (sources.Line(path, number) is { } text)
                yield return $"{number,9} | {text}";
    }

    private static string LibraryPlace(StackFrame frame) =>
        frame.GetFileName() is { } file ? $" in {Path.GetFileName(file)}, line {frame.GetFileLineNumber()}" : "";

    /// <summary>The frames of tasks, of rethrowing and of the kernel itself: they are in every trace and tell nothing.</summary>
    private static bool IsPlumbing(StackFrame frame)
    {
        var type = frame.GetMethod()?.DeclaringType;
        return type is null
            || type.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices" or "System.Threading.Tasks"
            || type.Name is "ThrowHelper" or "ThrowHelpers" or nameof(ExecutionContext)
            || (type.Assembly == typeof(StackFrames).Assembly && type.Namespace?.StartsWith("AigcNotebooks", StringComparison.Ordinal) == true);
    }
}

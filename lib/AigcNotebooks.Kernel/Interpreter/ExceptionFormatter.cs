using System.Reflection;
using System.Text.RegularExpressions;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Shows exceptions: type, message, the frames that matter, and what caused them.</summary>
internal static partial class ExceptionFormatter
{
    private const string InterruptionName = nameof(OperationCanceledException);
    private const int DeepestInner = 5;
    private const int LongestMessage = 10_000;

    internal static CellError Error(Exception exception, SourceTexts sources)
    {
        exception = Unwrap(exception);
        var lines = new List<string>();
        Describe(exception, sources, lines, depth: 0);
        return new CellError(MethodNames.Of(exception.GetType()), Message(exception), lines);
    }

    /// <summary>The error of a stopped cell, with where in the user's code it was, so far as that is known.</summary>
    internal static CellError Interrupted(Exception exception, SourceTexts sources)
    {
        var message = new StoppedException().Message;
        return new(InterruptionName, message, [$"{Ansi.Red(InterruptionName)}: {message}", .. StackFrames.Lines(Unwrap(exception), sources, onlyUsers: true)]);
    }

    /// <summary>Whether an exception comes from Stop, however code has wrapped it.</summary>
    internal static bool IsInterruption(Exception? exception) => Holds(exception, inner => inner is OperationCanceledException or ThreadInterruptedException);

    /// <summary>Whether it comes from a check, of whichever cell.</summary>
    internal static bool IsStop(Exception? exception) => Holds(exception, inner => inner is StoppedException);

    private static bool Holds(Exception? exception, Func<Exception, bool> isMeant) => exception is not null
        && (isMeant(exception) || Causes(exception).Any(cause => Holds(cause, isMeant)));

    /// <summary>What a reflection call or a task wraps around the exception that matters.</summary>
    private static Exception Unwrap(Exception exception) => exception switch
    {
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        _ => exception,
    };

    private static void Describe(Exception exception, SourceTexts sources, List<string> lines, int depth)
    {
        lines.Add($"{(depth == 0 ? "" : "caused by ")}{Ansi.Red(MethodNames.FullName(exception.GetType()))}: {Message(exception)}");
        lines.AddRange(StackFrames.Lines(exception, sources));
        if (depth < DeepestInner)
            foreach (var cause in Causes(exception))
                Describe(Unwrap(cause), sources, lines, depth + 1);
    }

    private static IEnumerable<Exception> Causes(Exception exception) =>
        exception is AggregateException aggregate ? aggregate.InnerExceptions : exception.InnerException is { } inner ? [inner] : [];

    /// <summary>The message is the user's code, too: it may be missing, throw, or fill the page.</summary>
    private static string Message(Exception exception)
    {
        string message;
        try
        {
            message = exception.Message ?? "";
        }
        catch (Exception failure)
        {
            return $"(its Message threw {MethodNames.FullName(failure.GetType())})";
        }
        if (message.Length > LongestMessage)
            message = $"{message.AsSpan(0, LongestMessage)} ... ({message.Length - LongestMessage} more characters)";
        return SubmissionPrefix().Replace(message, "");
    }

    /// <summary>What cells declare is nested in a class that users never see.</summary>
    [GeneratedRegex(@"Submission#\d+\+")]
    private static partial Regex SubmissionPrefix();
}

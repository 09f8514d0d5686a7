using System.Diagnostics;
using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter.Completion;
using AigcNotebooks.Kernel.Interpreter.Packages;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Commands;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>C# script cells by Roslyn, on one thread.</summary>
internal sealed class CSharpInterpreter : IInterpreter
{
    private const int CellsBetweenCollections = 50;
    private const int HelpMilliseconds = 10_000;

    private readonly CellThread thread;
    private readonly Interruption interruption;
    private CellRunner? runner;
    private volatile bool executed;
    private int parts;

    internal CSharpInterpreter()
    {
        thread = new CellThread(ReportUnhandled);
        interruption = new Interruption(thread, TellStuck);
        thread.Start(() => WarmUp.Run(Runner, () => executed));
    }

    public LanguageInfo Language { get; } = new("C#", CSharpScript.Language.ToDisplayString(), ".cs", "text/x-csharp", "csharp");

    /// <summary>Made on the cell thread when it is first wanted: the compiler's start takes a while, and the sockets are bound meanwhile.</summary>
    private CellRunner Runner => runner ??= new CellRunner(interruption);

    public CellError? Execute(string code, int number, ICellOutput output) => OnCellThread(output, async () =>
    {
        CurrentCell.Command = new SubmitCode(code);
        var label = $"Cell [{number}]";
        var clock = Stopwatch.StartNew();
        var steps = CellParser.Parse(code);
        foreach (var step in steps)
            if (step is ResetStep)
                runner = null;
            else if (await Runner.RunAsync(step, label, code, output) is { } error)
                return error;
        if (steps.Any(step => step is TimeStep))
            output.Display(new MimeBundle(MimeBundle.PlainText, FormattableString.Invariant($"Wall time: {clock.Elapsed.TotalMilliseconds}ms")), Guid.NewGuid().ToString("N"));
        return null;
    });

    public (MimeBundle? Value, CellError? Error) Evaluate(string expression, ICellOutput output)
    {
        MimeBundle? value = null;
        var error = OnCellThread(output, async () =>
        {
            (value, var failure) = await Runner.EvaluateAsync(expression);
            return failure;
        });
        return (value, error);
    }

    public Completeness IsComplete(string code) => Help(() => CodeCompleteness.Of(code)) ?? new Completeness("unknown");

    public CompletionList Complete(string code, int cursor) => OnSession(code, runner => Completer.Of(code, cursor, runner.Look)) ?? new CompletionList([], cursor, cursor);

    public MimeBundle? Inspect(string code, int cursor, int detailLevel) => OnSession(code, runner => runner.Inspect(code, cursor, detailLevel));

    public void Interrupt() => interruption.Request();

    public void Reset() => thread.Run(_ =>
    {
        runner = null;
        return Task.FromResult(true);
    });

    public void Dispose() => ConsoleCapture.Restore();

    private T? OnSession<T>(string code, Func<CellRunner, T?> ask) where T : class => thread.Run(_ =>
    {
        var session = Runner;
        return Task.FromResult(Help(() =>
        {
            NestingLimit.Check(code);
            return ask(session);
        }));
    });

    /// <returns>null where the compiler needs more time than anybody waits for help, or more stack than there is.</returns>
    private static T? Help<T>(Func<T?> ask) where T : class
    {
        using var patience = new CancellationTokenSource(HelpMilliseconds);
        try
        {
            return CompilerThread.Run(ask, patience.Token);
        }
        catch (Exception exception) when (exception is CodeTooDeepException or CompilerFailedException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Runs a part of a cell with the console and the display functions bound to its output.</summary>
    private CellError? OnCellThread(ICellOutput output, Func<Task<CellError?>> body)
    {
        executed = true;
        CurrentCell.Output = output;
        ConsoleCapture.Install();
        (var cell, CurrentCell.Cancellation) = interruption.Begin();
        try
        {
            return thread.Run(_ =>
            {
                CellFlow.Join(cell);
                return body();
            });
        }
        catch (Exception exception) when (exception is UnsupportedDirectiveException or PackageException or CodeTooDeepException or CompilerFailedException)
        {
            return new CellError(exception.GetType().Name.Replace("Exception", "", StringComparison.Ordinal), exception.Message, [Ansi.Red("error") + ": " + exception.Message]);
        }
        catch (Exception exception) when (interruption.Requested && ExceptionFormatter.IsInterruption(exception))
        {
            return ExceptionFormatter.Interrupted(exception, new SourceTexts());
        }
        finally
        {
            interruption.End();
            if (++parts % CellsBetweenCollections == 0)
                thread.Start(Collect);
        }
    }

    /// <summary>What compiling a cell needs lives just long enough to grow old, and the collector would let it lie until memory is short: a session
    /// of 1,000 cells grows by a quarter less this way. After the cell's end, when nobody waits.</summary>
    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>An exception of an `async void` method, a callback or a thread of the user's: no cell waits for it, so it is told as text.</summary>
    internal void ReportUnhandled(Exception exception)
    {
        if (!ExceptionFormatter.IsStop(exception) && !(interruption.Requested && ExceptionFormatter.IsInterruption(exception)))
            CurrentCell.Output.Write("stderr", $"No cell waits for this exception:\n{string.Join('\n', (runner?.Describe(exception) ?? ExceptionFormatter.Error(exception, new SourceTexts())).Traceback)}\n");
    }

    private static void TellStuck()
    {
        const string Text = "The cell does not react to Stop: it is inside a call that cannot be interrupted (native code, a long regular expression, a huge sum). "
            + "It ends when that call returns; to end it now, restart the kernel (Kernel > Restart), which loses all variables.";
        CurrentCell.Output.Display(new MimeBundle([new(MimeBundle.PlainText, Ansi.Dim(Text)), new("text/html", $"<pre style=\"opacity:0.6; white-space:pre-wrap\">{System.Net.WebUtility.HtmlEncode(Text)}</pre>")]), Guid.NewGuid().ToString("N"));
    }
}

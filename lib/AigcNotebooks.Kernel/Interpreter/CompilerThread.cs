using System.Runtime.ExceptionServices;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Runs the compiler on a thread of its own, with a large stack: it recurses, and takes minutes for some code without asking whether it is still wanted.
/// What was given up runs on unseen and changes nothing, since compilations are immutable.</summary>
internal static class CompilerThread
{
    private const int StackBytes = 64 << 20;

    /// <exception cref="OperationCanceledException">It is no longer wanted.</exception>
    /// <exception cref="CodeTooDeepException">The stack does not suffice for the code.</exception>
    internal static T Run<T>(Func<T> compile, CancellationToken cancellation)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        // Not disposed: what was given up still sets it.
        var done = new ManualResetEventSlim();
        new Thread(() =>
        {
            try
            {
                result = compile();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception is InsufficientExecutionStackException
                    ? new CodeTooDeepException("The code is nested too deep, or one expression of it is too long, for the compiler: split it up.") : exception);
            }
            done.Set();
        }, StackBytes) { IsBackground = true, Name = "compiler" }.Start();
        done.Wait(cancellation);
        failure?.Throw();
        return result;
    }
}

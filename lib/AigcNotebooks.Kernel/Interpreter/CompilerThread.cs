using System.Runtime.ExceptionServices;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Runs the compiler on a thread of its own, with a large stack: it recurses, and takes minutes for some code without asking whether it is still wanted.
/// What was given up runs on unseen and changes nothing, since compilations are immutable.</summary>
internal static class CompilerThread
{
    private const int StackBytes = 64 << 20;

    /// <exception cref="OperationCanceledException">It is no longer wanted.</exception>
    /// <exception cref="CompilerFailedException">The compiler failed on the code.</exception>
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
                failure = ExceptionDispatchInfo.Capture(Told(exception));
            }
            done.Set();
        }, StackBytes) { IsBackground = true, Name = "compiler" }.Start();
        done.Wait(cancellation);
        failure?.Throw();
        return result;
    }

    /// <summary>What the kernel throws is meant; all else is the compiler's own mistake.</summary>
    private static Exception Told(Exception exception) => exception switch
    {
        InsufficientExecutionStackException => new CodeTooDeepException("The code is nested too deep, or one expression of it is too long, for the compiler: split it up."),
        OperationCanceledException or OutOfMemoryException => exception,
        _ when exception.GetType().Assembly == typeof(CompilerThread).Assembly => exception,
        _ => new CompilerFailedException($"The C# compiler itself failed on this code, with {exception.GetType().Name} in {exception.TargetSite?.DeclaringType?.Name}.{exception.TargetSite?.Name}. "
            + "Write it in another way: often it helps to put it into a method, or to run its parts in cells of their own."),
    };
}

/// <summary>The compiler threw an exception. Nothing of its cell was run.</summary>
internal sealed class CompilerFailedException(string message) : Exception(message);

using System.Runtime.ExceptionServices;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>The one thread on which cells run: native libraries keep modes and thread pools per thread. Its stack is large, since
/// compilers and students recurse, but not so large that an exception takes long to come up from its bottom.</summary>
internal sealed class CellThread
{
    private const int StackBytes = 16 << 20;

    private readonly Lock gate = new();
    private readonly Queue<Action> jobs = new();
    private readonly Queue<Action> callbacks = new();
    private readonly AutoResetEvent signal = new(false);
    private readonly Action<Exception> unhandled;
    private readonly Thread thread;
    private readonly InterruptGate interrupts = new();

    /// <param name="unhandled">Told of exceptions that no cell waits for, such as those of `async void` methods.</param>
    internal CellThread(Action<Exception> unhandled)
    {
        this.unhandled = unhandled;
        thread = new Thread(Loop, StackBytes) { IsBackground = true, Name = "cells" };
        thread.Start();
    }

    internal WaitHandle Signal => signal;

    /// <summary>Runs an asynchronous job to its end, its awaits included, and gives its result or throws its exception. One at a time.</summary>
    internal T Run<T>(Func<CellContext, Task<T>> job)
    {
        using var done = new ManualResetEventSlim();
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        Start(() =>
        {
            try
            {
                result = RunHere(job);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
            done.Set();
        });
        done.Wait();
        failure?.Throw();
        return result;
    }

    /// <summary>Runs a job without waiting for it.</summary>
    internal void Start(Action job)
    {
        lock (gate)
            jobs.Enqueue(job);
        signal.Set();
    }

    internal void Post(Action callback)
    {
        lock (gate)
            callbacks.Enqueue(callback);
        signal.Set();
    }

    /// <summary>Runs the callbacks that wait, if any; only on the cell thread.</summary>
    internal void RunCallbacks()
    {
        while (Take(callbacks) is { } callback)
            try
            {
                callback();
            }
            catch (Exception exception)
            {
                unhandled(exception);
            }
    }

    /// <summary>Wakes what the user's code waits for, with an exception.</summary>
    internal void Interrupt() => interrupts.Interrupt(thread);

    internal void EnterUserCode() => interrupts.Open();

    internal void LeaveUserCode() => interrupts.Close();

    private T RunHere<T>(Func<CellContext, Task<T>> job)
    {
        var context = new CellContext(this);
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            var task = job(context);
            task.ContinueWith(_ => signal.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (!task.IsCompleted)
            {
                RunCallbacks();
                if (!task.IsCompleted)
                    context.WaitForSignal();
            }
            return task.GetAwaiter().GetResult();
        }
        catch (ThreadInterruptedException)
        {
            context.Abandon();
            throw;
        }
        finally
        {
            // Code that was abandoned has not left by itself.
            LeaveUserCode();
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    private void Loop()
    {
        while (true)
        {
            try
            {
                RunLeftBehind();
                if (Take(jobs) is { } job)
                    job();
                else
                    signal.WaitOne();
            }
            catch (Exception exception)
            {
                unhandled(exception);
            }
        }
    }

    /// <summary>What `async void` methods of earlier cells still have to do. It is the user's code, and Stop ends it.</summary>
    private void RunLeftBehind()
    {
        EnterUserCode();
        try
        {
            RunCallbacks();
        }
        finally
        {
            LeaveUserCode();
        }
    }

    private Action? Take(Queue<Action> queue)
    {
        lock (gate)
            return queue.TryDequeue(out var action) ? action : null;
    }
}

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Runs the user's code, the formatting of values included: Stop wakes its waits, and what it throws becomes the cell's error.</summary>
internal sealed class UserCode(Interruption interruption, SourceTexts sources)
{
    /// <returns>null, or the error that the code ended with.</returns>
    internal async Task<CellError?> RunAsync(Func<Task> code)
    {
        try
        {
            try
            {
                interruption.EnterUserCode();
                await code();
            }
            finally
            {
                interruption.LeaveUserCode();
            }
            return null;
        }
        catch (Exception exception)
        {
            return Describe(exception);
        }
    }

    /// <summary>An exception as the user sees it.</summary>
    internal CellError Describe(Exception exception) =>
        interruption.Requested && ExceptionFormatter.IsInterruption(exception)
            ? ExceptionFormatter.Interrupted(exception, sources)
            : ExceptionFormatter.Error(exception, sources);
}

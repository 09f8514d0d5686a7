namespace Microsoft.DotNet.Interactive.Commands;

/// <summary>A cell's code: what <see cref="KernelInvocationContext.Command"/> is while the cell runs.</summary>
/// <param name="code">The cell's text.</param>
public sealed class SubmitCode(string code) : KernelCommand
{
    /// <summary>The cell's text.</summary>
    public string Code { get; } = code;
}

using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

/// <summary>Something that happens while a command runs; see <see cref="KernelInvocationContext.Publish"/>.</summary>
/// <param name="command">The command.</param>
public abstract class KernelEvent(KernelCommand command)
{
    /// <summary>The command during which it happens.</summary>
    public KernelCommand Command { get; } = command;
}

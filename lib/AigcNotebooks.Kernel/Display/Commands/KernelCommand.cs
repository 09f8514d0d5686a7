namespace Microsoft.DotNet.Interactive.Commands;

/// <summary>Something that a kernel is asked to do.</summary>
public abstract class KernelCommand
{
    /// <summary>The commands that <see cref="Kernel.SendAsync"/> obeys are the kernel's own.</summary>
    protected KernelCommand()
    {
    }
}

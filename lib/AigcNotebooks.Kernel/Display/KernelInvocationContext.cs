using AigcNotebooks.Kernel.Display;

namespace Microsoft.DotNet.Interactive;

/// <summary>The running cell, for code that shows things from inside a library or a formatter.</summary>
public sealed class KernelInvocationContext
{
    private KernelInvocationContext()
    {
    }

    /// <summary>The cell that runs, or ran last.</summary>
    public static KernelInvocationContext Current { get; } = new();

    /// <summary>Cancelled when the user interrupts the cell.</summary>
    public CancellationToken CancellationToken => CurrentCell.Cancellation;

    /// <summary>Shows a value; see <see cref="Kernel.display"/>.</summary>
    public DisplayedValue Display(object? value, params string[] mimeTypes) => Kernel.display(value, mimeTypes);

    /// <summary>Shows text that is already in a MIME type; see <see cref="DisplayExtensions.DisplayAs"/>.</summary>
    public DisplayedValue DisplayAs(string value, string mimeType) => value.DisplayAs(mimeType);
}

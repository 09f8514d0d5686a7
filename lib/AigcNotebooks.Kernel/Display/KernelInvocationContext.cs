using AigcNotebooks.Kernel.Display;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

/// <summary>The running cell, for code that shows things from inside a library or a formatter.</summary>
public sealed class KernelInvocationContext
{
    private KernelInvocationContext()
    {
    }

    /// <summary>The cell that runs, or ran last.</summary>
    public static KernelInvocationContext Current { get; } = new();

    /// <summary>The cell's code.</summary>
    public KernelCommand Command => CurrentCell.Command;

    /// <summary>Cancelled when the user interrupts the cell.</summary>
    public CancellationToken CancellationToken => CurrentCell.Cancellation;

    /// <summary>Shows a value; see <see cref="Kernel.display"/>.</summary>
    public DisplayedValue Display(object? value, params string[] mimeTypes) => Kernel.display(value, mimeTypes);

    /// <summary>Shows text that is already in a MIME type; see <see cref="DisplayExtensions.DisplayAs"/>.</summary>
    public DisplayedValue DisplayAs(string value, string mimeType) => value.DisplayAs(mimeType);

    /// <summary>Shows or prints what an event holds.</summary>
    /// <exception cref="NotSupportedException">It is no event that shows or prints something.</exception>
    public void Publish(KernelEvent kernelEvent)
    {
        ArgumentNullException.ThrowIfNull(kernelEvent);
        var output = CurrentCell.Output;
        switch (kernelEvent)
        {
            case StandardOutputValueProduced printed:
                output.Write("stdout", Text(printed));
                break;
            case StandardErrorValueProduced printed:
                output.Write("stderr", Text(printed));
                break;
            case DisplayedValueUpdated updated:
                output.UpdateDisplay(Data(updated), updated.ValueId!);
                break;
            case ReturnValueProduced result:
                output.Result(Data(result));
                break;
            case DisplayEvent shown:
                output.Display(Data(shown), shown.ValueId ?? Guid.NewGuid().ToString("N"));
                break;
            default:
                throw new NotSupportedException($"{kernelEvent.GetType().Name} cannot be published: this kernel knows the events that show or print something "
                    + $"({nameof(DisplayedValueProduced)}, {nameof(DisplayedValueUpdated)}, {nameof(ReturnValueProduced)}, {nameof(StandardOutputValueProduced)}, {nameof(StandardErrorValueProduced)}).");
        }
    }

    private static MimeBundle Data(DisplayEvent shown) => ValueFormatter.Format(shown.FormattedValues.Count > 0 ? shown.FormattedValues : shown.Value);

    private static string Text(DisplayEvent printed) => string.Concat(printed.FormattedValues.Select(formatted => formatted.Value));
}

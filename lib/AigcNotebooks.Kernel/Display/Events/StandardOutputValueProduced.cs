using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

/// <summary>Text is printed.</summary>
/// <param name="command">The command during which it happens.</param>
/// <param name="formattedValues">The text.</param>
/// <param name="valueId">Not used: Jupyter gives printed text no names.</param>
public sealed class StandardOutputValueProduced(KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(null, command, formattedValues, valueId);

using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

/// <summary>A value is shown under the cell.</summary>
/// <param name="value">What.</param>
/// <param name="command">The command during which it happens.</param>
/// <param name="formattedValues">How it looks; as its type's formatters make it where none is given.</param>
/// <param name="valueId">A name by which it can be replaced.</param>
public sealed class DisplayedValueProduced(object? value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(value, command, formattedValues, valueId);

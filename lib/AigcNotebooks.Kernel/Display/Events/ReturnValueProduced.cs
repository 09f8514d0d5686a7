using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

/// <summary>A value is shown as the cell's result.</summary>
/// <param name="value">What.</param>
/// <param name="command">The command during which it happens.</param>
/// <param name="formattedValues">How it looks; as its type's formatters make it where none is given.</param>
/// <param name="valueId">Not used: Jupyter gives results no names.</param>
public sealed class ReturnValueProduced(object? value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(value, command, formattedValues, valueId);

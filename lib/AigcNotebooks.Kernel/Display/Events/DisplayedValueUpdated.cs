using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

/// <summary>What was shown under a name is replaced.</summary>
/// <param name="value">What is shown instead.</param>
/// <param name="valueId">The name.</param>
/// <param name="command">The command during which it happens.</param>
/// <param name="formattedValues">How it looks; as its type's formatters make it where none is given.</param>
public sealed class DisplayedValueUpdated(object? value, string valueId, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null)
    : DisplayEvent(value, command, formattedValues, valueId);

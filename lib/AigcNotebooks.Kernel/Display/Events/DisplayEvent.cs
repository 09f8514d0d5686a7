using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

/// <summary>Something is shown.</summary>
/// <param name="value">What.</param>
/// <param name="command">The command during which it happens.</param>
/// <param name="formattedValues">How it looks; as its type's formatters make it where none is given.</param>
/// <param name="valueId">A name by which it can be replaced.</param>
public abstract class DisplayEvent(object? value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues, string? valueId)
    : KernelEvent(command)
{
    /// <summary>What is shown.</summary>
    public object? Value { get; } = value;

    /// <summary>How it looks.</summary>
    public IReadOnlyCollection<FormattedValue> FormattedValues { get; } = formattedValues ?? [];

    /// <summary>The name by which it can be replaced.</summary>
    public string? ValueId { get; } = valueId;
}

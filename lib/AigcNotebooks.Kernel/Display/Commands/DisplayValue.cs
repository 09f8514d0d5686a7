namespace Microsoft.DotNet.Interactive.Commands;

/// <summary>Shows something under the running cell.</summary>
/// <param name="formattedValue">What to show.</param>
/// <param name="valueId">Names it, so that <see cref="UpdateDisplayedValue"/> can replace it.</param>
public sealed class DisplayValue(FormattedValue formattedValue, string? valueId = null) : KernelCommand
{
    /// <summary>What to show.</summary>
    public FormattedValue FormattedValue { get; } = formattedValue;

    /// <summary>Its name; null where none was given.</summary>
    public string? ValueId { get; } = valueId;
}

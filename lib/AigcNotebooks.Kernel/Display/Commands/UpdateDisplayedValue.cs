namespace Microsoft.DotNet.Interactive.Commands;

/// <summary>Replaces what was shown under a name.</summary>
/// <param name="formattedValue">What to show instead.</param>
/// <param name="valueId">The name given to <see cref="DisplayValue"/>, or a <see cref="DisplayedValue.DisplayId"/>.</param>
public sealed class UpdateDisplayedValue(FormattedValue formattedValue, string valueId) : KernelCommand
{
    /// <summary>What to show instead.</summary>
    public FormattedValue FormattedValue { get; } = formattedValue;

    /// <summary>The name of what is replaced.</summary>
    public string ValueId { get; } = valueId;
}

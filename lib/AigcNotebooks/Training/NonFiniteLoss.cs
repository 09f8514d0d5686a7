namespace AigcNotebooks.Training;

/// <summary>Where a loss stopped being a number.</summary>
/// <param name="Name">Name of the series.</param>
/// <param name="Step">The training step.</param>
/// <param name="Value">NaN, or an infinity.</param>
/// <param name="Previous">The value before it; null when it was the first.</param>
public sealed record NonFiniteLoss(string Name, long Step, double Value, double? Previous)
{
    /// <summary>A sentence: what became what, and when.</summary>
    public override string ToString() => FormattableString.Invariant($"The loss \"{Name}\" is {(double.IsNaN(Value) ? "NaN" : "infinite")} at step {Step:N0}") +
        (Previous is { } previous ? FormattableString.Invariant($", after {previous:G4}.") : ", its first value.");
}

/// <summary>Thrown when a training loop's loss is NaN or infinite.</summary>
/// <param name="loss">Which loss, and when.</param>
public sealed class NonFiniteLossException(NonFiniteLoss loss)
    : Exception($"{loss} The weights are lost from here on: start again from the last checkpoint, with a smaller learning rate or clipped gradients.")
{
    /// <summary>Which loss, and when.</summary>
    public NonFiniteLoss Loss { get; } = loss;
}

namespace TorchSharp.Native;

/// <summary>One argument of an operator. Everything that an operator takes converts to it; the native side then converts
/// to what the operator's schema wants, and says so where it cannot.</summary>
internal readonly struct Argument
{
    /// <summary>What must stay alive over the call, and what lists are read from.</summary>
    internal readonly object? Reference;
    internal readonly long Bits;
    internal readonly int Count;
    internal readonly ValueTag Tag;

    private Argument(ValueTag tag, long bits = 0, object? reference = null, int count = 0) =>
        (Tag, Bits, Reference, Count) = (tag, bits, reference, count);

    /// <summary>Python's <c>None</c>.</summary>
    internal static Argument None => default;

    public static implicit operator Argument(torch.Tensor? t) => t is null ? None : new(ValueTag.Tensor, t.RawHandle, t);
    public static implicit operator Argument(long value) => new(ValueTag.Int, value);
    public static implicit operator Argument(int value) => new(ValueTag.Int, value);
    public static implicit operator Argument(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Argument(bool value) => new(ValueTag.Bool, value ? 1 : 0);
    public static implicit operator Argument(long? value) => value is { } v ? v : None;
    public static implicit operator Argument(double? value) => value is { } v ? v : None;
    public static implicit operator Argument(bool? value) => value is { } v ? v : None;
    public static implicit operator Argument(string? value) => value is null ? None : new(ValueTag.String, 0, value);
    public static implicit operator Argument(long[]? values) => values is null ? None : new(ValueTag.Ints, 0, values, values.Length);
    public static implicit operator Argument(double[]? values) => values is null ? None : new(ValueTag.Doubles, 0, values, values.Length);
    public static implicit operator Argument(torch.Tensor?[]? values) => values is null ? None : new(ValueTag.Tensors, 0, values, values.Length);
    public static implicit operator Argument(Scalar? value) => value is null ? None : value.ToArgument();
    public static implicit operator Argument(torch.ScalarType value) => (long)value;
    public static implicit operator Argument(torch.ScalarType? value) => value is { } v ? (long)v : None;
    public static implicit operator Argument(torch.Device? value) =>
        value is null ? None : new(ValueTag.Device, (long)value.Present().type, value, value.index);
    public static implicit operator Argument(torch.Generator? value) =>
        value is null ? None : new(ValueTag.Generator, value.Handle, value);
}

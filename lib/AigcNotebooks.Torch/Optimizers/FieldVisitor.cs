using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Sees each field of an optimizer's options or state, and another's same field: one list of fields serves writing, reading, copying and all else.</summary>
internal abstract class FieldVisitor
{
    internal virtual void Field(ref long value, long? other) { }
    internal virtual void Field(ref double value, double? other) { }
    internal virtual void Option(ref double? value, double? other) { }
    internal virtual void Option(ref bool? value, bool? other) { }
    internal virtual void Field(ref Tensor value, Tensor? other) { }

    /// <summary>A tensor that may be missing.</summary>
    internal virtual void Optional(ref Tensor? value, Tensor? other) { }
}

internal sealed class StateWriter(BinaryWriter writer) : FieldVisitor
{
    internal override void Field(ref long value, long? other) => writer.Write(value);
    internal override void Field(ref double value, double? other) => writer.Write(value);
    internal override void Option(ref double? value, double? other) => writer.Write(value!.Value);
    internal override void Option(ref bool? value, bool? other) => writer.Write(value!.Value);
    internal override void Field(ref Tensor value, Tensor? other) => value.Save(writer);

    internal override void Optional(ref Tensor? value, Tensor? other)
    {
        writer.Write(value is not null);
        value?.Save(writer);
    }
}

/// <param name="shape">What a tensor's must be; null: any.</param>
internal sealed class StateReader(BinaryReader reader, Device device, long[]? shape = null) : FieldVisitor
{
    internal override void Field(ref long value, long? other) => value = reader.ReadInt64();
    internal override void Field(ref double value, double? other) => value = reader.ReadDouble();
    internal override void Option(ref double? value, double? other) => value = reader.ReadDouble();
    internal override void Option(ref bool? value, bool? other) => value = reader.ReadBoolean();
    internal override void Field(ref Tensor value, Tensor? other) => value.Load(reader);

    internal override void Optional(ref Tensor? value, Tensor? other)
    {
        Tensor? read = reader.ReadBoolean() ? TensorExtensionMethods.Load(reader).DetachFromDisposeScope() : null;
        if (read is not null && shape is not null && !shape.SequenceEqual(read.shape))
            throw new ArgumentException($"Mismatched shape of an optimizer's state: expected [{string.Join(", ", shape)}], found [{string.Join(", ", read.shape)}].");
        value?.Dispose();
        value = read;
        new StateMover(device).Optional(ref value, null);
    }
}

internal sealed class StateCopier(Device device) : FieldVisitor
{
    internal override void Field(ref long value, long? other) => value = other!.Value;
    internal override void Field(ref double value, double? other) => value = other!.Value;
    internal override void Option(ref double? value, double? other) => value = other;
    internal override void Option(ref bool? value, bool? other) => value = other;

    internal override void Field(ref Tensor value, Tensor? other)
    {
        Tensor copy = other!.clone().DetachFromDisposeScope();
        value?.Dispose();
        value = copy;
        new StateMover(device).Field(ref value, null);
    }

    internal override void Optional(ref Tensor? value, Tensor? other)
    {
        if (other is not null)
        {
            Field(ref value!, other);
            return;
        }
        value?.Dispose();
        value = null;
    }
}

internal sealed class DefaultsFiller : FieldVisitor
{
    internal override void Option(ref double? value, double? other) => value ??= other;
    internal override void Option(ref bool? value, bool? other) => value ??= other;
}

internal sealed class StateMover(Device device) : FieldVisitor
{
    internal override void Field(ref Tensor value, Tensor? other)
    {
        if (value.device.Is(device.type, device.index))
            return;
        Tensor moved = value.to(device).DetachFromDisposeScope();
        value.Dispose();
        value = moved;
    }

    internal override void Optional(ref Tensor? value, Tensor? other)
    {
        if (value is not null)
            Field(ref value, other);
    }
}

internal sealed class StateComparer : FieldVisitor
{
    internal bool Equal { get; private set; } = true;

    internal override void Field(ref long value, long? other) => Equal &= value == other;
    internal override void Field(ref double value, double? other) => Equal &= value == other;
    internal override void Field(ref Tensor value, Tensor? other) => Equal &= value.shape.SequenceEqual(other!.shape) && value.allclose(other);

    internal override void Optional(ref Tensor? value, Tensor? other)
    {
        if (value is not null && other is not null)
            Field(ref value, other);
        else
            Equal &= value is null == other is null;
    }
}

internal sealed class StateDisposer : FieldVisitor
{
    internal override void Field(ref Tensor value, Tensor? other) => value?.Dispose();

    internal override void Optional(ref Tensor? value, Tensor? other)
    {
        value?.Dispose();
        value = null;
    }
}

using System.Text;

namespace TorchSharp.Native;

/// <summary>TorchSharp's own file format for a tensor: element type, number of dimensions and each size as LEB128 numbers (seven bits a byte, the
/// lowest first, the high bit set on all but the last), then the elements, row by row, in little-endian order. Nothing in it is ever executed.</summary>
internal static unsafe class TensorFile
{
    private const int Chunk = 1 << 24;
    private const int MaximumDimensions = 64;

    internal static void WriteCount(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static void Write(BinaryWriter writer, torch.Tensor tensor)
    {
        WriteCount(writer, (long)tensor.dtype);
        long[] shape = tensor.shape;
        WriteCount(writer, shape.Length);
        foreach (long size in shape)
            WriteCount(writer, size);
        using torch.Tensor detached = tensor.detach().DetachFromDisposeScope();
        using torch.Tensor host = detached.cpu().DetachFromDisposeScope();
        using torch.Tensor contiguous = host.contiguous().DetachFromDisposeScope();
        WriteBytes(writer.Write, contiguous, Chunk);
        writer.Flush();
    }

    internal delegate void Sink(ReadOnlySpan<byte> bytes);

    internal static void WriteBytes(Sink write, torch.Tensor tensor, int chunk)
    {
        byte* data = Data(tensor, out long left);
        for (; left > 0; data += chunk, left -= chunk)
            write(new ReadOnlySpan<byte>(data, (int)Math.Min(left, chunk)));
        GC.KeepAlive(tensor);
    }

    /// <exception cref="EndOfStreamException">The stream ends early; the tensor then holds what came.</exception>
    internal static void ReadBytes(Stream stream, torch.Tensor tensor, int chunk)
    {
        byte* data = Data(tensor, out long left);
        for (; left > 0; data += chunk, left -= chunk)
            stream.ReadExactly(new Span<byte>(data, (int)Math.Min(left, chunk)));
        GC.KeepAlive(tensor);
    }

    /// <summary>Writes a file under a temporary name and renames it at the end, so that a crash leaves the old one.</summary>
    internal static void Replace(string location, Action<BinaryWriter> write)
    {
        string part = $"{location}.{Environment.ProcessId}.part";
        try
        {
            using (var writer = new BinaryWriter(File.Create(part)))
                write(writer);
            File.Move(part, location, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    internal static long ReadCount(BinaryReader reader, string what) =>
        Guarded(reader.Read7BitEncodedInt64, what) is >= 0 and var count ? count : throw Damaged($"{what} is negative");

    internal static string ReadName(BinaryReader reader) => Guarded(reader.ReadString, "a tensor's name");

    /// <summary>A new tensor on the CPU.</summary>
    internal static torch.Tensor Read(BinaryReader reader, string name)
    {
        (torch.ScalarType dtype, long[] shape) = ReadHeader(reader, name);
        return ReadElements(reader, dtype, shape, name);
    }

    /// <summary>A new tensor on the CPU, which must have <paramref name="target"/>'s type and shape.</summary>
    internal static torch.Tensor ReadLike(BinaryReader reader, torch.Tensor target, string name)
    {
        (torch.ScalarType dtype, long[] shape) = ReadHeader(reader, name);
        if (dtype != target.dtype)
            throw new ArgumentException($"Mismatched tensor data types while loading: {name} is {dtype} in the file and {target.dtype} here.");
        if (!shape.SequenceEqual(target.shape))
            throw new ArgumentException($"Mismatched tensor shape while loading: {name} is [{string.Join(", ", shape)}] in the file and [{string.Join(", ", target.shape)}] here.");
        return ReadElements(reader, dtype, shape, name).DetachFromDisposeScope();
    }

    /// <summary>Passes a tensor over.</summary>
    /// <returns>What it was.</returns>
    internal static (torch.ScalarType dtype, long[] shape) Skip(BinaryReader reader, string name)
    {
        (torch.ScalarType dtype, long[] shape) = ReadHeader(reader, name);
        long left = Bytes(reader, dtype, shape, name);
        if (reader.BaseStream.CanSeek)
            reader.BaseStream.Seek(left, SeekOrigin.Current);
        else
            for (var buffer = new byte[Math.Min(left, 1 << 16)]; left > 0; left -= buffer.Length)
                Guarded(() => { reader.BaseStream.ReadExactly(buffer, 0, (int)Math.Min(left, buffer.Length)); return 0; }, name);
        return (dtype, shape);
    }

    private static (torch.ScalarType dtype, long[] shape) ReadHeader(BinaryReader reader, string name)
    {
        long type = ReadCount(reader, $"the type of {name}"), dimensions = ReadCount(reader, $"the shape of {name}");
        if (type > sbyte.MaxValue || !Enum.IsDefined((torch.ScalarType)type) || dimensions > MaximumDimensions)
            throw Damaged($"{name} has the type {type} and {dimensions} dimensions");
        var shape = new long[dimensions];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = ReadCount(reader, $"the shape of {name}");
        return ((torch.ScalarType)type, shape);
    }

    private static torch.Tensor ReadElements(BinaryReader reader, torch.ScalarType dtype, long[] shape, string name)
    {
        Bytes(reader, dtype, shape, name);
        torch.Tensor tensor = torch.empty(shape, dtype, torch.CPU);
        try
        {
            Guarded(() => { ReadBytes(reader.BaseStream, tensor, Chunk); return 0; }, name);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>How many bytes the tensor takes, none more than are left where that can be known.</summary>
    private static long Bytes(BinaryReader reader, torch.ScalarType dtype, long[] shape, string name)
    {
        long bytes = dtype.ElementSize();
        try
        {
            bytes = shape.Aggregate(bytes, (product, size) => checked(product * size));
        }
        catch (OverflowException)
        {
            throw Damaged($"{name} has the shape [{string.Join(", ", shape)}]");
        }
        if (reader.BaseStream.CanSeek && bytes > reader.BaseStream.Length - reader.BaseStream.Position)
            throw Damaged($"{name} needs {bytes} bytes, and {reader.BaseStream.Length - reader.BaseStream.Position} are left");
        return bytes;
    }

    private static byte* Data(torch.Tensor tensor, out long bytes)
    {
        if (!tensor.is_contiguous() || tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException("Raw bytes need a contiguous tensor on the CPU; call contiguous() or cpu() first.");
        bytes = tensor.NumberOfElements * tensor.ElementSize;
        return (byte*)tensor.DataPointer;
    }

    private static T Guarded<T>(Func<T> read, string what)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or DecoderFallbackException)
        {
            throw Damaged(e is EndOfStreamException ? $"it ends within {what}" : $"{what} cannot be read", e);
        }
    }

    private static InvalidDataException Damaged(string reason, Exception? cause = null) =>
        new($"The file is cut off, or is none of TorchSharp's: {reason}.", cause);
}

using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Reads and writes tensors in the safetensors format, which PyTorch and Hugging Face share: an 8-byte length, a JSON header
/// with each tensor's type, shape and place, then the bytes. Nothing in such a file is ever executed.</summary>
/// <remarks>Source: the format's description at github.com/huggingface/safetensors.</remarks>
public static class SafeTensors
{
    private const int MaximumHeader = 100 << 20;

    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["BOOL"] = ScalarType.Bool, ["U8"] = ScalarType.Byte, ["I8"] = ScalarType.Int8, ["I16"] = ScalarType.Int16,
        ["I32"] = ScalarType.Int32, ["I64"] = ScalarType.Int64, ["F16"] = ScalarType.Float16, ["BF16"] = ScalarType.BFloat16,
        ["F32"] = ScalarType.Float32, ["F64"] = ScalarType.Float64,
    };

    /// <summary>Writes <paramref name="tensors"/> to a temporary file beside <paramref name="path"/>, then renames it: a crash leaves the old file.</summary>
    /// <param name="metadata">Free text about the file, by key.</param>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        string part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (FileStream file = File.Create(part))
                Write(file, tensors, metadata);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>All tensors of a file, on the CPU, the caller's to dispose.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no safetensors file; the message says where and how.</exception>
    public static Dictionary<string, Tensor> Load(string path) => Read(File.ReadAllBytes(path), path);

    /// <summary>All tensors in <paramref name="file"/>, on the CPU, the caller's to dispose.</summary>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or in no safetensors format.</exception>
    public static Dictionary<string, Tensor> Read(ReadOnlyMemory<byte> file, string name)
    {
        using JsonDocument header = Header(file, name, out ReadOnlyMemory<byte> data);
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (JsonProperty entry in header.RootElement.EnumerateObject())
                if (entry.Name != "__metadata__")
                    tensors.Add(entry.Name, ReadTensor(entry, data.Span, name));
            return tensors;
        }
        catch (Exception e)
        {
            foreach (Tensor tensor in tensors.Values)
                tensor.Dispose();
            if (e is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
                throw new InvalidDataException($"{name}: the header does not describe tensors as safetensors does ({e.Message}).", e);
            throw;
        }
    }

    private static void Write(Stream file, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var header = new Dictionary<string, object>();
        if (metadata is not null)
            header["__metadata__"] = metadata;
        long offset = 0;
        foreach ((string key, Tensor tensor) in tensors)
        {
            long end = offset + tensor.NumberOfElements * tensor.element_size();
            string type = Types.FirstOrDefault(t => t.Value == tensor.dtype).Key
                ?? throw new NotSupportedException($"Tensor '{key}' has elements of type {tensor.dtype}, which safetensors does not hold.");
            header[key] = new { dtype = type, shape = tensor.shape, data_offsets = new[] { offset, end } };
            offset = end;
        }
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        byte[] padded = [.. json, .. Enumerable.Repeat((byte)' ', (8 - json.Length % 8) % 8)];
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded.Length);
        file.Write(length);
        file.Write(padded);
        foreach (Tensor tensor in tensors.Values)
        {
            using Tensor detached = tensor.detach().DetachFromDisposeScope();
            using Tensor host = detached.cpu().DetachFromDisposeScope();
            using Tensor contiguous = host.contiguous().DetachFromDisposeScope();
            file.Write(contiguous.bytes);
        }
    }

    private static JsonDocument Header(ReadOnlyMemory<byte> file, string name, out ReadOnlyMemory<byte> data)
    {
        if (file.Length < 8)
            throw new InvalidDataException($"{name}: {file.Length} bytes are too few for a safetensors file.");
        long length = BinaryPrimitives.ReadInt64LittleEndian(file.Span);
        if (length is < 2 or > MaximumHeader || length > file.Length - 8)
            throw new InvalidDataException($"{name}: the header's length is {length}, but {file.Length - 8} bytes follow; the file is cut off, or no safetensors file.");
        data = file[(8 + (int)length)..];
        try
        {
            return JsonDocument.Parse(file.Slice(8, (int)length));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}: the header is no JSON ({e.Message}).", e);
        }
    }

    private static Tensor ReadTensor(JsonProperty entry, ReadOnlySpan<byte> data, string name)
    {
        string type = entry.Value.GetProperty("dtype").GetString() ?? "";
        if (!Types.TryGetValue(type, out ScalarType dtype))
            throw new InvalidDataException($"{name}: tensor '{entry.Name}' has the unknown type '{type}'.");
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        long begin = entry.Value.GetProperty("data_offsets")[0].GetInt64(), end = entry.Value.GetProperty("data_offsets")[1].GetInt64();
        long bytes = checked(shape.Aggregate(1L, (product, size) => size < 0 ? throw new OverflowException("negative size") : checked(product * size)) * dtype.ElementSize());
        if (begin < 0 || end < begin || end > data.Length)
            throw new InvalidDataException($"{name}: tensor '{entry.Name}' lies at bytes {begin} to {end}, but there are only {data.Length}; the file is cut off.");
        if (end - begin != bytes)
            throw new InvalidDataException($"{name}: tensor '{entry.Name}' of shape [{string.Join(", ", shape)}] needs {bytes} bytes and has {end - begin}.");
        Tensor tensor = empty(shape, dtype);
        data[(int)begin..(int)end].CopyTo(tensor.bytes);
        return tensor;
    }
}

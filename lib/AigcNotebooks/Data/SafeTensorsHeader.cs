using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>The header of a safetensors file: an 8-byte length, then JSON that says of each tensor its type, shape and place. It is checked before
/// anything is read by it: the tensors lie one behind the other without gaps, fill the file to its end, and each is as long as its shape says.</summary>
/// <remarks>Source: the format's description at github.com/huggingface/safetensors.</remarks>
internal sealed class SafeTensorsHeader
{
    internal const int Prefix = 8;
    private const int MaximumLength = 100_000_000;
    private const string MetadataKey = "__metadata__";

    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["BOOL"] = ScalarType.Bool, ["U8"] = ScalarType.Byte, ["I8"] = ScalarType.Int8, ["I16"] = ScalarType.Int16,
        ["I32"] = ScalarType.Int32, ["I64"] = ScalarType.Int64, ["F16"] = ScalarType.Float16, ["BF16"] = ScalarType.BFloat16,
        ["F32"] = ScalarType.Float32, ["F64"] = ScalarType.Float64,
    };

    private readonly string _file;

    private SafeTensorsHeader(string file, ReadOnlyMemory<byte> json, long dataLength)
    {
        _file = file;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            if (json.Span[0] != '{')
                throw Damaged("the header does not describe tensors: it does not begin with {");
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
                if (entry.Name == MetadataKey)
                    Metadata = entry.Value.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString() ?? throw new FormatException($"{item.Name} in {MetadataKey} is no text"));
                else
                    Entries.Add(entry.Name, Read(entry, dataLength));
        }
        catch (JsonException e)
        {
            throw Damaged($"the header is no JSON as safetensors has it ({e.Message})", e);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw Damaged($"the header does not describe tensors as safetensors does ({e.Message})", e);
        }
        CheckPlaces(dataLength);
    }

    /// <summary>In the header's order.</summary>
    internal OrderedDictionary<string, SafeTensorsEntry> Entries { get; } = [];

    internal IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    /// <summary>How long the JSON is that follows <paramref name="prefix"/>, the file's first 8 bytes.</summary>
    internal static int LengthOf(ReadOnlySpan<byte> prefix, long fileLength, string file)
    {
        if (prefix.Length < Prefix)
            throw new InvalidDataException($"{file}: {prefix.Length} bytes are too few for a safetensors file.");
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length is < 2 or > MaximumLength || length > fileLength - Prefix)
            throw new InvalidDataException($"{file}: the header's length is {length}, but {fileLength - Prefix} bytes follow; the file is cut off, or no safetensors file.");
        return (int)length;
    }

    /// <exception cref="InvalidDataException">It does not describe tensors that fill <paramref name="dataLength"/> bytes; the message says where.</exception>
    internal static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long dataLength, string file) => new(file, json, dataLength);

    /// <summary>The header for <paramref name="tensors"/>, padded so that the data begins at a multiple of 8, and the order in which they are to be
    /// written: the widest elements first, so that each lies at a multiple of its width, as readers that map the file ask.</summary>
    internal static byte[] Write(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata, out Tensor[] order)
    {
        var placed = new Dictionary<string, (string type, long begin, long end)>();
        long offset = 0;
        KeyValuePair<string, Tensor>[] widestFirst = [.. tensors.OrderByDescending(tensor => tensor.Value.element_size())];
        foreach ((string name, Tensor tensor) in widestFirst)
        {
            if (name == MetadataKey)
                throw new ArgumentException($"No tensor can be called {MetadataKey}.", nameof(tensors));
            string type = Types.FirstOrDefault(t => t.Value == tensor.dtype).Key
                ?? throw new NotSupportedException($"Tensor '{name}' has elements of type {tensor.dtype}, which safetensors does not hold.");
            placed[name] = (type, offset, offset += tensor.NumberOfElements * tensor.element_size());
        }
        var header = new OrderedDictionary<string, object>();
        if (metadata is not null)
            header[MetadataKey] = metadata;
        foreach ((string name, Tensor tensor) in tensors)
            header[name] = new { dtype = placed[name].type, tensor.shape, data_offsets = new[] { placed[name].begin, placed[name].end } };
        order = [.. widestFirst.Select(tensor => tensor.Value)];
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        int padded = (json.Length + 7) / 8 * 8;
        var bytes = new byte[Prefix + padded];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded);
        json.CopyTo(bytes, Prefix);
        bytes.AsSpan(Prefix + json.Length).Fill((byte)' ');
        return bytes;
    }

    private SafeTensorsEntry Read(JsonProperty entry, long dataLength)
    {
        string type = entry.Value.GetProperty("dtype").GetString() ?? "";
        if (!Types.TryGetValue(type, out ScalarType dtype))
            throw Damaged($"tensor '{entry.Name}' has the unknown type '{type}'");
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        JsonElement place = entry.Value.GetProperty("data_offsets");
        if (place.GetArrayLength() != 2)
            throw new FormatException($"the place of '{entry.Name}' is not two numbers");
        long begin = place[0].GetInt64(), end = place[1].GetInt64();
        if (shape.Any(size => size < 0))
            throw new FormatException($"a size of '{entry.Name}' is negative");
        long bytes = shape.Contains(0) ? 0 : shape.Aggregate((long)dtype.ElementSize(), (product, size) => checked(product * size));
        if (begin < 0 || end < begin || end > dataLength)
            throw Damaged($"tensor '{entry.Name}' lies at bytes {begin} to {end}, but there are only {dataLength}; the file is cut off");
        if (end - begin != bytes)
            throw Damaged($"tensor '{entry.Name}' of shape [{string.Join(", ", shape)}] needs {bytes} bytes and has {end - begin}");
        return new SafeTensorsEntry(entry.Name, dtype, shape, begin, bytes);
    }

    private void CheckPlaces(long dataLength)
    {
        long position = 0;
        foreach (SafeTensorsEntry entry in Entries.Values.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (entry.Offset != position)
                throw Damaged($"tensor '{entry.Name}' begins at byte {entry.Offset}, where {position} was due; tensors {(entry.Offset < position ? "overlap" : "leave a hole")}");
            position += entry.Length;
        }
        if (position != dataLength)
            throw Damaged($"the tensors fill {position} of {dataLength} bytes");
    }

    private InvalidDataException Damaged(string reason, Exception? cause = null) => new($"{_file}: {reason}.", cause);
}

using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Reads and writes tensors in the safetensors format, which PyTorch and Hugging Face share. Nothing in such a file is ever executed.</summary>
/// <remarks>Source: the format's description at github.com/huggingface/safetensors. For single tensors of a large file, and for what it says of them
/// without reading any, see <see cref="SafeTensorsFile"/>.</remarks>
public static class SafeTensors
{
    /// <summary>Writes <paramref name="tensors"/> to a temporary file beside <paramref name="path"/>, then renames it: a crash leaves the old file.</summary>
    /// <param name="metadata">Free text about the file, by key.</param>
    /// <exception cref="NotSupportedException">A tensor's elements are of a type that the format does not hold.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        string part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (FileStream file = File.Create(part))
            {
                Write(file, tensors, metadata);
                file.Flush(flushToDisk: true);
            }
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Tensors of a file, on the CPU, the caller's to dispose.</summary>
    /// <param name="path">A safetensors file, or the index (<c>model.safetensors.index.json</c>) of a model in several.</param>
    /// <param name="names">Which; all where null.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or no safetensors file; the message says where and how.</exception>
    /// <exception cref="KeyNotFoundException">It holds no tensor of one of the <paramref name="names"/>.</exception>
    public static Dictionary<string, Tensor> Load(string path, IEnumerable<string>? names = null)
    {
        if (SafeTensorsIndex.Is(path))
            return SafeTensorsIndex.Load(path, names);
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        return file.Load(names);
    }

    /// <summary>All tensors in <paramref name="file"/>, on the CPU, the caller's to dispose.</summary>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or in no safetensors format.</exception>
    public static Dictionary<string, Tensor> Read(ReadOnlyMemory<byte> file, string name)
    {
        int length = SafeTensorsHeader.LengthOf(file.Span[..Math.Min(SafeTensorsHeader.Prefix, file.Length)], file.Length, name);
        ReadOnlyMemory<byte> data = file[(SafeTensorsHeader.Prefix + length)..];
        SafeTensorsHeader header = SafeTensorsHeader.Parse(file.Slice(SafeTensorsHeader.Prefix, length), data.Length, name);
        return header.Entries.Values.ToDictionary(entry => entry.Name, entry => entry.Load((position, target) =>
            data.Span.Slice((int)(entry.Offset + position), target.Length).CopyTo(target)));
    }

    internal static void Free(Dictionary<string, Tensor> tensors)
    {
        foreach (Tensor tensor in tensors.Values)
            tensor.Dispose();
    }

    private static void Write(Stream file, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        file.Write(SafeTensorsHeader.Write(tensors, metadata, out Tensor[] order));
        foreach (Tensor tensor in order)
        {
            using Tensor detached = tensor.detach().DetachFromDisposeScope();
            using Tensor host = detached.cpu().DetachFromDisposeScope();
            using Tensor contiguous = host.contiguous().DetachFromDisposeScope();
            SafeTensorsEntry.Visit(contiguous, contiguous.NumberOfElements * contiguous.element_size(), (_, bytes) => file.Write(bytes));
        }
    }
}

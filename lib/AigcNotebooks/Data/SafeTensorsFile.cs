using System.IO.MemoryMappedFiles;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>A safetensors file, mapped into memory: opening it reads the header only, and each tensor is copied once, straight from the file, when it
/// is asked for. Whoever cuts the file short meanwhile ends the process: replace it by renaming, as <see cref="SafeTensors.Save"/> does.</summary>
public sealed class SafeTensorsFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafeTensorsHeader _header;
    private readonly long _dataStart;

    private SafeTensorsFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var prefix = new byte[SafeTensorsHeader.Prefix];
        int read = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        var json = new byte[SafeTensorsHeader.LengthOf(prefix.AsSpan(0, read), stream.Length, path)];
        stream.ReadExactly(json);
        _dataStart = stream.Position;
        _header = SafeTensorsHeader.Parse(json, stream.Length - _dataStart, path);
        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        Path = path;
    }

    /// <summary>As it was opened.</summary>
    public string Path { get; }

    /// <summary>What the file holds, by name, in the header's order.</summary>
    public IReadOnlyDictionary<string, SafeTensorsEntry> Entries => _header.Entries;

    /// <summary>Free text about the file, by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <exception cref="InvalidDataException">The file is damaged, or no safetensors file; the message says where and how.</exception>
    public static SafeTensorsFile Open(string path) => new(path);

    /// <summary>One tensor on the CPU, the caller's to dispose.</summary>
    /// <exception cref="KeyNotFoundException">The file holds none of that name.</exception>
    public Tensor Load(string name)
    {
        SafeTensorsEntry entry = _header.Entries.GetValueOrDefault(name) ?? throw new KeyNotFoundException($"{Path} holds no tensor '{name}'.");
        return entry.Load((position, target) => _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_dataStart + entry.Offset + position), target));
    }

    /// <summary>Those tensors, or, where null, all, on the CPU, the caller's to dispose.</summary>
    /// <exception cref="KeyNotFoundException">The file lacks one.</exception>
    public Dictionary<string, Tensor> Load(IEnumerable<string>? names = null)
    {
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (string name in names ?? _header.Entries.Keys)
                tensors.Add(name, Load(name));
            return tensors;
        }
        catch
        {
            SafeTensors.Free(tensors);
            throw;
        }
    }

    /// <summary>Lets go of the file; tensors read from it stay.</summary>
    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
    }
}

using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>A model in several safetensors files, and the <c>model.safetensors.index.json</c> that says which tensor lies in which.</summary>
internal static class SafeTensorsIndex
{
    internal static bool Is(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidDataException">The index is none, names a file outside its folder, or a file lacks what it should hold.</exception>
    internal static Dictionary<string, Tensor> Load(string path, IEnumerable<string>? names)
    {
        OrderedDictionary<string, string> files = Read(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] wanted = [.. names ?? files.Keys];
        if (wanted.FirstOrDefault(name => !files.ContainsKey(name)) is { } unknown)
            throw new KeyNotFoundException($"{path} holds no tensor '{unknown}'.");
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (IGrouping<string, string> group in wanted.GroupBy(name => files[name]))
            {
                using SafeTensorsFile file = SafeTensorsFile.Open(Path.Combine(folder, group.Key));
                if (group.FirstOrDefault(name => !file.Entries.ContainsKey(name)) is { } missing)
                    throw new InvalidDataException($"{path}: tensor '{missing}' should lie in {group.Key}, which does not hold it.");
                foreach ((string name, Tensor tensor) in file.Load(group))
                    tensors.Add(name, tensor);
            }
            return tensors;
        }
        catch
        {
            SafeTensors.Free(tensors);
            throw;
        }
    }

    /// <summary>The file of each tensor.</summary>
    private static OrderedDictionary<string, string> Read(string path)
    {
        var files = new OrderedDictionary<string, string>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), new() { AllowDuplicateProperties = false });
            foreach (JsonProperty entry in document.RootElement.GetProperty("weight_map").EnumerateObject())
            {
                string file = entry.Value.GetString() ?? "";
                if (file.Length == 0 || file is "." or ".." || file.AsSpan().ContainsAny('/', '\\', '\0'))
                    throw new InvalidDataException($"{path}: tensor '{entry.Name}' is said to lie in '{file}', which is no file beside the index.");
                files.Add(entry.Name, file);
            }
            return files;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: this is no index of safetensors files ({e.Message}).", e);
        }
    }
}

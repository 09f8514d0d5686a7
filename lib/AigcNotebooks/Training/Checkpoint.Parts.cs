using static TorchSharp.torch;

namespace AigcNotebooks.Training;

public sealed partial class Checkpoint
{
    private readonly Dictionary<string, ICheckpointed> _parts = [];

    /// <summary>Losses, an average of weights, or anything else that knows how to save itself.</summary>
    /// <param name="name">Of this part in the file, without a dot.</param>
    /// <returns>This checkpoint.</returns>
    public Checkpoint Add(string name, ICheckpointed part)
    {
        _parts.Add(Checked(name), part);
        return this;
    }

    /// <summary>For what a run adds by itself: a cell that makes it may be run twice.</summary>
    internal Checkpoint AddOrReplace(string name, ICheckpointed part)
    {
        _parts[Checked(name)] = part;
        return this;
    }

    private void AddParts(Dictionary<string, Tensor> tensors)
    {
        foreach ((string name, ICheckpointed part) in _parts)
            foreach ((string key, Tensor tensor) in part.SaveState())
                tensors.Add(PartKey(name) + key, tensor);
    }

    private Action[] PrepareParts(string path, Dictionary<string, Tensor> saved) => [.. _parts.Select(part =>
    {
        string prefix = PartKey(part.Key);
        try
        {
            return part.Value.PrepareLoad(saved.Where(tensor => tensor.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(tensor => tensor.Key[prefix.Length..], tensor => tensor.Value));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: '{part.Key}' does not fit: {e.Message}.", e);
        }
    })];

    private IEnumerable<string> MissingParts(Dictionary<string, Tensor> saved) =>
        _parts.Keys.Select(PartKey).Where(prefix => !saved.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal))).Select(prefix => prefix.TrimEnd('.'));

    private bool IsOfPart(string key) => _parts.Keys.Any(name => key.StartsWith(PartKey(name), StringComparison.Ordinal));

    private static string PartKey(string name) => $"part.{name}.";
}

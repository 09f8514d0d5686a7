using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>How many items a data set made from a seed has drawn, as a checkpoint keeps it: all of its state.</summary>
internal static class DrawnState
{
    private const string Key = "drawn";

    internal static IReadOnlyDictionary<string, Tensor> Save(long drawn) => new Dictionary<string, Tensor> { [Key] = tensor(new[] { drawn }) };

    /// <param name="saved">The checkpoint's part.</param>
    /// <param name="items">What was drawn, for the message.</param>
    /// <exception cref="InvalidDataException">It holds no such number.</exception>
    internal static long Read(IReadOnlyDictionary<string, Tensor> saved, string items)
    {
        if (!saved.TryGetValue(Key, out Tensor? drawn) || drawn.dtype != ScalarType.Int64 || drawn.numel() != 1 || drawn.cpu().item<long>() < 0)
            throw new InvalidDataException($"it does not say how many {items} were drawn");
        return drawn.cpu().item<long>();
    }
}

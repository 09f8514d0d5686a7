using AigcNotebooks.Training;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

public sealed partial class CaptionedDigits : ICheckpointed
{
    private const string DrawnKey = "drawn";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> SaveState() => new Dictionary<string, Tensor> { [DrawnKey] = tensor(new[] { Drawn }) };

    /// <inheritdoc/>
    public Action PrepareLoad(IReadOnlyDictionary<string, Tensor> saved)
    {
        if (!saved.TryGetValue(DrawnKey, out var drawn) || drawn.dtype != ScalarType.Int64 || drawn.numel() != 1 || drawn.cpu().item<long>() < 0)
            throw new InvalidDataException("it does not say how many pictures were drawn");
        var count = drawn.cpu().item<long>();
        return () => Drawn = count;
    }
}

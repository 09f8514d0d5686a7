using AigcNotebooks.Training;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

public sealed partial class PairedDigits : ICheckpointed
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> SaveState() => DrawnState.Save(Drawn);

    /// <inheritdoc/>
    public Action PrepareLoad(IReadOnlyDictionary<string, Tensor> saved)
    {
        long drawn = DrawnState.Read(saved, "samples");
        return () => Drawn = drawn;
    }
}

using System.Collections;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The order in which a loader takes samples, drawn anew for each pass: that of PyTorch's DataLoader for the same seed.</summary>
internal sealed class RowOrder(long count, bool shuffle, int? seed) : IEnumerable<long>
{
    private readonly Generator? _generator = seed is { } given ? new Generator(unchecked((ulong)given)) : null;

    /// <summary>The row numbers as an int64 tensor that no scope frees.</summary>
    internal Tensor Draw()
    {
        lock (this)
        {
            _ = DrawSeed(_generator);
            if (!shuffle)
                return arange(count, ScalarType.Int64).DetachFromDisposeScope();
            using Generator? once = _generator is null ? new Generator(unchecked((ulong)DrawSeed(null))) : null;
            Tensor order = randperm(count, ScalarType.Int64, generator: once ?? _generator).DetachFromDisposeScope();
            // PyTorch's sampler draws once more when it is done.
            if (_generator is not null)
                randperm(count, ScalarType.Int64, generator: _generator).Dispose();
            return order;
        }
    }

    /// <summary>A number such as PyTorch's loader draws for its workers, and its sampler for a generator of its own: drawn here too, so that what follows is the same.</summary>
    internal static long DrawSeed(Generator? generator)
    {
        using Tensor seed = empty(Array.Empty<long>(), ScalarType.Int64).DetachFromDisposeScope();
        return Aten.CallInPlace("random_", seed, generator).item<long>();
    }

    public IEnumerator<long> GetEnumerator()
    {
        using Tensor order = Draw();
        foreach (long row in order.data<long>())
            yield return row;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

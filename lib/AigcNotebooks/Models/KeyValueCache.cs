using static TorchSharp.torch;

namespace AigcNotebooks.Models;

/// <summary>The keys and values of the tokens so far, of all layers: with them each new token costs one row of work, not the whole text again. Taught in <c>notebooks/06-gpt.ipynb</c>.</summary>
/// <remarks>Room for the whole context is taken at once, so that nothing is copied when a token comes. For generation only: no gradient passes through it.</remarks>
/// <param name="contextLength">Tokens that there is room for.</param>
public sealed class KeyValueCache(int contextLength) : IDisposable
{
    private readonly List<(Tensor Keys, Tensor Values)> _layers = [];
    private readonly List<long> _lengths = [];

    /// <summary>Tokens that there is room for.</summary>
    public int ContextLength => contextLength;

    /// <summary>Tokens in it.</summary>
    public long Length => _lengths.Count == 0 ? 0 : _lengths[^1];

    /// <summary>Memory that it takes.</summary>
    public long Bytes => _layers.Sum(layer => 2 * layer.Keys.numel() * layer.Keys.element_size());

    /// <summary>Adds a layer's keys and values of new tokens, and returns those of all. A model calls it for each of its layers in order, the first from 0.</summary>
    /// <param name="layer">The layer's number.</param>
    /// <param name="keys">(N, heads, new tokens, width of a head)</param>
    /// <param name="values">The same shape.</param>
    /// <returns>Views of (N, heads, all tokens, width of a head), in the dispose scope around.</returns>
    /// <exception cref="ArgumentException">There is no room for so many tokens, or the batch is another one.</exception>
    public (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values)
    {
        var (batch, heads, count, width) = (keys.shape[0], keys.shape[1], keys.shape[2], keys.shape[3]);
        if (layer == _layers.Count)
        {
            Tensor Room() => empty([batch, heads, contextLength, width], keys.dtype, keys.device).DetachFromDisposeScope();
            _layers.Add((Room(), Room()));
            _lengths.Add(0);
        }
        var (allKeys, allValues) = _layers[layer];
        long start = _lengths[layer], end = start + count;
        if (end > contextLength)
            throw new ArgumentException($"Expected at most {contextLength} tokens, the length of the context; found {end}.", nameof(keys));
        if (allKeys.shape[0] != batch)
            throw new ArgumentException($"Expected a batch of {allKeys.shape[0]}, as before; found {batch}. Clear() lets another one begin.", nameof(keys));
        allKeys.narrow(2, start, count).copy_(keys);
        allValues.narrow(2, start, count).copy_(values);
        _lengths[layer] = end;
        return (allKeys.narrow(2, 0, end), allValues.narrow(2, 0, end));
    }

    /// <summary>Takes rows of the batch, in another order, several times or not at all: as beam search goes on with its best texts.</summary>
    /// <param name="rows">int64 (any number of rows)</param>
    public void Reorder(Tensor rows)
    {
        for (int layer = 0; layer < _layers.Count; layer++)
        {
            var (keys, values) = _layers[layer];
            _layers[layer] = (Reordered(keys, rows, _lengths[layer]), Reordered(values, rows, _lengths[layer]));
        }
    }

    /// <summary>The same room with other rows, or, for another number of rows, new room; only places that are filled are copied.</summary>
    private static Tensor Reordered(Tensor room, Tensor rows, long length)
    {
        using var scope = NewDisposeScope();
        Tensor chosen = room.narrow(2, 0, length).index_select(0, rows);
        Tensor target = room;
        if (rows.shape[0] != room.shape[0])
        {
            target = empty([rows.shape[0], .. room.shape[1..]], room.dtype, room.device).DetachFromDisposeScope();
            room.Dispose();
        }
        target.narrow(2, 0, length).copy_(chosen);
        return target;
    }

    /// <summary>Forgets all tokens, and the size of the batch.</summary>
    public void Clear()
    {
        foreach (var (keys, values) in _layers)
        {
            keys.Dispose();
            values.Dispose();
        }
        _layers.Clear();
        _lengths.Clear();
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => Clear();
}

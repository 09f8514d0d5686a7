using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Models;

/// <summary>What a model says of the next token of some texts of one length, with as little work as may be: the cache keeps the tokens that it has seen.</summary>
internal sealed class GenerationContext(nn.Module<Tensor, KeyValueCache?, Tensor> model, int contextLength, bool useCache) : IDisposable
{
    private readonly KeyValueCache? _cache = useCache ? new KeyValueCache(contextLength) : null;
    private int _seen;

    /// <summary>Logits (N, vocabulary) in float32, in the dispose scope around.</summary>
    internal Tensor Logits(IReadOnlyList<List<long>> texts)
    {
        int length = texts[0].Count, first = Math.Max(0, length - contextLength);
        if (_cache is not null)
        {
            // A full cache begins anew with the later half of the context: what it holds belongs to its places, and cannot move up.
            if (_cache.Length == contextLength || _seen == 0)
                _cache.Clear();
            first = _cache.Length > 0 ? _seen : Math.Max(0, length - (length > contextLength ? Math.Max(1, contextLength / 2) : contextLength));
        }
        _seen = length;
        // All texts begin alike: the prompt is read once.
        bool isPrompt = _cache is { Length: 0 } && texts.Count > 1 && texts.Skip(1).All(text => text.SequenceEqual(texts[0]));
        Tensor logits = model.call(Ids(isPrompt ? texts.Take(1) : texts, first), _cache)[.., -1].to_type(ScalarType.Float32);
        if (!isPrompt)
            return logits;
        Tensor rows = zeros(texts.Count, dtype: ScalarType.Int64);
        _cache!.Reorder(rows);
        return logits.index_select(0, rows);
    }

    /// <summary>Goes on with other rows than before.</summary>
    internal void Reorder(long[] rows)
    {
        using var order = tensor(rows, dtype: ScalarType.Int64);
        _cache?.Reorder(order);
    }

    public void Dispose() => _cache?.Dispose();

    private static Tensor Ids(IEnumerable<List<long>> texts, int first)
    {
        long[][] rows = [.. texts.Select(text => text.Skip(first).ToArray())];
        return tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length], dtype: ScalarType.Int64);
    }
}

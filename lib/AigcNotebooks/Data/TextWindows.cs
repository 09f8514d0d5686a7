using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Pieces of one length out of a long text, to learn to go on with it. Which ones the batch of a step has depends on the seed and the step alone, so a run that goes on from a checkpoint sees what it would have seen. Taught in notebook 06.
/// <code>
/// using var windows = new TextWindows(tokenizer.Encode(text), length: 128, seed);
/// foreach (var step in run.Steps())
///     loss = trainer.Step(windows.Batch(step, 16));
/// </code></summary>
public sealed class TextWindows : IDisposable
{
    private readonly Tensor _ids;
    private readonly long _length, _seed;

    /// <param name="ids">The text's tokens.</param>
    /// <param name="length">L, tokens that a model reads at once; a piece has one more, since each is followed by one to be guessed.</param>
    /// <param name="seed">Any number; it has nothing to do with torch's own seed.</param>
    /// <exception cref="ArgumentException">The text is shorter than a piece.</exception>
    public TextWindows(long[] ids, int length, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (ids.Length <= length)
            throw new ArgumentException($"Expected more than {length} tokens, the length of a piece; found {ids.Length}.", nameof(ids));
        (_ids, _length, _seed) = (tensor(ids, dtype: ScalarType.Int64).DetachFromDisposeScope(), length, seed);
    }

    /// <summary>How many pieces there are that do not overlap.</summary>
    public long Count => (_ids.shape[0] - 1) / _length;

    /// <summary>A step's pieces, from random places.</summary>
    /// <param name="step">From 1, as training steps are counted.</param>
    /// <param name="count">N, how many.</param>
    /// <returns>int64 (N, L + 1), the caller's to dispose.</returns>
    public Tensor Batch(long step, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var scope = NewDisposeScope();
        using var generator = new Generator(SplitMix64.ForItem((ulong)_seed, (ulong)step).NextUInt64());
        Tensor starts = randint(_ids.shape[0] - _length, [count, 1], ScalarType.Int64, generator: generator);
        return Rows(starts).MoveToOuterDisposeScope();
    }

    /// <summary>Pieces that do not overlap, evenly spread over the text: the same ones each time, to measure on.</summary>
    /// <param name="count">N, at most <see cref="Count"/>; 0: all of them.</param>
    /// <returns>int64 (N, L + 1), the caller's to dispose.</returns>
    public Tensor Spread(int count = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        using var scope = NewDisposeScope();
        long chosen = count == 0 ? Count : count;
        Tensor starts = tensor(Enumerable.Range(0, (int)chosen).Select(i => i * Count / chosen * _length).ToArray(), dtype: ScalarType.Int64).unsqueeze(1);
        return Rows(starts).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the tokens.</summary>
    public void Dispose() => _ids.Dispose();

    private Tensor Rows(Tensor starts)
    {
        Tensor places = starts + arange(_length + 1);
        return _ids.index_select(0, places.flatten()).reshape(places.shape);
    }
}

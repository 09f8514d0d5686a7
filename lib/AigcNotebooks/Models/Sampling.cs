using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Models;

/// <summary>What may be done with logits before the next token is drawn from them. Each takes and gives logits (N, vocabulary); −∞ is a token that cannot come. Taught in notebook 06.</summary>
public static class Sampling
{
    /// <summary>Divides by the temperature: below 1 the likely becomes likelier, above 1 all becomes more alike.</summary>
    /// <param name="logits">(N, vocabulary)</param>
    /// <param name="temperature">Above 0.</param>
    /// <returns>(N, vocabulary), the caller's to dispose.</returns>
    public static Tensor Temperature(Tensor logits, double temperature)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        return logits / temperature;
    }

    /// <summary>Keeps the <paramref name="k"/> likeliest tokens; as many more as are exactly as likely as the last of them.</summary>
    /// <param name="logits">(N, vocabulary)</param>
    /// <param name="k">At least 1; from the vocabulary's size on, all are kept.</param>
    /// <returns>(N, vocabulary), the caller's to dispose.</returns>
    /// <remarks>Fan, Lewis and Dauphin, "Hierarchical neural story generation", arXiv 1805.04833, §5.1.</remarks>
    public static Tensor TopK(Tensor logits, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        using var scope = NewDisposeScope();
        Tensor least = logits.topk((int)Math.Min(k, logits.shape[1])).values[.., ^1..];
        return logits.masked_fill(logits < least, double.NegativeInfinity).MoveToOuterDisposeScope();
    }

    /// <summary>Keeps the fewest tokens that have the probability <paramref name="p"/> together (nucleus sampling).</summary>
    /// <param name="logits">(N, vocabulary)</param>
    /// <param name="p">Above 0, at most 1; the likeliest token is always kept.</param>
    /// <returns>(N, vocabulary), the caller's to dispose.</returns>
    /// <remarks>Holtzman and others, "The curious case of neural text degeneration", arXiv 1904.09751, §3.1.</remarks>
    public static Tensor TopP(Tensor logits, double p)
    {
        if (p is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "Expected a probability above 0, at most 1.");
        using var scope = NewDisposeScope();
        var (sorted, order) = logits.sort(-1, descending: true);
        Tensor probabilities = sorted.softmax(-1);
        // A token is left out where those before it have the probability already.
        Tensor isLeftOut = (probabilities.cumsum(-1) - probabilities).ge(p);
        Tensor kept = sorted.masked_fill(isLeftOut, double.NegativeInfinity);
        return empty_like(logits).scatter_(1, order, kept).MoveToOuterDisposeScope();
    }

    /// <summary>Makes tokens that were there already less likely: positive logits are divided by the penalty, negative ones multiplied.</summary>
    /// <param name="logits">(N, vocabulary)</param>
    /// <param name="ids">Each row's tokens so far.</param>
    /// <param name="penalty">1 changes nothing; 1.2 is usual.</param>
    /// <returns>(N, vocabulary), the caller's to dispose.</returns>
    /// <remarks>Keskar and others, "CTRL", arXiv 1909.05858, §4.1.</remarks>
    public static Tensor RepetitionPenalty(Tensor logits, IReadOnlyList<IReadOnlyList<long>> ids, double penalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        Tensor result = logits.clone();
        using var scope = NewDisposeScope();
        for (int row = 0; row < ids.Count; row++)
        {
            Tensor seen = tensor(ids[row].Distinct().ToArray(), dtype: ScalarType.Int64, device: logits.device);
            Tensor before = logits[row].index_select(0, seen);
            result[row].index_copy_(0, seen, where(before > 0, before / penalty, before * penalty));
        }
        return result;
    }
}

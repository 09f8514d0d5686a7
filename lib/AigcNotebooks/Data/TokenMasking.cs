using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Gaps in a text, for a model to fill: BERT's rule. Taught in <c>notebooks/04-self-supervised.ipynb</c>.</summary>
/// <remarks>Devlin and others, arXiv 1810.04805, §3.1: of the chosen tokens 80 % are replaced by the mask, 10 % by any token, and 10 % stay, since no text has masks where the model is used afterwards.</remarks>
public static class TokenMasking
{
    /// <summary>Chooses tokens and hides them, by <c>torch</c>'s generator.</summary>
    /// <param name="ids">int64 (N, L), 0 to <paramref name="mask"/> − 1. Stays the caller's.</param>
    /// <param name="mask">The mask's id, one above the last token's.</param>
    /// <param name="share">The part of the tokens that is chosen, in (0, 1].</param>
    /// <param name="onlyMask">Whether all that are chosen become the mask: to measure.</param>
    /// <exception cref="ArgumentException">The ids are of another type or shape, or one is not below the mask's.</exception>
    public static MaskedTokens Draw(Tensor ids, long mask, double share = 0.15, bool onlyMask = false)
    {
        if (ids.dtype != ScalarType.Int64 || ids.ndim != 2 || ids.ge(mask).any().ToBoolean())
            throw new ArgumentException($"Expected token ids below the mask's, {mask}, as int64 (N, L); "
                + $"found {ids.dtype} ({string.Join(", ", ids.shape)}).", nameof(ids));
        if (!(share is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a part above 0 and at most 1.");
        using var scope = NewDisposeScope();
        Tensor chosen = rand(ids.shape, device: ids.device).lt(share), fate = rand(ids.shape, device: ids.device);
        Tensor hidden = chosen.logical_and(fate.lt(onlyMask ? 1 : 0.8));
        Tensor changed = chosen.logical_and(fate.ge(onlyMask ? 1 : 0.9));
        Tensor any = randint(mask, ids.shape, ScalarType.Int64, ids.device);
        Tensor inputs = where(changed, any, ids).masked_fill(hidden, mask);
        Tensor places = chosen.flatten().nonzero().squeeze(1);
        return new MaskedTokens(inputs.MoveToOuterDisposeScope(), places.MoveToOuterDisposeScope(),
            ids.flatten().index_select(0, places).MoveToOuterDisposeScope());
    }
}

/// <summary>A text with gaps.</summary>
/// <param name="Inputs">int64 (N, L): what the model sees.</param>
/// <param name="Places">int64 (M): where tokens were chosen, counted through all of the texts.</param>
/// <param name="Targets">int64 (M): what stood there.</param>
public sealed record MaskedTokens(Tensor Inputs, Tensor Places, Tensor Targets) : IDisposable
{
    /// <summary>Frees the three tensors.</summary>
    public void Dispose()
    {
        Inputs.Dispose();
        Places.Dispose();
        Targets.Dispose();
    }
}

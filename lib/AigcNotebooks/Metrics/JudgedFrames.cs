using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>What a <see cref="FrameJudge"/> saw on every frame of a set of clips. Used in notebooks 08 and 11.</summary>
/// <param name="Logits">(N, T, 10)</param>
/// <param name="Blank">bool (N, T): frames without a pixel brighter than a quarter of white, on which no digit counts as seen.</param>
public sealed record JudgedFrames(Tensor Logits, Tensor Blank) : IDisposable
{
    internal const double FaintestInk = 0.25;

    /// <summary>How many clips.</summary>
    public long Count => Logits.shape[0];

    /// <summary>The digit of each frame: int64 (N, T), 0–9, or −1 on a blank frame. The caller's to dispose.</summary>
    public Tensor FrameDigits()
    {
        using Tensor digits = Logits.argmax(2);
        return digits.masked_fill(Blank, -1);
    }

    /// <summary>The digit of each clip, from the logits of its frames together: int64 (N), 0–9, or −1 where all frames are blank. The caller's to dispose.</summary>
    public Tensor Digits()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor seen = Logits.masked_fill(Blank.unsqueeze(2), 0).sum(1);
        return seen.argmax(1).masked_fill(Blank.all(1), -1).MoveToOuterDisposeScope();
    }

    /// <summary>The part of the clips, 0–1, that show the digits which <paramref name="digits"/> (int64, N) say.</summary>
    public double Accuracy(Tensor digits)
    {
        using DisposeScope scope = NewDisposeScope();
        return Digits().eq(ClipPixels.Labels(digits, Count)).sum().ToDouble() / Count;
    }

    /// <summary>Identity stability: the part of a clip's frames, 0–1, that show the clip's most frequent digit, averaged over the clips. A blank frame shows none.
    /// A frozen clip scores 1: read it beside the speed.</summary>
    public double Stability()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor votes = nn.functional.one_hot(Logits.argmax(2), 10).masked_fill(Blank.unsqueeze(2), 0).sum(1);
        return votes.amax(1).to_type(ScalarType.Float64).mean().ToDouble() / Logits.shape[1];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Logits.Dispose();
        Blank.Dispose();
    }
}

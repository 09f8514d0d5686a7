namespace AigcNotebooks.Data;

/// <summary>A merge that <see cref="BytePairTrainer"/> learned: <paramref name="Left"/> and <paramref name="Right"/> stood beside each other <paramref name="Count"/> times, more often than any other pair.</summary>
/// <param name="Rank">Its number, from 0.</param>
/// <param name="Left">A token as files write it, Ġ for a blank.</param>
/// <param name="Right">The token behind it.</param>
/// <param name="Count">How often, in the text so far merged.</param>
public readonly record struct LearnedMerge(int Rank, string Left, string Right, long Count)
{
    /// <summary>The new token.</summary>
    public string Merged => Left + Right;

    /// <summary>For example "#3  Ġ + t → Ġt  (1,234 times)".</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{Rank}  {Left} + {Right} → {Merged}  ({Count:N0} times)");
}

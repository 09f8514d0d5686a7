namespace AigcNotebooks.Data;

/// <summary>Words that are written much alike.</summary>
internal static class NearWords
{
    private const int Count = 3;

    /// <summary>The nearest words first: those that a third of the letters changed, or fewer, makes of <paramref name="word"/>, and those that begin alike for four letters or more.</summary>
    internal static IReadOnlyList<string> Of(string word, IEnumerable<string> known) =>
        [.. known.Select(other => (Word: other, Edits: Edits(word, other), Begins: other.Zip(word).TakeWhile(pair => pair.First == pair.Second).Count()))
            .Where(other => other.Edits <= Math.Max(word.Length, other.Word.Length) / 3 || other.Begins >= 4)
            .OrderBy(other => other.Edits).ThenByDescending(other => other.Begins).ThenBy(other => other.Word, StringComparer.Ordinal)
            .Take(Count).Select(other => other.Word)];

    /// <summary>How many letters must be put in, left out, replaced or swapped with their neighbour (optimal string alignment).</summary>
    private static int Edits(string a, string b)
    {
        var edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }
                edits[i, j] = Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        return edits[a.Length, b.Length];
    }
}

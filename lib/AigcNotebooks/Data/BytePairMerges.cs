namespace AigcNotebooks.Data;

/// <summary>Which tokens merge, and in which order: the lowest rank first, and of one rank the leftmost.</summary>
/// <remarks>Sennrich, Haddow and Birch, "Neural machine translation of rare words with subword units", arXiv 1508.07909, §3.2.</remarks>
internal sealed class BytePairMerges(int capacity)
{
    private const int MostForScan = 32, NoRank = int.MaxValue;
    private readonly Dictionary<ulong, (int Rank, int Merged)> _ranks = new(capacity);

    internal int Count => _ranks.Count;

    /// <summary>Adds the next merge; false where the two merge already.</summary>
    internal bool TryAdd(int left, int right, int merged) => _ranks.TryAdd(Key(left, right), (_ranks.Count, merged));

    /// <summary>Merges until nothing merges any more.</summary>
    /// <param name="ids">Single bytes' tokens; written over.</param>
    /// <returns>How many tokens are left, at the start of <paramref name="ids"/>.</returns>
    internal int Apply(Span<int> ids) => ids.Length <= MostForScan ? Scan(ids) : Queue(ids);

    /// <summary>Looks through all pairs for each merge: the fastest way for words.</summary>
    private int Scan(Span<int> ids)
    {
        int count = ids.Length;
        Span<int> ranks = stackalloc int[MostForScan];
        for (int i = 0; i + 1 < count; i++)
            ranks[i] = RankOf(ids[i], ids[i + 1]);
        while (count > 1)
        {
            int best = 0;
            for (int i = 1; i + 1 < count; i++)
                if (ranks[i] < ranks[best])
                    best = i;
            if (ranks[best] == NoRank)
                break;
            ids[best] = _ranks[Key(ids[best], ids[best + 1])].Merged;
            count--;
            ids[(best + 2)..(count + 1)].CopyTo(ids[(best + 1)..]);
            ranks[(best + 1)..count].CopyTo(ranks[best..]);
            if (best + 1 < count)
                ranks[best] = RankOf(ids[best], ids[best + 1]);
            if (best > 0)
                ranks[best - 1] = RankOf(ids[best - 1], ids[best]);
        }
        return count;
    }

    /// <summary>Keeps the pairs in a queue, in time n log n: a line of a million letters must not hold up a class.</summary>
    private int Queue(Span<int> ids)
    {
        int count = ids.Length;
        // Neighbours by place; a place that was merged away has next −1.
        var (next, previous) = (new int[count], new int[count]);
        var queue = new PriorityQueue<int, (int Rank, int Place)>();
        for (int i = 0; i < count; i++)
        {
            (next[i], previous[i]) = (i + 1, i - 1);
            if (i + 1 < count)
                Offer(queue, ids[i], ids[i + 1], i);
        }
        while (queue.TryDequeue(out int place, out var priority))
        {
            int right = next[place];
            // What was offered may be gone, or another pair stands there by now.
            if (right < 0 || right >= count || !_ranks.TryGetValue(Key(ids[place], ids[right]), out var merge) || merge.Rank != priority.Rank)
                continue;
            ids[place] = merge.Merged;
            int after = next[place] = next[right];
            next[right] = -1;
            if (after < count)
            {
                previous[after] = place;
                Offer(queue, ids[place], ids[after], place);
            }
            if (previous[place] >= 0)
                Offer(queue, ids[previous[place]], ids[place], previous[place]);
        }
        int kept = 0;
        for (int place = 0; place < count; place = next[place])
            ids[kept++] = ids[place];
        return kept;
    }

    private int RankOf(int left, int right) => _ranks.TryGetValue(Key(left, right), out var merge) ? merge.Rank : NoRank;

    private void Offer(PriorityQueue<int, (int Rank, int Place)> queue, int left, int right, int place)
    {
        if (_ranks.TryGetValue(Key(left, right), out var merge))
            queue.Enqueue(place, (merge.Rank, place));
    }

    /// <summary>Another number for each pair. Without the factor .NET's hash of it would be left xor right, the same for thousands of pairs.</summary>
    private static ulong Key(int left, int right) => unchecked(((ulong)(uint)left << 32 | (uint)right) * 0x9E3779B97F4A7C15);
}

using System.Runtime.InteropServices;
using System.Text;
using AigcNotebooks.Training;

namespace AigcNotebooks.Data;

/// <summary>Learns a byte-pair tokenizer from a text: again and again, the pair of neighbours that is most frequent becomes a token. Taught in notebook 06.
/// <code>
/// var trainer = new BytePairTrainer(text);
/// foreach (var merge in trainer.Learn(500))
///     Console.WriteLine(merge);                         // #0  Ġ + t → Ġt  (24,518 times)
/// BytePairTokenizer tokenizer = trainer.ToTokenizer();
/// </code></summary>
/// <remarks>Sennrich, Haddow and Birch, arXiv 1508.07909, algorithm 1, over the bytes of GPT-2's pieces. Of pairs that are as frequent, the one with the lower ids comes first: the same text gives the same merges.</remarks>
public sealed class BytePairTrainer
{
    private readonly OrderedDictionary<string, int> _tokens = new(ByteAlphabet.Order.Select((b, id) => KeyValuePair.Create(ByteAlphabet.Write([b]), id)));
    private readonly List<(int Left, int Right)> _merges = [];
    private readonly List<(int[] Ids, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];

    /// <param name="text">What to learn from; a megabyte takes seconds.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public BytePairTrainer(string text)
    {
        if (text.Length == 0)
            throw new ArgumentException("Expected a text to learn from; found an empty one.", nameof(text));
        var idOf = new int[256];
        for (int id = 0; id < 256; id++)
            idOf[ByteAlphabet.Order[id]] = id;
        foreach (var piece in Gpt2Pieces.Split(text).CountBy(piece => piece))
            _words.Add((Array.ConvertAll(Encoding.UTF8.GetBytes(piece.Key), b => idOf[b]), piece.Value));
        for (int word = 0; word < _words.Count; word++)
            Count(word, +1);
    }

    /// <summary>How many tokens there are by now: the 256 bytes and a token for each merge.</summary>
    public int TokenCount => _tokens.Count;

    /// <summary>How many tokens the text has by now; at first, its bytes.</summary>
    public long TextLength => _words.Sum(word => word.Count * word.Ids.Length);

    /// <summary>Learns merges, one each time it is asked for the next.</summary>
    /// <param name="count">How many at most; fewer where no two tokens stand beside each other any more.</param>
    /// <exception cref="OperationCanceledException">Stop was pressed; what was learned stays.</exception>
    public IEnumerable<LearnedMerge> Learn(int count)
    {
        for (int i = 0; i < count && Next() is { } merge; i++)
        {
            yield return merge;
            Stop.ThrowIfRequested();
        }
    }

    /// <summary>The tokenizer of what was learned so far, with <see cref="BytePairTokenizer.EndOfText"/> as its last token.</summary>
    public BytePairTokenizer ToTokenizer()
    {
        var builder = new BytePairBuilder("the learned vocabulary", Vocabulary());
        foreach (var (left, right) in _merges)
            builder.AddMerge([Token(left), Token(right)], "", "a learned merge");
        return builder.Build([BytePairTokenizer.EndOfText]);
    }

    /// <summary>Writes <c>vocab.json</c> and <c>merges.txt</c>, which <see cref="BytePairTokenizer.Load"/> reads, and Hugging Face's library does.</summary>
    public void Save(string folder) => BytePairFiles.Save(folder, Vocabulary(), _merges.Select(merge => $"{Token(merge.Left)} {Token(merge.Right)}"));

    private Dictionary<string, int> Vocabulary() => new(_tokens) { [BytePairTokenizer.EndOfText] = _tokens.Count };

    private string Token(int id) => _tokens.GetAt(id).Key;

    private LearnedMerge? Next()
    {
        var (best, most) = ((Left: 0, Right: 0), 0L);
        foreach (var (pair, count) in _counts)
            if (count > most || (count == most && pair.CompareTo(best) < 0))
                (best, most) = (pair, count);
        if (most == 0)
            return null;
        int merged = _tokens.Count;
        _tokens.Add(Token(best.Left) + Token(best.Right), merged);
        _merges.Add(best);
        foreach (int word in _places[best].ToArray())
        {
            Count(word, -1);
            _words[word] = (Merge(_words[word].Ids, best, merged), _words[word].Count);
            Count(word, +1);
        }
        _places.Remove(best);
        return new LearnedMerge(_merges.Count - 1, Token(best.Left), Token(best.Right), most);
    }

    /// <summary>Adds a word's pairs to the counts, or takes them away.</summary>
    private void Count(int word, int sign)
    {
        var (ids, count) = _words[word];
        for (int i = 1; i < ids.Length; i++)
        {
            var pair = (ids[i - 1], ids[i]);
            ref long total = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _);
            total += sign * count;
            if (total == 0)
                _counts.Remove(pair);
            if (sign > 0)
                (CollectionsMarshal.GetValueRefOrAddDefault(_places, pair, out _) ??= []).Add(word);
            else if (_places.TryGetValue(pair, out var words))
                words.Remove(word);
        }
    }

    private static int[] Merge(int[] ids, (int Left, int Right) pair, int merged)
    {
        var result = new List<int>(ids.Length);
        for (int i = 0; i < ids.Length; i++)
            if (i + 1 < ids.Length && ids[i] == pair.Left && ids[i + 1] == pair.Right)
            {
                result.Add(merged);
                i++;
            }
            else
            {
                result.Add(ids[i]);
            }
        return [.. result];
    }
}

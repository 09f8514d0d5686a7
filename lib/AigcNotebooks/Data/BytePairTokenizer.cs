using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace AigcNotebooks.Data;

/// <summary>GPT-2's tokenizer, byte-level byte-pair encoding: any text becomes numbers and comes back unchanged, and frequent words are one number. Taught in notebook 06.</summary>
/// <remarks>
/// Radford and others, "Language models are unsupervised multitask learners", 2019, §2.2: a text is cut into pieces (<see cref="Gpt2Pieces"/>), each piece is bytes of UTF-8, and pairs of them are merged in
/// the order in which the merges were learned. <see cref="Load"/> reads GPT-2's files, <see cref="BytePairTrainer"/> learns merges from a text of yours.
/// A C# string may hold half a surrogate pair, which is no Unicode: it is read as U+FFFD, as .NET's own UTF-8 does. All else is lossless. For several threads at once.
/// <code>
/// var tokenizer = BytePairTokenizer.Load("data/gpt2");
/// long[] ids = tokenizer.Encode("Hello world");          // 15496, 995
/// string text = tokenizer.Decode(ids);
/// </code>
/// </remarks>
public sealed class BytePairTokenizer : ITokenizer
{
    /// <summary>What separates GPT-2's documents; the last of its tokens.</summary>
    public const string EndOfText = "<|endoftext|>";

    private const int LongestRemembered = 48, MostRemembered = 100_000;
    private readonly BytePairMerges _merges;
    private readonly byte[][] _bytes;
    private readonly int[] _byteIds = new int[256];
    private readonly Dictionary<string, int> _special;
    private readonly ConcurrentDictionary<string, int[]> _remembered = new();
    private int _rememberedCount;

    /// <param name="bytes">Each id's bytes.</param>
    /// <param name="merges">In order, over these ids.</param>
    /// <param name="special">Tokens that are no text: their names, which are cut out before all else, and ids.</param>
    internal BytePairTokenizer(byte[][] bytes, BytePairMerges merges, Dictionary<string, int> special)
    {
        (_bytes, _merges, _special) = (bytes, merges, special);
        for (int id = bytes.Length - 1; id >= 0; id--)
            if (bytes[id].Length == 1 && !special.ContainsValue(id))
                _byteIds[bytes[id][0]] = id;
    }

    /// <inheritdoc/>
    public int VocabularySize => _bytes.Length;

    /// <summary>The id of <see cref="EndOfText"/>, GPT-2's 50256; −1 where the vocabulary has none.</summary>
    public int EndOfTextId => _special.GetValueOrDefault(EndOfText, -1);

    /// <summary>How many merges there are.</summary>
    public int MergeCount => _merges.Count;

    /// <summary>Reads a tokenizer's files: a folder with <c>vocab.bpe</c> and <c>encoder.json</c> (as OpenAI has them), with <c>merges.txt</c> and <c>vocab.json</c>, or with
    /// <c>tokenizer.json</c> (as Hugging Face has them); or the path of a <c>tokenizer.json</c>.</summary>
    /// <exception cref="FileNotFoundException">The folder holds none of these; the message lists them.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or another kind of tokenizer; the message names file, line and what was expected.</exception>
    public static BytePairTokenizer Load(string path) => BytePairFiles.Load(path);

    /// <summary>A text's ids. <see cref="EndOfText"/> in it becomes its one id, as with Hugging Face's tokenizer.</summary>
    public long[] Encode(string text) => Encode(text, readSpecialTokens: true);

    /// <summary>A text's ids.</summary>
    /// <param name="readSpecialTokens">Whether <see cref="EndOfText"/> in the text is the special token, or letters like all others: what users write should not end a document.</param>
    public long[] Encode(string text, bool readSpecialTokens)
    {
        var ids = new List<long>(text.Length / 3 + 1);
        ReadOnlySpan<char> rest = text;
        while (readSpecialTokens && FirstSpecial(rest) is (var at and >= 0, var name))
        {
            AddText(rest[..at], ids);
            ids.Add(_special[name]);
            rest = rest[(at + name.Length)..];
        }
        AddText(rest, ids);
        return [.. ids];
    }

    /// <inheritdoc/>
    public string Decode(IEnumerable<long> ids) => Decode(ids, skipSpecialTokens: false);

    /// <summary>The text of ids. Bytes that are no UTF-8, such as half a character at the end, are shown as U+FFFD; <see cref="TokenStream"/> waits for the other half.</summary>
    /// <param name="skipSpecialTokens">Whether <see cref="EndOfText"/> is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public string Decode(IEnumerable<long> ids, bool skipSpecialTokens)
    {
        var bytes = new List<byte>();
        foreach (long id in ids)
            if (!skipSpecialTokens || !IsSpecial(id))
                bytes.AddRange(Bytes(id));
        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes));
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(long id) => id >= 0 && id < _bytes.Length ? _bytes[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"Expected an id of the vocabulary, 0 to {_bytes.Length - 1}.");

    /// <summary>A token as the vocabulary's file writes it, a printable character a byte: <c>Ġworld</c> for " world".</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    public string Token(long id) => ByteAlphabet.Write(Bytes(id));

    /// <summary>Whether an id is no text, as that of <see cref="EndOfText"/>.</summary>
    public bool IsSpecial(long id) => _special.ContainsValue((int)id);

    private (int At, string Name) FirstSpecial(ReadOnlySpan<char> text)
    {
        (int At, string Name) first = (-1, "");
        foreach (string name in _special.Keys)
            if (text.IndexOf(name, StringComparison.Ordinal) is var at and >= 0 && (first.At < 0 || at < first.At || (at == first.At && name.Length > first.Name.Length)))
                first = (at, name);
        return first;
    }

    private void AddText(ReadOnlySpan<char> text, List<long> ids)
    {
        var remembered = _remembered.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = Gpt2Pieces.End(text, start);
            ReadOnlySpan<char> piece = text[start..end];
            if (!remembered.TryGetValue(piece, out int[]? known))
            {
                known = Merged(piece);
                // Words come again and again; what is long or rare must not fill the memory. (The dictionary's own count would wait for all of its locks.)
                if (piece.Length <= LongestRemembered && remembered.TryAdd(piece, known) && Interlocked.Increment(ref _rememberedCount) % MostRemembered == 0)
                    _remembered.Clear();
            }
            foreach (int id in known)
                ids.Add(id);
        }
    }

    private int[] Merged(ReadOnlySpan<char> piece)
    {
        const int shortPiece = 256;
        int count = Encoding.UTF8.GetByteCount(piece);
        Span<byte> bytes = count <= shortPiece ? stackalloc byte[count] : new byte[count];
        Span<int> ids = count <= shortPiece ? stackalloc int[count] : new int[count];
        Encoding.UTF8.GetBytes(piece, bytes);
        for (int i = 0; i < count; i++)
            ids[i] = _byteIds[bytes[i]];
        return ids[.._merges.Apply(ids)].ToArray();
    }
}

using static TorchSharp.torch;

namespace AigcNotebooks.Data;

/// <summary>Turns captions into numbers, one a word: lower case, punctuation split off. Taught in notebook 11, for pictures and for clips.</summary>
/// <remarks>
/// The vocabulary is what the captions that it is made from are written with, in alphabetical order after <see cref="Padding"/> (0) and <see cref="Unknown"/> (1): the same captions
/// give the same numbers. A word that is not in it is read as <see cref="Unknown"/>, never dropped in silence: <see cref="Explain"/> says so. Punctuation that no caption has is no word, and left out.
/// <code>
/// var tokenizer = new WordTokenizer(captions.All());
/// Tensor ids = tokenizer.Encode(["the seven drifts to the upper left", "a 3 rises"]);    // (2, 7), the second row ends with padding
/// Console.WriteLine(tokenizer.Explain("the sevn hovers"));
/// </code>
/// </remarks>
public sealed class WordTokenizer
{
    /// <summary>What fills a row behind its last word; its id is 0.</summary>
    public const string Padding = "<pad>";

    /// <summary>What a word outside of the vocabulary is read as; its id is 1.</summary>
    public const string Unknown = "<unk>";

    private const int UnknownId = 1;
    private readonly Dictionary<string, long> _ids = [];

    /// <param name="texts">Captions, or words; their words are the vocabulary.</param>
    /// <exception cref="ArgumentException">There is not one word in them.</exception>
    public WordTokenizer(IEnumerable<string> texts)
    {
        Vocabulary = [Padding, Unknown, .. texts.SelectMany(Split).Distinct().Order(StringComparer.Ordinal)];
        if (Vocabulary.Count == 2)
            throw new ArgumentException("Expected captions to take the vocabulary from; found no word.", nameof(texts));
        for (int id = 0; id < Vocabulary.Count; id++)
            _ids.Add(Vocabulary[id], id);
    }

    /// <summary>Padding, unknown, and all words; a word's place is its id.</summary>
    public IReadOnlyList<string> Vocabulary { get; }

    /// <summary>A caption's words as a model reads them, such as <c>the &lt;unk&gt; rises</c>: labels for what it does with each.</summary>
    /// <exception cref="ArgumentException">The caption is empty.</exception>
    public IReadOnlyList<string> Words(string text) => [.. Known(text).Select(word => word.IsKnown ? word.Text : Unknown)];

    /// <summary>Captions as numbers.</summary>
    /// <param name="texts">At least one, none of them empty.</param>
    /// <param name="length">Words a row; 0: as many as the longest of the captions has.</param>
    /// <param name="refuseUnknown">Whether a word that is not in the vocabulary is an error, for models that were never shown <see cref="Unknown"/>.</param>
    /// <returns>int64 (N, L), 0 behind each caption's last word; in the dispose scope around, or the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">There is no caption, one is empty, or one has more words than <paramref name="length"/>, or unknown ones that are refused: the message says what to write.</exception>
    public Tensor Encode(IReadOnlyList<string> texts, int length = 0, bool refuseUnknown = false)
    {
        if (texts.Count == 0)
            throw new ArgumentException("Expected at least one caption; found none.", nameof(texts));
        if (refuseUnknown && texts.FirstOrDefault(text => UnknownWords(text).Count > 0) is { } refused)
            throw new ArgumentException($"Expected words of the vocabulary; in \"{refused}\", {string.Join(" ", UnknownWords(refused).Select(Sentence))}", nameof(texts));
        long[][] rows = [.. texts.Select(text => Known(text).Select(word => word.IsKnown ? _ids[word.Text] : UnknownId).ToArray())];
        int longest = rows.Max(row => row.Length), width = length == 0 ? longest : length;
        if (longest > width)
            throw new ArgumentException($"Expected captions of at most {width} words; \"{texts[Array.FindIndex(rows, row => row.Length == longest)]}\" has {longest}.", nameof(texts));
        var ids = new long[rows.Length * width];
        for (int row = 0; row < rows.Length; row++)
            rows[row].CopyTo(ids, row * width);
        return tensor(ids, [rows.Length, width], dtype: ScalarType.Int64);
    }

    /// <summary>Which places of <see cref="Encode"/>'s result hold no word, as PyTorch's <c>key_padding_mask</c> has it.</summary>
    /// <param name="ids">int64 (N, L)</param>
    /// <returns>bool (N, L), true at padding.</returns>
    public static Tensor PaddingMask(Tensor ids) => ids.eq(0);

    /// <summary>The words of a caption that the vocabulary lacks, each with up to three of its words that are written much like it.</summary>
    /// <exception cref="ArgumentException">The caption is empty.</exception>
    public IReadOnlyList<(string Word, IReadOnlyList<string> Near)> UnknownWords(string text) =>
        [.. Known(text).Where(word => !word.IsKnown).Select(word => word.Text).Distinct().Select(word => (word, NearWords.Of(word, Vocabulary.Skip(2))))];

    /// <summary>What becomes of a caption, in a sentence for its writer: how a model reads it, and what it does not know.</summary>
    /// <exception cref="ArgumentException">The caption is empty.</exception>
    public string Explain(string text)
    {
        IReadOnlyList<(string Word, IReadOnlyList<string> Near)> unknown = UnknownWords(text);
        string read = $"read as: {string.Join(' ', Words(text))}";
        return unknown.Count == 0 ? read : $"{read}\n{string.Join("\n", unknown.Select(Sentence))}";
    }

    /// <summary>Splits a text into words, numbers and marks, in lower case; an apostrophe within a word stays in it.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        string lower = text.ToLowerInvariant();
        for (int start = 0, end; start < lower.Length; start = end)
        {
            end = start + 1;
            if (char.IsWhiteSpace(lower[start]))
                continue;
            if (char.IsLetter(lower[start]))
                while (end < lower.Length && (IsPartOfWord(lower[end]) || (lower[end] is '\'' or '’' && end + 1 < lower.Length && char.IsLetter(lower[end + 1]))))
                    end++;
            else if (char.IsDigit(lower[start]))
                while (end < lower.Length && char.IsDigit(lower[end]))
                    end++;
            words.Add(lower[start..end]);
        }
        return words;

        static bool IsPartOfWord(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
    }

    private string Sentence((string Word, IReadOnlyList<string> Near) unknown) => unknown.Near.Count > 0
        ? $"\"{unknown.Word}\" is unknown and means nothing to the model; it knows {string.Join(", ", unknown.Near.Select(near => $"\"{near}\""))}."
        : $"\"{unknown.Word}\" is unknown and means nothing to the model, which knows no word like it ({Vocabulary.Count - 2} words: Vocabulary lists them).";

    /// <summary>The words and those marks that the vocabulary has.</summary>
    private List<(string Text, bool IsKnown)> Known(string text)
    {
        List<(string Text, bool IsKnown)> words =
            [.. Split(text).Select(word => (Text: word, IsKnown: _ids.ContainsKey(word))).Where(word => word.IsKnown || char.IsLetterOrDigit(word.Text[0]))];
        return words.Count > 0 ? words : throw new ArgumentException(
            $"The caption is empty: expected words such as \"{string.Join("\", \"", Vocabulary.Skip(2).Where(word => word.Length > 2).Take(3))}\"; found \"{text}\".", nameof(text));
    }
}

using System.Text;

namespace AigcNotebooks.Data;

/// <summary>One number a character: the characters of a text, in order. Taught in notebook 06.</summary>
/// <remarks>A character is a Unicode scalar value. The same characters give the same numbers. <see cref="Encode"/> refuses a character that the text did not have: a model would know nothing of it.</remarks>
public sealed class CharacterTokenizer : ITokenizer
{
    private readonly Rune[] _characters;
    private readonly byte[][] _bytes;
    private readonly Dictionary<Rune, long> _ids;

    /// <param name="text">Its characters are the vocabulary.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public CharacterTokenizer(string text)
    {
        _characters = [.. text.EnumerateRunes().Distinct().Order()];
        if (_characters.Length == 0)
            throw new ArgumentException("Expected a text to take the characters from; found an empty one.", nameof(text));
        _bytes = Array.ConvertAll(_characters, character => Encoding.UTF8.GetBytes(character.ToString()));
        _ids = _characters.Select((character, id) => (character, id)).ToDictionary(pair => pair.character, pair => (long)pair.id);
    }

    /// <inheritdoc/>
    public int VocabularySize => _characters.Length;

    /// <summary>All characters in order; a character's place is its id.</summary>
    public string Vocabulary => string.Concat(_characters);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The text has a character that the vocabulary lacks; the message names it.</exception>
    public long[] Encode(string text) => [.. text.EnumerateRunes().Select(character => _ids.TryGetValue(character, out long id) ? id
        : throw new ArgumentException($"Expected characters of the vocabulary, {Vocabulary.ReplaceLineEndings("⏎")}; found '{character}' (U+{character.Value:X4}).", nameof(text)))];

    /// <inheritdoc/>
    public string Decode(IEnumerable<long> ids)
    {
        var text = new StringBuilder();
        foreach (long id in ids)
            text.Append(_characters[Checked(id)].ToString());
        return text.ToString();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(long id) => _bytes[Checked(id)];

    private long Checked(long id) => id >= 0 && id < _characters.Length ? id
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"Expected an id of the vocabulary, 0 to {_characters.Length - 1}.");
}

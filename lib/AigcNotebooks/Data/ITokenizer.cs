namespace AigcNotebooks.Data;

/// <summary>Text to numbers and back without loss: <see cref="BytePairTokenizer"/>, <see cref="CharacterTokenizer"/>. Taught in notebook 06.</summary>
public interface ITokenizer
{
    /// <summary>How many different ids there are: 0 to this number − 1.</summary>
    int VocabularySize { get; }

    /// <summary>A text's ids.</summary>
    long[] Encode(string text);

    /// <summary>The text of ids; what <see cref="Encode"/> made comes back as it was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    string Decode(IEnumerable<long> ids);

    /// <summary>The bytes, in UTF-8, that an id stands for; perhaps a part of a character.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    ReadOnlySpan<byte> Bytes(long id);
}

using System.Text;

namespace AigcNotebooks.Data;

/// <summary>Tokens as text while they come, one after the other: a character that is spread over several tokens is shown when its last one is there. Taught in notebook 06.
/// <code>
/// var stream = new TokenStream(tokenizer);
/// foreach (var id in ids)
///     Console.Write(stream.Next(id));
/// Console.Write(stream.End());
/// </code></summary>
/// <param name="tokenizer">Whose ids they are.</param>
/// <param name="endToken">An id that is shown as nothing, such as <see cref="BytePairTokenizer.EndOfTextId"/>; below 0: each is shown.</param>
public sealed class TokenStream(ITokenizer tokenizer, long endToken = -1)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <summary>What can be shown now; empty while a character is not yet whole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is not in the vocabulary.</exception>
    public string Next(long id) => id == endToken ? "" : Read(tokenizer.Bytes(id), flush: false);

    /// <summary>What is left: U+FFFD for a character that never became whole, else nothing.</summary>
    public string End() => Read([], flush: true);

    private string Read(ReadOnlySpan<byte> bytes, bool flush)
    {
        Span<char> text = new char[_decoder.GetCharCount(bytes, flush)];
        _decoder.GetChars(bytes, text, flush);
        return new string(text);
    }
}

using System.Globalization;
using System.Text;

namespace AigcNotebooks.Data;

/// <summary>Cuts a text into the pieces within which GPT-2's tokenizer merges: words with the blank before them, numbers, runs of marks, blanks. Taught in notebook 06.</summary>
/// <remarks>The pattern of GPT-2's encoder, <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, read by hand: .NET's own expressions see half characters outside of the
/// basic plane, and are slower. Half of a surrogate pair alone counts as a mark, as the replacement character does that it is written as.</remarks>
public static class Gpt2Pieces
{
    private enum Kind : byte { Blank, Letter, Number, Mark }

    private static readonly Kind[] Ascii = [.. Enumerable.Range(0, 128).Select(c => Of(new Rune(c)))];

    /// <summary>The pieces; together they are the text.</summary>
    public static IEnumerable<string> Split(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = End(text, start);
            yield return text[start..end];
        }
    }

    /// <summary>Where the piece ends that begins at <paramref name="start"/>, which is within the text.</summary>
    internal static int End(ReadOnlySpan<char> text, int start)
    {
        int contraction = Contraction(text[start..]);
        if (contraction > 0)
            return start + contraction;
        int first = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
        Kind kind = At(text, first, out int length);
        if (kind != Kind.Blank)
            return EndOfRun(text, first + length, kind);
        int end = EndOfRun(text, start, Kind.Blank);
        // \s+(?!\S): a run of blanks leaves its last one to the word behind it.
        return end < text.Length && end - start > 1 ? end - 1 : end;
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int end, Kind kind)
    {
        while (end < text.Length && At(text, end, out int length) == kind)
            end += length;
        return end;
    }

    private static int Contraction(ReadOnlySpan<char> text) => text switch
    {
        ['\'', 's' or 't' or 'm' or 'd', ..] => 2,
        ['\'', 'r' or 'v', 'e', ..] or ['\'', 'l', 'l', ..] => 3,
        _ => 0,
    };

    private static Kind At(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 1;
        char c = text[at];
        if (c < 128)
            return Ascii[c];
        // A half pair alone is read as the replacement character.
        Rune.DecodeFromUtf16(text[at..], out Rune rune, out length);
        return Of(rune);
    }

    private static Kind Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when Rune.IsWhiteSpace(rune) => Kind.Blank,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
        _ => Kind.Mark,
    };
}

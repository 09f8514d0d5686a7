using System.Globalization;

namespace AigcNotebooks.Data;

/// <summary>What a caption says of a digit: which one, and for each attribute a third (see <see cref="DigitAttributes"/>) or nothing. Taught in <c>notebooks/11-text-to-video.ipynb</c>.</summary>
/// <param name="Digit">0 to 9</param>
/// <param name="Thickness">0 thin, 2 bold; null: not said. The middle third has no word.</param>
/// <param name="Slant">0 slanted left, 1 upright, 2 slanted right; null: not said.</param>
/// <param name="Width">0 narrow, 2 wide; null: not said. The middle third has no word.</param>
public sealed record DigitCaption(int Digit, int? Thickness = null, int? Slant = null, int? Width = null)
{
    private static readonly string[] Names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    // By attribute and third; every word of a list means the same.
    private static readonly string[][][] Adjectives =
    [
        [["thin", "fine"], [], ["bold", "thick"]],
        [["slanted left", "leaning left"], ["upright", "straight"], ["slanted right", "leaning right"]],
        [["narrow", "slim"], [], ["wide", "broad"]],
    ];

    /// <summary>What it says of an attribute: a third, or null.</summary>
    /// <param name="attribute">0 thickness, 1 slant, 2 width</param>
    public int? this[int attribute] => attribute switch
    {
        0 => Thickness,
        1 => Slant,
        2 => Width,
        _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute, "Expected 0 (thickness), 1 (slant) or 2 (width)."),
    };

    /// <summary>Every word that captions are made of: what a tokenizer must know.</summary>
    public static IReadOnlyList<string> Vocabulary { get; } =
    [
        "a", "an", "the", "digit", "draw", .. Names, .. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture)),
        .. Adjectives.SelectMany(thirds => thirds).SelectMany(words => words).SelectMany(word => word.Split(' ')).Distinct(),
    ];

    /// <summary>The plain wording, such as "a thin narrow seven slanted left".</summary>
    public override string ToString()
    {
        int?[] thirds = [Checked(0), Checked(1), Checked(2)];
        return Compose("a", [Adjective(0, thirds[0], 0), Adjective(2, thirds[2], 0)], Adjective(1, thirds[1], 0), Names[Checked()], slantFirst: thirds[1] == 1);
    }

    /// <summary>One of the wordings, such as "draw a fine seven leaning left", "narrow 7" or "the digit 7, slim, upright".</summary>
    internal string ToString(ref SplitMix64 random)
    {
        string digit = random.Next(2) == 0 ? Names[Digit] : Digit.ToString(CultureInfo.InvariantCulture);
        string[] adjectives = [Adjective(0, Thickness, random.Next(2)), Adjective(2, Width, random.Next(2))];
        if (random.Next(2) == 0)
            Array.Reverse(adjectives);
        string slant = Adjective(1, Slant, random.Next(2));
        bool slantFirst = Slant == 1 && random.Next(2) == 0;
        string[] listed = [$"the digit {digit}", .. adjectives, slant];
        return random.Next(4) switch
        {
            0 => Compose("draw a", adjectives, slant, digit, slantFirst),
            1 => Compose("", adjectives, slant, digit, slantFirst),
            2 => string.Join(", ", listed.Where(word => word.Length > 0)),
            _ => Compose("a", adjectives, slant, digit, slantFirst),
        };
    }

    private static string Compose(string opening, string[] adjectives, string slant, string digit, bool slantFirst)
    {
        string[] words = slantFirst ? [slant, .. adjectives, digit] : [.. adjectives, digit, slant];
        string text = string.Join(' ', words.Where(word => word.Length > 0));
        bool vowel = text[0] is 'u' or 'e' or '8';
        return opening.Length == 0 ? text : $"{(opening.EndsWith('a') && vowel ? opening + "n" : opening)} {text}";
    }

    private static string Adjective(int attribute, int? third, int choice) => third is { } t ? Adjectives[attribute][t][choice] : "";

    private int Checked() => Digit is >= 0 and <= 9 ? Digit : throw new ArgumentOutOfRangeException(nameof(Digit), Digit, "Expected a digit, 0 to 9.");

    private int? Checked(int attribute) => this[attribute] is null or (>= 0 and <= 2) && (this[attribute] is not { } third || Adjectives[attribute][third].Length > 0)
        ? this[attribute]
        : throw new ArgumentOutOfRangeException(DigitAttributes.Names[attribute], this[attribute], $"There are words for the thirds 0 and 2{(attribute == 1 ? ", and for 1" : "")}.");

    /// <summary>Another caption, which is wrong for a picture of this digit and these thirds in one respect: its digit, or one attribute.</summary>
    internal DigitCaption Mistaken(ReadOnlySpan<int> thirds, ref SplitMix64 random)
    {
        // The digit as often as each attribute: when it was wrong in half of the cases, slant stayed at 84.5 % and the digit was right in 99.8 %.
        int attribute = random.Next(1 + StrokeMeasures.Count) - 1;
        if (attribute < 0)
            return this with { Digit = (Digit + 1 + random.Next(9)) % 10 };
        int wrong;
        do
            wrong = attribute == 1 ? random.Next(3) : 2 * random.Next(2);
        while (wrong == thirds[attribute]);
        return attribute switch { 0 => this with { Thickness = wrong }, 1 => this with { Slant = wrong }, _ => this with { Width = wrong } };
    }
}

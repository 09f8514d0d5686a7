namespace AigcNotebooks.Data;

/// <summary>What the captions of <see cref="PairedDigits"/> say, and how: "look, it is a seven", "an odd digit above four". Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
public static class PairedCaption
{
    /// <summary>How many things a caption can say of a digit: ten names, then even or odd, each at most four or above four.</summary>
    public const int Symbols = 14;

    /// <summary>Words of the longest caption.</summary>
    public const int MaxLength = 13;

    private static readonly string[] Names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly string[] Properties = ["even digit up to four", "even digit above four", "odd digit up to four", "odd digit above four"];
    private static readonly string[][] Openings = [["", "well", "so"], ["look", "trust the picture", "look closely"], ["listen", "trust the sound", "listen well"]];

    private static readonly string[][][] Wordings =
        [.. Enumerable.Range(0, Symbols).Select(symbol => Enum.GetValues<CaptionCue>().Select(cue => Compose(symbol, cue)).ToArray())];

    /// <summary>Reads captions: knows every word that they are made of.</summary>
    public static WordTokenizer Tokenizer { get; } = new(Wordings.SelectMany(cues => cues).SelectMany(variants => variants));

    /// <summary>What is said of a digit when its property is named: 10 to 13.</summary>
    /// <param name="digit">0 to 9</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such digit.</exception>
    public static int PropertyOf(int digit) => digit is >= 0 and <= 9 ? 10 + 2 * (digit % 2) + (digit > 4 ? 1 : 0)
        : throw new ArgumentOutOfRangeException(nameof(digit), digit, "Expected a digit from 0 to 9.");

    /// <summary>All ways to say it, the plain one first.</summary>
    /// <param name="symbol">0 to 9 names the digit, 10 to 13 a property.</param>
    /// <param name="cue">Which of the others is to be trusted.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such symbol.</exception>
    public static IReadOnlyList<string> Variants(int symbol, CaptionCue cue) => symbol is >= 0 and < Symbols ? Wordings[symbol][(int)cue]
        : throw new ArgumentOutOfRangeException(nameof(symbol), symbol, $"Expected 0 to {Symbols - 1}.");

    private static string[] Compose(int symbol, CaptionCue cue)
    {
        string said = symbol < 10 ? Names[symbol] : Properties[symbol - 10];
        string article = said[0] is 'e' or 'o' && said != "one" ? "an" : "a";
        string[] statements = [$"it is {article} {said}", $"{article} {said}", $"this must be {article} {said}"];
        return [.. from statement in statements from opening in Openings[(int)cue] select opening.Length == 0 ? statement : $"{opening}, {statement}"];
    }
}

namespace AigcNotebooks.Data;

/// <summary>Captions of <see cref="BouncingDigits"/>, and which pairs of digit and motion are held out of training. Taught in notebook 11.</summary>
/// <remarks>
/// A held-out pair is never seen in training, while its digit and its motion are, each with others: what a model makes of its caption shows whether it understood the words.
/// The table is fixed. <see cref="CaptionStyle.SyncDraw"/>: of each digit one of its two axes, 10 of 20 pairs; up–down is held out for 0, 3, 5, 6 and 9, left–right for 1, 2, 4, 7 and 8.
/// <see cref="CaptionStyle.EightDirections"/>: of each digit one of four axes, both ways (a digit that turns back moves both ways), 20 of 80 pairs:
/// up–down for 1, 4 and 7; rising diagonal for 2, 5 and 8; left–right for 0 and 6; falling diagonal for 3 and 9. So every motion is seen with seven or eight digits.
/// <code>
/// var captions = new MotionCaptions(CaptionStyle.EightDirections, seed: 1);
/// var clips = new BouncingDigits(data.TrainImages, data.TrainLabels, new() { Allows = captions.IsTraining }, seed: 1);
/// using BouncingClips batch = clips.Next(32);
/// Tensor ids = tokenizer.Encode(captions.Write(batch));
/// </code>
/// </remarks>
/// <param name="style">Which motions have words.</param>
/// <param name="paraphrase">Whether captions of clips vary ("a 7 rises", "the seven goes up"), or are all written the plain way.</param>
/// <param name="seed">Which wording each clip gets.</param>
public sealed class MotionCaptions(CaptionStyle style, bool paraphrase = true, long seed = 0)
{
    // The held-out axis of each digit, 0 to 3.
    private static readonly int[] SyncDrawHeldOut = [0, 2, 2, 0, 2, 0, 0, 2, 2, 0];
    private static readonly int[] EightHeldOut = [2, 0, 1, 3, 0, 1, 2, 0, 1, 3];

    private readonly Dictionary<(int, Direction), IReadOnlyList<string>> _wordings = [];

    /// <summary>Which motions have words.</summary>
    public CaptionStyle Style => style;

    /// <summary>Whether the pair is for training: there are words for it, and it is not held out. For <see cref="BouncingDigitsOptions.Allows"/>.</summary>
    public bool IsTraining(int digit, Direction direction) => HasWords(direction) && !IsHeldOut(digit, direction);

    /// <summary>Whether the pair is held out of training. For <see cref="BouncingDigitsOptions.Allows"/> of a test set.</summary>
    public bool IsHeldOut(int digit, Direction direction) =>
        (style == CaptionStyle.SyncDraw ? SyncDrawHeldOut : EightHeldOut)[Checked(digit)] == (int)direction % 4;

    /// <summary>All pairs of one kind, in the order of digits and directions.</summary>
    /// <param name="heldOut">Whether those held out, or those for training.</param>
    public IReadOnlyList<(int Digit, Direction Direction)> Pairs(bool heldOut) =>
        [.. from digit in Enumerable.Range(0, 10) from direction in Enum.GetValues<Direction>() where heldOut ? IsHeldOut(digit, direction) : IsTraining(digit, direction) select (digit, direction)];

    /// <summary>The plain caption of a pair, such as "digit 7 is moving up and down" or "digit 7 is moving to the upper left".</summary>
    /// <exception cref="ArgumentException">There is no such digit, or this style has no words for the direction.</exception>
    public string Write(int digit, Direction direction) => Variants(digit, direction)[0];

    /// <summary>All ways to say it, the plain one first.</summary>
    /// <exception cref="ArgumentException">There is no such digit, or this style has no words for the direction.</exception>
    public IReadOnlyList<string> Variants(int digit, Direction direction)
    {
        string[] motions = MotionPhrases.Motions(style, direction);
        if (motions.Length == 0)
            throw new ArgumentException($"Captions in the style of {style} name the axes up–down and left–right; there are no words for {direction}.", nameof(direction));
        return [.. from subject in MotionPhrases.Subjects(Checked(digit)) from motion in motions select $"{subject} {motion}"];
    }

    /// <summary>A caption for each clip; of two digits in one, both are named. A clip's wording depends on its number and the seed alone.</summary>
    /// <exception cref="ArgumentException">This style has no words for a clip's direction.</exception>
    public IReadOnlyList<string> Write(BouncingClips clips)
    {
        long[] digits = clips.Digits.data<long>().ToArray(), directions = clips.Directions.data<long>().ToArray();
        int perClip = digits.Length / (int)clips.Count;
        var captions = new string[clips.Count];
        for (int clip = 0; clip < captions.Length; clip++)
        {
            SplitMix64 random = SplitMix64.ForItem(~(ulong)seed, (ulong)(clips.First + clip));
            var parts = new string[perClip];
            for (int d = 0; d < perClip; d++)
            {
                IReadOnlyList<string> variants = Wordings((int)digits[clip * perClip + d], (Direction)directions[clip * perClip + d]);
                parts[d] = variants[paraphrase ? random.Next(variants.Count) : 0];
            }
            captions[clip] = string.Join(" and ", parts);
        }
        return captions;
    }

    /// <summary>Every caption of every pair: what a <see cref="WordTokenizer"/> takes its vocabulary from.</summary>
    public IEnumerable<string> All() =>
        from digit in Enumerable.Range(0, 10) from direction in Enum.GetValues<Direction>() where HasWords(direction) from caption in Wordings(digit, direction) select caption;

    private IReadOnlyList<string> Wordings(int digit, Direction direction) =>
        _wordings.TryGetValue((digit, direction), out IReadOnlyList<string>? known) ? known : _wordings[(digit, direction)] = Variants(digit, direction);

    private bool HasWords(Direction direction) => style == CaptionStyle.EightDirections || (int)direction % 2 == 0;

    private static int Checked(int digit) => digit is >= 0 and <= 9 ? digit : throw new ArgumentOutOfRangeException(nameof(digit), digit, "Expected a digit from 0 to 9.");
}

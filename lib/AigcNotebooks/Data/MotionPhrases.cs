namespace AigcNotebooks.Data;

/// <summary>The words of <see cref="MotionCaptions"/>: ways to name a digit, and ways to say how it moves. The first of each is the plain one.</summary>
internal static class MotionPhrases
{
    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private static readonly string[] Verbs = ["is moving", "moves", "goes", "drifts"];

    // Each axis of Sync-DRAW's, up–down and left–right.
    private static readonly string[][] Axes = [["up and down", "vertically"], ["left and right", "horizontally"]];

    private static readonly string[][] Places =
    [
        ["up", "upwards", "to the top"],
        ["to the upper right", "up and to the right", "to the top right"],
        ["to the right", "right", "rightwards"],
        ["to the lower right", "down and to the right", "to the bottom right"],
        ["down", "downwards", "to the bottom"],
        ["to the lower left", "down and to the left", "to the bottom left"],
        ["to the left", "left", "leftwards"],
        ["to the upper left", "up and to the left", "to the top left"],
    ];

    /// <summary>"digit 7", "the digit seven", "a seven" …</summary>
    internal static string[] Subjects(int digit) =>
    [
        $"digit {digit}", $"the digit {digit}", $"the {digit}", $"{Article(digit)} {digit}",
        $"digit {Numbers[digit]}", $"the number {Numbers[digit]}", $"the {Numbers[digit]}", $"{Article(digit)} {Numbers[digit]}",
    ];

    /// <summary>"is moving up and down" …; none for a diagonal in Sync-DRAW's style.</summary>
    internal static string[] Motions(CaptionStyle style, Direction direction) => style == CaptionStyle.EightDirections
        ? [.. Verbs.SelectMany(verb => Places[(int)direction].Select(place => $"{verb} {place}")), .. Rising(direction)]
        : (int)direction % 2 == 0 ? [.. Verbs.SelectMany(verb => Axes[(int)direction % 4 / 2].Select(axis => $"{verb} {axis}"))] : [];

    private static string Article(int digit) => digit == 8 ? "an" : "a";

    /// <summary>Up and down have verbs of their own.</summary>
    private static string[] Rising(Direction direction)
    {
        string side = direction switch
        {
            Direction.UpRight or Direction.DownRight => " to the right",
            Direction.UpLeft or Direction.DownLeft => " to the left",
            _ => "",
        };
        return direction switch
        {
            Direction.Up or Direction.UpRight or Direction.UpLeft => [$"rises{side}", $"climbs{side}"],
            Direction.Down or Direction.DownRight or Direction.DownLeft => [$"falls{side}", $"sinks{side}"],
            _ => [],
        };
    }
}

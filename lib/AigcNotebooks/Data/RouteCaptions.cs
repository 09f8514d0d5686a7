using System.Collections.Concurrent;

namespace AigcNotebooks.Data;

/// <summary>Captions of <see cref="Route"/>s, which with a clip's first frame fix all the others: "it moves slowly down and to the left", "the seven goes first down then left". Taught in notebook 09.</summary>
/// <remarks>The order of the words matters: "down then left" is not "left then down", and "left but first down" is what "down then left" says. One word tells a diagonal, "down and left", from a
/// turn, "down and then left".</remarks>
public static class RouteCaptions
{
    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private static readonly string[] Verbs = ["moves", "goes"];

    private static readonly string[] Speeds = ["", "slowly ", "", "quickly "];

    private static readonly string[][] Places =
    [
        ["up", "upwards"],
        ["up and right", "up and to the right", "to the upper right"],
        ["right", "to the right"],
        ["down and right", "down and to the right", "to the lower right"],
        ["down", "downwards"],
        ["down and left", "down and to the left", "to the lower left"],
        ["left", "to the left"],
        ["up and left", "up and to the left", "to the upper left"],
    ];

    // What Variants gives, made once: a training asks for it at every clip.
    private static readonly ConcurrentDictionary<(int Digit, Route Route), IReadOnlyList<string>> Made = new();

    /// <summary>All ways to say it, the plain one first, such as "it moves slowly up".</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such digit, or there are no words for the speed.</exception>
    public static IReadOnlyList<string> Variants(int digit, Route route)
    {
        if (route.Speed is < 1 or > 3)
            throw new ArgumentOutOfRangeException(nameof(route), route.Speed, "Expected a speed of 1, 2 or 3 pixels a frame.");
        string[] ways = [.. from first in Places[(int)route.First] from wording in route.Then is { } then ? Places[(int)then].SelectMany(second => Turns(first, second)) : [first] select wording];
        return [.. from subject in Subjects(digit) from verb in Verbs from way in ways select $"{subject} {verb} {Speeds[route.Speed]}{way}"];
    }

    /// <summary>Ways to say that it moves, but not where: "it moves".</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such digit.</exception>
    public static IReadOnlyList<string> Vague(int digit) => [.. from subject in Subjects(digit) from verb in Verbs select $"{subject} {verb}"];

    /// <summary>Every caption of every digit: what a <see cref="WordTokenizer"/> takes its vocabulary from.</summary>
    public static IEnumerable<string> All() =>
        from digit in Enumerable.Range(0, 10) from route in Route.All from caption in Variants(digit, route) select caption;

    /// <summary>A caption for each clip. A clip's wording depends on its number and the seed alone.</summary>
    /// <param name="seed">Which wordings.</param>
    /// <param name="vague">The part of the captions, 0–1, that do not say where.</param>
    public static IReadOnlyList<string> Write(RoutedClips clips, long seed = 0, double vague = 0)
    {
        long[] digits = clips.Digits.data<long>().ToArray();
        return
        [
            .. clips.Routes.Select((route, clip) =>
            {
                SplitMix64 random = SplitMix64.ForItem(~(ulong)seed, (ulong)(clips.First + clip));
                IReadOnlyList<string> variants = random.Uniform(0, 1) < vague ? Vague((int)digits[clip]) : Known((int)digits[clip], route);
                return variants[random.Next(variants.Count)];
            }),
        ];
    }

    private static IReadOnlyList<string> Known(int digit, Route route) => Made.GetOrAdd((digit, route), key => Variants(key.Digit, key.Route));

    private static string[] Subjects(int digit) => digit is >= 0 and <= 9
        ? ["it", "the digit", $"the {digit}", $"the {Numbers[digit]}"]
        : throw new ArgumentOutOfRangeException(nameof(digit), digit, "Expected a digit from 0 to 9.");

    private static string[] Turns(string first, string then) =>
        [$"first {first} then {then}", $"{first} then {then}", $"{first} and then {then}", $"{then} but first {first}"];
}

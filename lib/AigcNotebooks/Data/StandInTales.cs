using System.Text;

namespace AigcNotebooks.Data;

/// <summary>Little tales and talks, put together by a small grammar written for this kit: something to learn to write from where there is no real text (notebook 06).</summary>
/// <remarks>They are far poorer than what people write: a few hundred phrases, in ever new order. The same seed gives the same text.</remarks>
public static class StandInTales
{
    private static readonly Dictionary<string, string[]> Grammar = new()
    {
        ["tale"] = ["[Who] [lived] [where]. [event] [event] [event] [end]\n\n", "[When], [who] [went] [where]. [event] [talk][event] [end]\n\n", "[talk][event] [end]\n\n", "[Who] had [thing]. [event] [talk][talk][end]\n\n"],
        ["who"] = ["the [trait] [person]", "a [trait] [person]", "the [person] of the [place]", "an old [person]", "the youngest [person]"],
        ["trait"] = ["patient", "clever", "hungry", "silent", "proud", "careful", "cheerful", "stubborn", "sleepy", "truthful", "curious", "brave"],
        ["person"] = ["miller", "sailor", "weaver", "shepherd", "queen", "fox", "crow", "gardener", "doctor", "carpenter", "fisher", "child", "bear", "judge", "baker", "piper"],
        ["place"] = ["harbour", "mountain", "village", "forest", "river", "market", "tower", "island", "valley", "bridge", "mill", "orchard"],
        ["lived"] = ["lived", "kept bees", "mended nets", "sold lamps", "built a house", "waited all winter", "grew pears"],
        ["where"] = ["beside the [place]", "at the edge of the [place]", "behind the [place]", "between the [place] and the [place]", "far from the [place]", "under the [place]"],
        ["when"] = ["one morning", "at midnight", "in the third year", "when the snow was gone", "before the harvest", "on a day of wind", "long after the war"],
        ["went"] = ["walked to a house", "sat down to rest", "heard a song", "found a door", "lost the road", "met a stranger", "saw a light"],
        ["thing"] = ["a lamp that never went out", "a coat of many colours", "seven silver spoons", "a key without a lock", "a map of the [place]", "a drum", "three wishes", "a boat of paper", "a letter from the [person]", "a stone that could count"],
        ["event"] = ["[When] [who] gave [thing] to [who].", "Then it rained for [number] days, and the [place] was gone.", "[Who] asked [number] questions, and nobody could answer.", "[Who] took [thing] and hid it [where].", "Nobody believed it but [who].", "There was [thing] in the grass, and [who] picked it up.", "The road to the [place] was long, and [who] sang.", "So they counted the money: it was [number] coins too few."],
        ["number"] = ["two", "three", "four", "five", "seven", "nine", "eleven", "twelve", "forty", "a hundred"],
        ["talk"] = ["\"[say]\" said [who].\n", "\"[say]\" asked [who]. \"[say]\" said [who].\n", "[Who] shook a head and said: \"[say]\"\n"],
        ["say"] = ["Where is [thing]?", "I have seen [who] [where].", "Give me [thing], and I will tell you.", "Nothing is lost that somebody remembers.", "You are [number] days late.", "Who taught you to count?", "Come back [when].", "That is not what the [person] told me.", "I would rather have [thing].", "Do not wake [who]!"],
        ["end"] = ["And that was the end of it.", "Since then [who] lives [where].", "Nobody ever saw [thing] again.", "They say that [who] still waits [where].", "And they all went home.", "If it is not true, [who] made it up."],
    };

    /// <summary>Writes tales.</summary>
    /// <param name="characters">How long the text is; the last tale is cut off there.</param>
    /// <param name="seed">Any number.</param>
    public static string Write(int characters, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(characters, 1);
        var random = new SplitMix64((ulong)seed);
        var text = new StringBuilder();
        while (text.Length < characters)
            Expand("tale");
        return text.ToString(0, characters);

        void Expand(string symbol)
        {
            bool isUpper = char.IsUpper(symbol[0]);
            string[] choices = Grammar[symbol.ToLowerInvariant()];
            int start = text.Length;
            string chosen = choices[random.Next(choices.Length)];
            for (int at = 0; at < chosen.Length; at++)
                if (chosen[at] == '[')
                {
                    int end = chosen.IndexOf(']', at);
                    Expand(chosen[(at + 1)..end]);
                    at = end;
                }
                else
                {
                    text.Append(chosen[at]);
                }
            if (isUpper)
                text[start] = char.ToUpperInvariant(text[start]);
        }
    }
}

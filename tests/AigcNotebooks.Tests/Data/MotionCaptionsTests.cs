using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class MotionCaptionsTests
{
    private static readonly MotionCaptions SyncDraw = new(CaptionStyle.SyncDraw), Eight = new(CaptionStyle.EightDirections);

    [Fact]
    public void The_plain_captions_are_those_of_the_papers()
    {
        Assert.Equal("digit 7 is moving up and down", SyncDraw.Write(7, Direction.Down));
        Assert.Equal("digit 0 is moving left and right", SyncDraw.Write(0, Direction.Right));
        Assert.Equal("digit 7 is moving to the upper left", Eight.Write(7, Direction.UpLeft));
        Assert.Contains("the seven drifts to the upper left", Eight.Variants(7, Direction.UpLeft));
        Assert.Contains("an eight climbs", Eight.Variants(8, Direction.Up));
        Assert.Contains("no words for UpLeft", Assert.Throws<ArgumentException>(() => SyncDraw.Write(7, Direction.UpLeft)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Eight.Write(10, Direction.Up));
    }

    [Fact]
    public void No_caption_says_two_things()
    {
        foreach (MotionCaptions captions in (MotionCaptions[])[SyncDraw, Eight])
        {
            var meanings = new Dictionary<string, (int, Direction)>();
            foreach ((int digit, Direction direction) in captions.Pairs(heldOut: false).Concat(captions.Pairs(heldOut: true)))
                foreach (string caption in captions.Variants(digit, direction))
                {
                    var meaning = (digit, captions.Style == CaptionStyle.SyncDraw ? (Direction)((int)direction % 4) : direction);
                    Assert.Equal(meaning, meanings.GetValueOrDefault(caption, meaning));
                    meanings[caption] = meaning;
                }
            Assert.Equal(captions.All().Distinct().Order(), meanings.Keys.Order());
        }
    }

    [Theory, InlineData(CaptionStyle.SyncDraw, 40, 20), InlineData(CaptionStyle.EightDirections, 80, 20)]
    public void The_held_out_pairs_are_fixed_and_each_digit_and_motion_is_seen_in_training(CaptionStyle style, int all, int heldOut)
    {
        var captions = new MotionCaptions(style);
        var (training, held) = (captions.Pairs(heldOut: false), captions.Pairs(heldOut: true));
        Assert.Equal(heldOut, held.Count);
        Assert.Equal(all - heldOut, training.Count);
        Assert.Empty(training.Intersect(held));
        Assert.All(held, pair => Assert.False(captions.IsTraining(pair.Digit, pair.Direction)));
        // Of what is held out neither way is seen, since a digit that turns back moves both ways.
        Assert.All(held, pair => Assert.Contains((pair.Digit, (Direction)(((int)pair.Direction + 4) % 8)), held));
        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(training.Count(pair => pair.Digit == digit), all / 10 - 2, all / 10 - 2));
        Assert.All(held.GroupBy(pair => pair.Direction), pairs => Assert.InRange(pairs.Count(), 2, 5));
        Assert.Equal(style == CaptionStyle.SyncDraw ? 4 : 8, training.Select(pair => pair.Direction).Distinct().Count());
        Assert.Equal(style == CaptionStyle.SyncDraw ? 4 : 8, held.Select(pair => pair.Direction).Distinct().Count());
        string table = string.Join(' ', held.Where(pair => (int)pair.Direction < 4).Select(pair => $"{pair.Digit}{pair.Direction}"));
        Assert.Equal(style == CaptionStyle.SyncDraw
            ? "0Up 1Right 2Right 3Up 4Right 5Up 6Up 7Right 8Right 9Up"
            : "0Right 1Up 2UpRight 3DownRight 4Up 5UpRight 6Right 7Up 8UpRight 9DownRight", table);
    }

    [Fact]
    public void Clips_are_captioned_by_what_they_show_and_as_their_number_says()
    {
        using var scope = NewDisposeScope();
        var (images, labels) = StrokeDigits.Generate(200, seed: 3);
        var captions = new MotionCaptions(CaptionStyle.EightDirections, seed: 5);
        BouncingDigits Training() => new(images, labels, new() { Frames = 2, Allows = captions.IsTraining });
        BouncingDigits clips = Training();
        BouncingClips batch = clips.Next(300);
        IReadOnlyList<string> written = captions.Write(batch);
        for (int i = 0; i < 300; i++)
            Assert.Contains(written[i], captions.Variants((int)batch.Digits[i, 0].ToInt64(), (Direction)batch.Directions[i, 0].ToInt64()));
        Assert.True(written.Distinct().Count() > 250);

        BouncingDigits resumed = Training();
        resumed.Drawn = 100;
        Assert.Equal(written.Skip(100), captions.Write(resumed.Next(200)));
        Assert.NotEqual(written, new MotionCaptions(CaptionStyle.EightDirections, seed: 6).Write(batch));
        Assert.All(new MotionCaptions(CaptionStyle.EightDirections, paraphrase: false).Write(batch), caption => Assert.StartsWith("digit ", caption));
        Assert.Throws<ArgumentException>(() => SyncDraw.Write(batch));

        BouncingClips two = new BouncingDigits(images, labels, new() { Frames = 2, Digits = 2, Allows = SyncDraw.IsTraining }).Next(5);
        Assert.Matches("^digit \\d is moving (up and down|left and right) and digit \\d is moving (up and down|left and right)$", new MotionCaptions(CaptionStyle.SyncDraw, paraphrase: false).Write(two)[0]);
        images.Dispose();
        labels.Dispose();
    }

    [Fact]
    public void A_tokenizer_made_of_them_knows_every_word()
    {
        using var scope = NewDisposeScope();
        var tokenizer = new WordTokenizer(Eight.All());
        Assert.InRange(tokenizer.Vocabulary.Count, 45, 60);
        var ids = tokenizer.Encode([.. Eight.All()]);
        Assert.False(ids.eq(1).any().ToBoolean());
        Assert.InRange(ids.shape[1], 8, 12);
        Assert.Equal("rises", tokenizer.UnknownWords("the seven raises")[0].Near[0]);
    }
}

using AigcNotebooks.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class CaptionedDigitsTests
{
    [Theory]
    [InlineData("a thin narrow seven slanted left", 7, 0, 0, 0)]
    [InlineData("an upright bold wide four", 4, 2, 1, 2)]
    [InlineData("an eight", 8, null, null, null)]
    [InlineData("a bold three slanted right", 3, 2, 2, null)]
    public void A_caption_reads_as_one_would_say_it(string text, int digit, int? thickness, int? slant, int? width) =>
        Assert.Equal(text, new DigitCaption(digit, thickness, slant, width).ToString());

    [Fact]
    public void A_caption_for_which_there_are_no_words_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DigitCaption(10).ToString());
        Assert.Contains("0 and 2", Assert.Throws<ArgumentOutOfRangeException>(() => new DigitCaption(3, Thickness: 1).ToString()).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DigitCaption(3, Slant: 3).ToString());
    }

    [Fact]
    public void Captions_are_true_mistaken_ones_are_wrong_in_one_respect_and_all_words_are_in_the_vocabulary()
    {
        using var scope = NewDisposeScope();
        (Tensor images, Tensor labels) = StrokeDigits.Generate(300, seed: 5);
        var attributes = DigitAttributes.Of(images, labels);
        CaptionedBatch batch = new CaptionedDigits(images, labels, attributes, seed: 1).Next(600);
        long[] digits = [.. batch.Meanings.Select(caption => (long)caption.Digit)];
        long[] thirds = attributes.Thirds(batch.Images, tensor(digits)).data<long>().ToArray();
        for (int i = 0; i < 600; i++)
        {
            for (int attribute = 0; attribute < 3; attribute++)
                Assert.True(batch.Meanings[i][attribute] is null || batch.Meanings[i][attribute] == thirds[i * 3 + attribute]);
            Assert.Equal(batch.Meanings[i], Meaning(batch.Captions[i]));
            DigitCaption mistaken = Meaning(batch.Mistaken[i]);
            int wrong = mistaken.Digit != digits[i] ? 1 : 0;
            for (int attribute = 0; attribute < 3; attribute++)
                wrong += mistaken[attribute] is { } third && third != thirds[i * 3 + attribute] ? 1 : 0;
            Assert.Equal(1, wrong);
        }
        string[] words = [.. batch.Captions.Concat(batch.Mistaken).SelectMany(Words).Distinct()];
        Assert.Empty(words.Except(DigitCaption.Vocabulary));
        Assert.Empty(DigitCaption.Vocabulary.Except(words));
        Assert.Contains(batch.Meanings, caption => caption is { Thickness: null, Slant: null, Width: null });
        Assert.Contains(batch.Meanings, caption => caption is { Thickness: not null, Slant: not null, Width: not null });
    }

    [Fact]
    public void The_stream_depends_on_seed_and_place_alone()
    {
        using var scope = NewDisposeScope();
        (Tensor images, Tensor labels) = StrokeDigits.Generate(60, seed: 5);
        var attributes = DigitAttributes.Of(images, labels);
        var one = new CaptionedDigits(images, labels, attributes, seed: 1);
        CaptionedBatch whole = one.Next(10);
        one.Drawn = 4;
        CaptionedBatch rest = one.Next(6);
        Assert.Equal(whole.Captions.Skip(4), rest.Captions);
        Assert.Equal(whole.Mistaken.Skip(4), rest.Mistaken);
        Assert.True(whole.Images[4..].eq(rest.Images).all().ToBoolean());
        Assert.NotEqual(whole.Captions, new CaptionedDigits(images, labels, attributes, seed: 2).Next(10).Captions);
        IReadOnlyDictionary<string, Tensor> saved = one.SaveState();
        one.Next(3);
        one.PrepareLoad(saved)();
        Assert.Equal(10, one.Drawn);
        Assert.Throws<InvalidDataException>(() => one.PrepareLoad(new Dictionary<string, Tensor>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Drawn = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Next(0));
    }

    private static string[] Words(string caption) => caption.Replace(",", "").Split(' ');

    /// <summary>What a person would understand.</summary>
    private static DigitCaption Meaning(string caption)
    {
        string[] words = Words(caption), names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        int Digit() => words.Select(word => Math.Max(Array.IndexOf(names, word), word.Length == 1 && char.IsDigit(word[0]) ? word[0] - '0' : -1)).Max();
        int? Which(params string[][] thirds) => Array.FindIndex(thirds, third => third.Any(word => words.Contains(word))) is >= 0 and var found ? found : null;
        return new DigitCaption(Digit(), Which(["thin", "fine"], [], ["bold", "thick"]), Which(["left"], ["upright", "straight"], ["right"]), Which(["narrow", "slim"], [], ["wide", "broad"]));
    }
}

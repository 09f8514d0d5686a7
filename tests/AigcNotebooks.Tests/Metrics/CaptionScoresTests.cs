using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class CaptionScoresTests
{
    [Fact]
    public void Real_pictures_show_what_their_captions_say_and_not_what_the_opposite_ones_say()
    {
        using var scope = NewDisposeScope();
        (Tensor images, Tensor labels) = StrokeDigits.Generate(400, seed: 5);
        var attributes = DigitAttributes.Of(images, labels);
        CaptionedBatch batch = new CaptionedDigits(images, labels, attributes, seed: 1).Next(200);
        using DigitJudge judge = DigitJudge.Load();
        CaptionScores right = CaptionScores.Of(judge, attributes, batch.Images, batch.Meanings);
        Assert.Equal([1.0, 1, 1], right.Attributes);
        Assert.Equal(right.Digit, right.Everything);
        Assert.InRange(right.Digit, 0.8, 1);
        Assert.Equal(batch.Meanings.Count(caption => caption.Slant is not null), right.Said[1]);

        DigitCaption[] opposite = [.. batch.Meanings.Select(caption => new DigitCaption((caption.Digit + 1) % 10, 2 - caption.Thickness))];
        CaptionScores wrong = CaptionScores.Of(judge, attributes, batch.Images, opposite);
        Assert.InRange(wrong.Digit, 0, 0.1);
        Assert.Equal(double.NaN, wrong.Attributes[1]);
        Assert.Equal(0, wrong.Said[2]);
    }

    [Fact]
    public void As_many_captions_as_pictures_are_needed()
    {
        using var images = rand(3, 1, 28, 28);
        using DigitJudge judge = DigitJudge.Load();
        var attributes = DigitAttributes.Of(images, zeros(3, ScalarType.Int64));
        Assert.Contains("each picture, 3; found 1", Assert.Throws<ArgumentException>(() => CaptionScores.Of(judge, attributes, images, [new DigitCaption(1)])).Message);
    }
}

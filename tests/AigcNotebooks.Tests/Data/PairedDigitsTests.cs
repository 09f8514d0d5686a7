using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using AigcNotebooks.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Data;

public sealed class PairedDigitsTests : IDisposable
{
    // Twenty pictures, two of each digit, each filled with a grey level of its own; so a picture says which it was.
    private readonly Tensor _images = (arange(20) * 10 + 50).to_type(ScalarType.Byte).view(20, 1, 1, 1).expand(20, 1, 28, 28).contiguous().DetachFromDisposeScope();
    private readonly Tensor _labels = (arange(20) % 10).to_type(ScalarType.Int64).DetachFromDisposeScope();
    private readonly ToneRecordings _tones = new(40, seed: 1);

    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
        _tones.Dispose();
    }

    [Fact]
    public void A_sample_is_the_same_whatever_the_sizes_of_the_batches()
    {
        using var scope = NewDisposeScope();
        PairedDigits one = Pairs(), other = Pairs();
        PairedBatch whole = one.Next(12);
        other.Next(5).Dispose();
        PairedBatch rest = other.Next(7);
        Assert.True(whole.Images[5..].allclose(rest.Images));
        Assert.True(whole.Tones[5..].equal(rest.Tones).all().ToBoolean());
        Assert.Equal(whole.Captions.Skip(5), rest.Captions);
        Assert.True(whole.Words[5..].equal(rest.Words).all().ToBoolean());
        Assert.Equal([12L, 3, 32, 32], whole.Images.shape);
        Assert.Equal([12L, 8, 16], whole.Tones.shape);
        Assert.Equal([12L, PairedCaption.MaxLength], whole.Words.shape);
    }

    [Fact]
    public void A_checkpoint_keeps_how_many_were_drawn()
    {
        using var scope = NewDisposeScope();
        PairedDigits pairs = Pairs();
        pairs.Next(7).Dispose();
        PairedDigits later = Pairs();
        ((ICheckpointed)later).PrepareLoad(((ICheckpointed)pairs).SaveState())();
        Assert.Equal(7, later.Drawn);
        Assert.Equal(pairs.Next(3).Captions, later.Next(3).Captions);
        Assert.Throws<InvalidDataException>(() => ((ICheckpointed)later).PrepareLoad(new Dictionary<string, Tensor>()));
    }

    [Fact]
    public void Each_modality_shows_what_its_symbol_says()
    {
        using var scope = NewDisposeScope();
        PairedBatch batch = Pairs().Next(60);
        long[] shown = batch.Shown.data<long>().ToArray(), cues = batch.Cues.data<long>().ToArray();
        for (int i = 0; i < batch.Count; i++)
        {
            Assert.Equal(shown[3 * i + 1], batch.Recordings[i] % 10);
            Assert.Contains(batch.Captions[i], PairedCaption.Variants((int)shown[3 * i + 2], (CaptionCue)cues[i]));
        }
        // A margin of paper all around, and within it the picture, here of one grey level, brighter than the paper.
        Tensor paper = batch.Images[.., .., 0, 0], drawn = batch.Images[.., .., 16, 16];
        Assert.True(batch.Images[.., .., 31, 31].equal(paper).all().ToBoolean());
        Assert.True((drawn.sum(1L) > paper.sum(1L)).all().ToBoolean());
        Assert.True(batch.Tones.allclose(_tones.Features[tensor(batch.Recordings.Select(r => (long)r).ToArray())]));
    }

    [Fact]
    public void Symbols_come_as_often_as_the_channels_say_and_the_best_rule_is_as_good_as_the_sum_says()
    {
        using var scope = NewDisposeScope();
        const int count = 20_000;
        PairedBatch batch = Pairs().Next(count);
        PairedDigitsOptions options = new();
        long[] shown = batch.Shown.data<long>().ToArray(), labels = batch.Labels.data<long>().ToArray(), cues = batch.Cues.data<long>().ToArray();
        Assert.InRange(cues.Count(cue => cue == 0) / (double)count, 0.235, 0.265);
        Assert.InRange(Enumerable.Range(0, count).Count(i => shown[3 * i] == labels[i]) / (double)count, 0.59, 0.62);   // (0.98 + 0.2 + 0.03) / 2
        int[] looks = [.. Enumerable.Range(0, count).Where(i => cues[i] == (long)CaptionCue.Look)];
        Assert.InRange(looks.Count(i => shown[3 * i] == labels[i]) / (double)looks.Length, 0.97, 0.99);
        Assert.InRange(looks.Count(i => shown[3 * i + 1] == labels[i]) / (double)looks.Length, 0.20, 0.26);
        Assert.InRange(Enumerable.Range(0, count).Count(i => shown[3 * i + 2] == labels[i]) / (double)count, 0.385, 0.415);

        // Bayes' rule by hand, on what was drawn: as often right as the sum over everything says, to four standard errors.
        double right = Enumerable.Range(0, count).Count(i => labels[i] == Best((int)shown[3 * i], (int)shown[3 * i + 1], (int)shown[3 * i + 2], (CaptionCue)cues[i])) / (double)count;
        Assert.InRange(right - new FusionOptimum(options).Bayes(Modalities.All), -0.006, 0.006);

        long Best(int image, int tone, int said, CaptionCue cue)
        {
            double Probability(int digit)
            {
                double good = options.ImageTrusted[digit, image], bad = options.ImageDoubtful[digit, image];
                double clear = options.ToneTrusted[digit, tone], vague = options.ToneDoubtful[digit, tone];
                return options.Caption[digit, said] * cue switch { CaptionCue.Look => good * vague, CaptionCue.Listen => bad * clear, _ => (good + bad) * (clear + vague) };
            }
            return Enumerable.Range(0, 10).MaxBy(Probability);
        }
    }

    [Fact]
    public void Every_caption_is_read_word_for_word()
    {
        foreach (CaptionCue cue in Enum.GetValues<CaptionCue>())
            for (int symbol = 0; symbol < PairedCaption.Symbols; symbol++)
                foreach (string caption in PairedCaption.Variants(symbol, cue))
                {
                    Assert.Empty(PairedCaption.Tokenizer.UnknownWords(caption));
                    Assert.InRange(WordTokenizer.Split(caption).Count, 1, PairedCaption.MaxLength);
                }
        Assert.Equal("it is an eight", PairedCaption.Variants(8, CaptionCue.None)[0]);
        Assert.Equal("look, it is an odd digit above four", PairedCaption.Variants(PairedCaption.PropertyOf(7), CaptionCue.Look)[0]);
        Assert.Equal("it is a one", PairedCaption.Variants(1, CaptionCue.None)[0]);
        Assert.Contains("0 to 13", Assert.Throws<ArgumentOutOfRangeException>(() => PairedCaption.Variants(14, CaptionCue.None)).Message);
    }

    [Fact]
    public void A_recording_has_the_pitch_of_its_digit_and_does_not_depend_on_how_many_there_are()
    {
        using var scope = NewDisposeScope();
        using var few = new ToneRecordings(10, seed: 1);
        Assert.True(_tones.Features[..10].allclose(few.Features, atol: 1e-6));
        Assert.Equal([6400L], few.Wave(3).shape);
        Assert.True(few.Wave(3).equal(_tones.Wave(3)).all().ToBoolean());
        Assert.Equal(220, ToneRecordings.Pitch(0), 6);
        Assert.Equal(880, ToneRecordings.Pitch(9), 6);
        for (int recording = 0; recording < 40; recording++)
        {
            // Overtones lie above, so the lowest band that has much of the energy is the tone's.
            Tensor bands = _tones.Features[recording].sum(0L);
            long lowest = (bands > 0.3 * bands.max()).nonzero()[0, 0].ToInt64();
            Assert.InRange(lowest - 15 * (recording % 10) / 9.0, -1.6, 1.6);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => few.Wave(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ToneRecordings(9));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Contains("Byte", Assert.Throws<ArgumentException>(() => new PairedDigits(_images.to_type(ScalarType.Float32), _labels, _tones)).Message);
        Assert.Contains("none of 9", Assert.Throws<ArgumentException>(() => new PairedDigits(_images[..9], _labels[..9], _tones)).Message);
        Assert.Contains("each of 20 pictures", Assert.Throws<ArgumentException>(() => new PairedDigits(_images, _labels[..9], _tones)).Message);
        Assert.Contains("14 symbols for Caption", Assert.Throws<ArgumentException>(() => Pairs(new() { Caption = DigitChannel.LookAlikes(1) })).Message);
        Assert.Contains("a share, 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => Pairs(new() { CueShare = 1.5 })).Message);
        Assert.Contains("together at most 1", Assert.Throws<ArgumentOutOfRangeException>(() => DigitChannel.LookAlikes(0.8, 0.3)).Message);
        Assert.Contains("those of digit 0", Assert.Throws<ArgumentException>(() => new DigitChannel(new double[10, 2])).Message);
        using PairedBatch batch = Pairs().Next(2);
        Assert.Contains("at least one modality", Assert.Throws<ArgumentException>(() => batch.Present(Modalities.None)).Message);
    }

    private PairedDigits Pairs(PairedDigitsOptions? options = null) => new(_images, _labels, _tones, options, seed: 5);
}

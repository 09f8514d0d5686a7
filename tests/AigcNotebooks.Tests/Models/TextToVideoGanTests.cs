using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class TextToVideoGanTests
{
    private const int Vocabulary = 50, Length = 12;

    [Theory]
    [InlineData("gan", true)]
    [InlineData("plain", false)]
    public void Its_first_losses_are_PyTorchs(string name, bool withAllParts)
    {
        using var scope = NewDisposeScope();
        using var expected = new PyTorchLosses("text_to_video.json");
        manual_seed(0);
        using var gan = new Gan(withAllParts);
        double[][] losses = expected.Get<double[][]>(name);
        Batch[] batches = [.. losses.Select(_ => new Batch(4))];
        foreach (var (step, theirs) in losses.Index())
        {
            var (discriminator, generator) = batches[step].Train(gan.Trainer);
            PyTorchLosses.AssertClose(theirs[0], discriminator, $"discriminators, step {step}", 1e-4);
            PyTorchLosses.AssertClose(theirs[1], generator, $"generator, step {step}", 1e-4);
        }
    }

    [Fact]
    public void A_clip_is_its_picture_put_to_its_first_place_and_moved_by_its_steps()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var what = new TextToImageGenerator(Vocabulary, width: 16, size: 16);
        using var generator = new TextToVideoGenerator(what, Vocabulary, frames: 8);
        generator.eval();
        Tensor noise = randn(2, 128), captions = Captions(2), tones = rand(2, 8, 16);
        var (first, steps) = generator.Where(noise, captions, tones);
        Assert.True(first.sum([2, 3]).allclose(ones(2, 1), atol: 1e-5));
        Assert.True(steps.sum([2, 3]).allclose(ones(2, 7), atol: 1e-5));
        Tensor clips = (generator.call(noise, captions, tones) + 1) / 2, picture = (what.call(noise[.., ..64], captions) + 1) / 2;
        for (int clip = 0; clip < 2; clip++)
        {
            // conv_transpose2d adds a copy of the picture for each place. Each step widens the frame by 3 pixels on each side, the start by 4: what leaves the frame stays away.
            Tensor frame = nn.functional.conv_transpose2d(first[clip].unsqueeze(0), picture[clip].unsqueeze(0));
            for (int t = 0; t < 8; t++)
            {
                int margin = 4 + 3 * t;
                Assert.True(frame[0, 0, margin..(margin + 32), margin..(margin + 32)].clamp(0, 1).allclose(clips[clip, 0, t], atol: 1e-4), $"clip {clip}, frame {t}");
                if (t < 7)
                    frame = nn.functional.conv_transpose2d(frame, steps[clip, t].unsqueeze(0).unsqueeze(0));
            }
        }
    }

    [Fact]
    public void Half_of_the_noise_is_the_picture_and_the_other_half_its_way()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan(withAllParts: true);
        Tensor one = randn(1, 128), other = randn(1, 128), captions = Captions(1), tones = rand(1, 8, 16), mixed = cat([one[.., ..64], other[.., 64..]], 1);
        Assert.True(gan.Generator.Where(mixed, captions, tones).Steps.equal(gan.Generator.Where(other, captions, tones).Steps).all().ToBoolean());
        Assert.False(gan.Generator.Where(mixed, captions, tones).Steps.allclose(gan.Generator.Where(one, captions, tones).Steps));
    }

    [Fact]
    public void Each_frame_shares_its_attention_among_the_words_and_gives_padding_none()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan(withAllParts: true);
        Tensor map = gan.Generator.AttentionMap(randn(2, 128), tensor(new long[,] { { 5, 6, 7, 0 }, { 7, 0, 0, 0 } }));
        Assert.Equal([2L, 8, 4], map.shape);
        Assert.True(map.sum(2L).allclose(ones(2, 8), atol: 1e-5));
        Assert.Equal(0, map[0, .., 3].abs().max().ToSingle());
        Assert.False(map[0, 0].allclose(map[0, 7]), "frames ask with their own queries");
    }

    [Fact]
    public void A_generator_that_does_not_hear_draws_the_same_whatever_the_tone()
    {
        using var scope = NewDisposeScope();
        Tensor noise = randn(2, 128), captions = Captions(2), tones = rand(2, 8, 16);
        foreach (bool hears in new[] { true, false })
        {
            using var gan = new Gan(withAllParts: hears);
            gan.Generator.eval();
            Assert.Equal(!hears, gan.Generator.call(noise, captions, tones).allclose(gan.Generator.call(noise, captions, zeros_like(tones)), atol: 1e-6));
        }
    }

    [Fact]
    public void Several_captions_and_tones_of_one_clip_score_as_each_alone()
    {
        using var scope = NewDisposeScope();
        using var discriminator = new TextToVideoDiscriminator(Vocabulary, channels: 8);
        discriminator.eval();
        Tensor clips = randn([3, 8, 32, 32]), one = Captions(3), other = Captions(3), oneTone = rand(3, 8, 16), otherTone = rand(3, 8, 16);
        Tensor both = discriminator.call(clips, cat([one, other]), cat([oneTone, otherTone]));
        Assert.True(both[..3].allclose(discriminator.call(clips, one, oneTone), atol: 1e-5));
        Assert.True(both[3..].allclose(discriminator.call(clips, other, otherTone), atol: 1e-5));
        Assert.False(both[..3].allclose(discriminator.call(clips, one, otherTone), atol: 1e-5), "the tone should count");
    }

    [Fact]
    public void A_frozen_picture_stays_as_it_is_while_the_rest_is_trained_and_no_tensor_stays_behind()
    {
        using var gan = new Gan(withAllParts: true, frozen: true);
        using Batch batch = new(4);
        using Tensor before = gan.What.parameters().First().clone(), movesBefore = gan.Generator.get_parameter("step.weight")!.clone();
        batch.Train(gan.Trainer);
        using var scope = NewDisposeScope();
        batch.Train(gan.Trainer);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.True(before.equal(gan.What.parameters().First()).all().ToBoolean());
        Assert.False(movesBefore.allclose(gan.Generator.get_parameter("step.weight")!));
    }

    [Fact]
    public void A_step_after_one_that_was_stopped_trains_the_discriminators_again()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan(withAllParts: true);
        foreach (var weights in gan.OfVideo.parameters())
            weights.requires_grad_(false);   // as a stop within the generator's half leaves them
        Tensor before = gan.OfVideo.parameters().First().clone();
        new Batch(2).Train(gan.Trainer);
        Assert.False(before.allclose(gan.OfVideo.parameters().First()));
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan(withAllParts: true);
        using var plain = new Gan(withAllParts: false);
        using var discriminator = new TextToVideoDiscriminator(Vocabulary, channels: 7);
        Tensor captions = Captions(2), tones = rand(2, 8, 16), clips = randn([2, 1, 8, 32, 32]), noise = randn(2, 128);
        Assert.Contains("(2, 128), a row for each caption; found (2, 100)", Refused(() => gan.Generator.call(randn(2, 100), captions, tones)));
        Assert.Contains("(2, 8, 16), zeros for none; found (2, 4, 16)", Refused(() => gan.Generator.call(noise, captions, tones[.., ..4])));
        Assert.Contains("at least one word", Refused(() => gan.Generator.call(noise, zeros_like(captions), tones)));
        Assert.Contains("(N, 7, 32, 32); found (2, 8, 32, 32)", Refused(() => discriminator.call(clips.squeeze(1), captions, tones)));
        Assert.Contains("each of 2 clips; found (3, 12)", Refused(() => discriminator.call(randn([2, 7, 32, 32]), Captions(3), tones)));
        Assert.Contains("three frames", Refused(() => gan.Trainer.Step(clips[.., .., ..2], captions, tones, captions, tones)));
        Assert.Contains("without attention", Assert.Throws<InvalidOperationException>(() => plain.Generator.AttentionMap(noise, captions)).Message);

        static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    private static Tensor Captions(long count)
    {
        Tensor lengths = randint(1, Length + 1, [count, 1], ScalarType.Int64);
        return randint(2, Vocabulary, [count, Length], ScalarType.Int64) * (arange(Length) < lengths);
    }

    private sealed class Batch(int count) : IDisposable
    {
        private readonly Tensor _clips = rand([count, 1, 8, 32, 32]) * 2 - 1, _captions = Captions(count), _tones = rand(count, 8, 16), _mistaken = Captions(count), _otherTones = rand(count, 8, 16);

        internal (double Discriminator, double Generator) Train(TextToVideoTrainer trainer) => trainer.Step(_clips, _captions, _tones, _mistaken, _otherTones);

        public void Dispose()
        {
            foreach (Tensor tensor in new[] { _clips, _captions, _tones, _mistaken, _otherTones })
                tensor.Dispose();
        }
    }

    private sealed class Gan : IDisposable
    {
        private readonly TextToVideoDiscriminator _ofFrames;
        private readonly TextToVideoDiscriminator? _ofDifferences;

        internal Gan(bool withAllParts, bool frozen = false)
        {
            What = new TextToImageGenerator(Vocabulary, width: 16, size: 16);
            if (frozen)
            {
                What.eval();
                foreach (var weights in What.parameters())
                    weights.requires_grad_(false);
            }
            Generator = new TextToVideoGenerator(What, Vocabulary, attention: withAllParts, hears: withAllParts);
            OfVideo = new TextToVideoDiscriminator(Vocabulary, channels: 8);
            _ofFrames = new TextToVideoDiscriminator(Vocabulary, channels: 1);
            _ofDifferences = withAllParts ? new TextToVideoDiscriminator(Vocabulary, channels: 7) : null;
            Trainer = new TextToVideoTrainer(Generator, OfVideo, _ofFrames, _ofDifferences);
        }

        internal TextToImageGenerator What { get; }

        internal TextToVideoGenerator Generator { get; }

        internal TextToVideoDiscriminator OfVideo { get; }

        internal TextToVideoTrainer Trainer { get; }

        public void Dispose()
        {
            Trainer.Dispose();
            Generator.Dispose();
            OfVideo.Dispose();
            _ofFrames.Dispose();
            _ofDifferences?.Dispose();
        }
    }
}

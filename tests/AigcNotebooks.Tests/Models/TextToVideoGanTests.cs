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
    public void A_clip_is_its_picture_put_to_the_places_of_its_path()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var what = new TextToImageGenerator(Vocabulary, width: 16, size: 16);
        using var generator = new TextToVideoGenerator(what, Vocabulary, frames: 4);
        generator.eval();
        Tensor noise = randn(2, 128), captions = Captions(2), tones = rand(2, 4, 16);
        float[] path = generator.Where(noise, captions, tones).contiguous().data<float>().ToArray();
        Tensor clips = (generator.call(noise, captions, tones) + 1) / 2, picture = (what.call(noise[.., ..64], captions) + 1) / 2;
        for (int clip = 0; clip < 2; clip++)
        {
            for (int t = 0; t < 4; t++)
            {
                var (x, y) = (path[(clip * 4 + t) * 2], path[(clip * 4 + t) * 2 + 1]);
                var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
                // A pixel's ink is shared out between the four pixels it lies on.
                Tensor wide = zeros(64, 64), ink = picture[clip, 0];
                foreach (var (right, below) in new[] { (0, 0), (1, 0), (0, 1), (1, 1) })
                {
                    double part = (right == 1 ? x - left : 1 - x + left) * (below == 1 ? y - top : 1 - y + top);
                    wide[(16 + top + below)..(32 + top + below), (16 + left + right)..(32 + left + right)] += part * ink;
                }
                Assert.True(wide[16..48, 16..48].allclose(clips[clip, 0, t], atol: 1e-4), $"clip {clip}, frame {t} at ({x}, {y})");
            }
        }
    }

    [Fact]
    public void A_path_starts_near_the_middle_and_goes_at_most_four_pixels_a_frame_each_way()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan(withAllParts: true);
        foreach (var weights in gan.Generator.parameters())
            using (no_grad())
                weights.mul_(20);   // far out, where a tanh would stand still
        Tensor path = gan.Generator.Where(randn(64, 128), Captions(64), rand(64, 8, 16));
        Assert.InRange((path[.., 0] - 8).abs().max().ToSingle(), 8, 9.001f);
        Assert.InRange((path[.., 1..] - path[.., ..^1]).abs().max().ToSingle(), 3, 4.001f);
        Assert.True(path[.., 0].std().ToSingle() > 3, "clips start at many places");
    }

    [Fact]
    public void A_short_training_teaches_the_words_of_motion()
    {
        using var scope = NewDisposeScope();
        // The picture is a square; word 2 says right, word 3 down.
        using var square = new Square();
        using var generator = new TextToVideoGenerator(square, vocabulary: 4, frames: 4);
        using var discriminator = new TextToVideoDiscriminator(vocabulary: 4, channels: 4, frames: 4, width: 8);
        using var trainer = new TextToVideoTrainer(generator, discriminator, learningRate: 0.001);
        Tensor tones = zeros(16, 4, 16), captions = tensor(Enumerable.Range(0, 16).Select(clip => 2L + clip % 2).ToArray(), [16, 1]);
        for (int step = 0; step < 150; step++)
            using (NewDisposeScope())
            {
                // Real clips: a square that goes right or down from a random place, 3 pixels a frame.
                Tensor path = rand(16, 1, 2) * 6 + 1 + 3 * arange(4).view(1, 4, 1) * cat([captions.eq(2), captions.eq(3)], 1).unsqueeze(1);
                Tensor inside = arange(32).view(1, 1, 1, 32).ge(path.unsqueeze(3)).logical_and(arange(32).view(1, 1, 1, 32).lt(path.unsqueeze(3) + 16));
                Tensor real = inside[.., .., 0].unsqueeze(2).logical_and(inside[.., .., 1].unsqueeze(3)).to_type(ScalarType.Float32) * 2 - 1;
                trainer.Step(real.unsqueeze(1), captions, tones, 5 - captions, tones);
            }
        Tensor learned = generator.Where(randn(16, 128), captions, tones), moved = learned[.., 3] - learned[.., 0];
        Tensor goesRight = moved[.., 0].gt(moved[.., 1]);
        Assert.InRange(goesRight.eq(captions.squeeze(1).eq(2)).sum().ToInt64(), 14, 16);
    }

    [Fact]
    public void Half_of_the_noise_is_the_picture_and_the_other_half_its_way()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan(withAllParts: true);
        Tensor one = randn(4, 128), other = randn(4, 128), captions = Captions(4), tones = rand(4, 8, 16), mixed = cat([one[.., ..64], other[.., 64..]], 1);
        Assert.True(gan.Generator.Where(mixed, captions, tones).equal(gan.Generator.Where(other, captions, tones)).all().ToBoolean());
        Assert.False(gan.Generator.Where(mixed, captions, tones).allclose(gan.Generator.Where(one, captions, tones)));
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
        manual_seed(0);
        using var discriminator = new TextToVideoDiscriminator(Vocabulary, channels: 8);
        Tensor clips = randn([3, 8, 32, 32]), one = Captions(3), other = Captions(3), oneTone = rand(3, 8, 16), otherTone = rand(3, 8, 16);
        for (int i = 0; i < 3; i++)   // spectral norms find their vectors; before, scores are in the hundred thousands
            discriminator.call(clips, one, oneTone);
        discriminator.eval();
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
        using Tensor before = gan.What.parameters().First().clone(), movesBefore = gan.Generator.get_parameter("where.step.weight")!.clone();
        batch.Train(gan.Trainer);
        using var scope = NewDisposeScope();
        batch.Train(gan.Trainer);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.True(before.equal(gan.What.parameters().First()).all().ToBoolean());
        Assert.False(movesBefore.allclose(gan.Generator.get_parameter("where.step.weight")!));
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
        Assert.Contains("(N, 128), a row for each caption; found (2, 100)", Refused(() => gan.Generator.call(randn(2, 100), captions, tones)));
        Assert.Contains("(2, 64), a row for each caption; found (3, 64)", Refused(() => gan.Generator.call(randn(3, 128), captions, tones)));
        Assert.Contains("(2, 8, 16), zeros for none; found (2, 4, 16)", Refused(() => gan.Generator.call(noise, captions, tones[.., ..4])));
        Assert.Contains("at least one word", Refused(() => gan.Generator.call(noise, zeros_like(captions), tones)));
        Assert.Contains("(N, 7, 32, 32); found (2, 8, 32, 32)", Refused(() => discriminator.call(clips.squeeze(1), captions, tones)));
        Assert.Contains("each of 2 clips; found (3, 12)", Refused(() => discriminator.call(randn([2, 7, 32, 32]), Captions(3), tones)));
        Assert.Contains("three frames", Refused(() => gan.Trainer.Step(clips[.., .., ..2], captions, tones, captions, tones)));
        Assert.Contains("square pictures (N, 1, P, P); found (2, 1, 16, 8)", Refused(() => SpatialTransformer.Place(rand([2, 1, 16, 8]), rand(2, 8, 2), 32)));
        Assert.Contains("a path for each picture, (2, T, 2); found (3, 8, 2)", Refused(() => SpatialTransformer.Place(rand([2, 1, 16, 16]), rand(3, 8, 2), 32)));
        Assert.Contains("without attention", Assert.Throws<InvalidOperationException>(() => plain.Generator.AttentionMap(noise, captions)).Message);

        static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    private static Tensor Captions(long count)
    {
        Tensor lengths = randint(1, Length + 1, [count, 1], ScalarType.Int64);
        return randint(2, Vocabulary, [count, Length], ScalarType.Int64) * (arange(Length) < lengths);
    }

    /// <summary>White, whatever noise and caption say.</summary>
    private sealed class Square() : nn.Module<Tensor, Tensor, Tensor>(nameof(Square))
    {
        public override Tensor forward(Tensor noise, Tensor captions) => ones(noise.shape[0], 1, 16, 16);
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
            OfVideo = new TextToVideoDiscriminator(Vocabulary, channels: 8, afar: withAllParts);
            _ofDifferences = withAllParts ? new TextToVideoDiscriminator(Vocabulary, channels: 7) : null;
            Trainer = new TextToVideoTrainer(Generator, OfVideo, _ofDifferences, consistency: withAllParts ? 1 : 0);
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
            _ofDifferences?.Dispose();
        }
    }
}

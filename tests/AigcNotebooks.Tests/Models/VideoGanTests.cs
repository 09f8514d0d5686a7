using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class VideoGanTests
{
    [Fact]
    public void Its_first_losses_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        using var expected = new PyTorchLosses("video.json");
        manual_seed(0);
        using var gan = new Gan();
        double[][] losses = expected.Get<double[][]>("gan");
        (Tensor, Tensor, Tensor)[] batches = [.. losses.Select(_ => Batch(4, 6))];
        foreach (var (step, theirs) in losses.Index())
        {
            var (clips, pictures, digits) = batches[step];
            var (discriminator, generator) = gan.Trainer.Step(clips, pictures, digits);
            PyTorchLosses.AssertClose(theirs[0], discriminator, $"discriminators, step {step}", 1e-4);
            PyTorchLosses.AssertClose(theirs[1], generator, $"generator, step {step}", 1e-4);
        }
    }

    [Fact]
    public void A_clip_is_its_picture_on_its_path_of_whole_pixels()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (what, where) = (new WhatGenerator(), new WhereGenerator());
        using var generator = new WhatWhereGenerator(what, where);
        generator.eval();
        var noise = randn(3, 128);
        var (clips, pictures, path) = (generator.call(noise), what.call(noise[.., ..64]), where.call(noise[.., 64..]));
        Assert.Equal([3L, 1L, 8L, 32L, 32L], clips.shape);
        Assert.True(path.equal(path.round()).all().ToBoolean());
        for (int clip = 0; clip < 3; clip++)
            for (int t = 0; t < 8; t++)
            {
                // A torus of 96 pixels, of which the frame is the middle: a picture that leaves it is not seen again.
                var torus = zeros(1, 96, 96);
                torus[.., 32..48, 32..48] = pictures[clip];
                torus = torus.roll([path[clip, t, 1].ToInt64(), path[clip, t, 0].ToInt64()], [1, 2]);
                Assert.True((torus[.., 32..64, 32..64] * 2 - 1).allclose(clips[clip, .., t], atol: 1e-4), $"clip {clip}, frame {t}");
            }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(16)]
    public void Paths_have_as_many_places_as_frames_and_go_by_the_maps_of_start_and_steps(int frames)
    {
        using var scope = NewDisposeScope();
        using var where = new WhereGenerator(frames);
        where.eval();
        var noise = randn(2, 64);
        var (start, steps, path) = (where.Start(noise), where.Steps(noise), where.call(noise));
        Assert.Equal([2L, 24L, 24L], start.shape);
        Assert.Equal([2L, frames - 1, 7L, 7L], steps.shape);
        Assert.Equal([2L, frames, 2L], path.shape);
        Assert.True(start.sum([1, 2]).allclose(ones(2), atol: 1e-5));
        Assert.True(steps.sum([2, 3]).allclose(ones(2, frames - 1), atol: 1e-5));
        // x by columns, y by rows.
        var x = 8 + 11 * (start.sum(1L) * linspace(-1, 1, 24)).sum(1L);
        var y = 8 + 11 * (start.sum(2L) * linspace(-1, 1, 24)).sum(1L);
        Assert.True(path[.., 0].sub(stack([x, y], 1)).abs().le(0.5001).all().ToBoolean());
        var right = 4 * (steps.sum(2L) * linspace(-1, 1, 7)).sum(2L);
        Assert.True((path[.., 1.., 0] - path[.., ..^1, 0] - right).abs().le(1.0001).all().ToBoolean());
    }

    [Fact]
    public void The_gradient_reaches_the_path_through_the_whole_pixels_and_the_picture_not_from_a_clips_motion()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan(ofFrames: false);
        var before = gan.What.parameters().Select(p => p.clone()).ToArray();
        var moved = gan.Where.parameters().First().clone();
        var (clips, pictures, digits) = Batch(4, 6);
        gan.Trainer.Step(clips, pictures, digits);
        Assert.All(gan.What.parameters().Zip(before), pair => Assert.True(pair.First.equal(pair.Second).all().ToBoolean()));
        Assert.False(gan.Where.parameters().First().allclose(moved));
    }

    [Fact]
    public void A_short_training_teaches_which_way_clips_go()
    {
        // So short a training of a GAN sends all clips off the screen for good in about one case of six; not in three of three.
        string tried = "";
        for (long seed = 0; seed < 3; seed++)
        {
            var (right, down) = LearnedMotion(seed);
            if (right > 8 && Math.Abs(down) < 5)
                return;
            tried += $" seed {seed}: {right:F1} pixels to the right, {down:F1} down;";
        }
        Assert.Fail($"Squares that go 21 pixels to the right teach{tried}");
    }

    /// <summary>Trained on squares that go right, 3 pixels a frame, from anywhere: the mean way of the generator's own, in pixels.</summary>
    private static (double Right, double Down) LearnedMotion(long seed)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        using var gan = new Gan(ofFrames: false);
        Tensor squares = zeros(8, 1, 16, 16), none = zeros([8], ScalarType.Int64);
        squares[.., .., 4..12, 4..12] = 1;
        for (int step = 0; step < 80; step++)
            using (NewDisposeScope())
            {
                Tensor start = (rand(8, 1, 2) * tensor(new[] { 6f, 20f }) - 3).round();
                Tensor path = start + 3 * arange(8).view(1, 8, 1) * tensor(new[] { 1f, 0f });
                gan.Trainer.Step(SpatialTransformer.Place(squares, path, 32) * 2 - 1, squares, none);
            }
        using var noGrad = no_grad();
        Tensor learned = gan.Where.call(randn(32, 64)), moved = (learned[.., 7] - learned[.., 0]).mean([0]);
        return (moved[0].ToDouble(), moved[1].ToDouble());
    }

    [Fact]
    public void The_noise_asks_for_each_digit_as_often()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var counts = WhatGenerator.Digits(randn(10_000, 64)).bincount(null, minlength: 10);
        Assert.True(counts.sub(1_000).abs().lt(150).all().ToBoolean(), string.Join(", ", counts.data<long>().ToArray()));
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 1)]
    [InlineData(16, 3)]
    public void The_discriminator_of_clips_takes_differences_and_longer_clips(int frames, int scores)
    {
        using var scope = NewDisposeScope();
        using var discriminator = new VideoDiscriminator();
        Assert.Equal([2L, 1L, scores, 1L, 1L], discriminator.call(randn([2, 1, frames, 32, 32])).shape);
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan();
        using var generator = new WhatWhereGenerator(new WhatGenerator(), new WhereGenerator());
        using var ofVideo = new VideoDiscriminator();
        using var ofFrames = new FrameDiscriminator();
        var (clips, pictures, digits) = Batch(4, 3);
        string Refused(Tensor some) => Assert.Throws<ArgumentException>(() => gan.Trainer.Step(some, pictures, digits)).Message;
        Tensor[] before = [.. gan.What.buffers().Concat(gan.Where.buffers()).Select(buffer => buffer.clone())];
        Assert.Contains("a picture (1, 16, 16) for each; found (4, 1, 8, 32, 32) and (3, 1, 16, 16)", Refused(clips));
        Assert.Contains("T at least 2", Refused(clips[..3, .., ..1]));
        Assert.Contains("found (3, 1, 8, 30, 30)", Refused(clips[..3, .., .., ..30, ..30]));
        Assert.Contains("found (3, 1, 32, 32)", Refused(clips[..3, .., 0]));
        // That was seen before the batches' statistics changed.
        Assert.All(gan.What.buffers().Concat(gan.Where.buffers()).Zip(before), pair => Assert.True(pair.First.equal(pair.Second).all().ToBoolean()));
        Assert.Contains("clips of 8 frames, as paths have places; found 7", Refused(clips[..3, .., ..7]));
        Assert.Contains("6 frames or more", Assert.Throws<ArgumentException>(() => ofVideo.call(clips[.., .., ..1])).Message);
        Assert.Contains("(2, 1, 8, 30, 30)", Assert.Throws<ArgumentException>(() => ofVideo.call(randn([2, 1, 8, 30, 30]))).Message);
        Assert.Contains("a digit for each", Assert.Throws<ArgumentException>(() => ofFrames.call(pictures, digits[..2])).Message);
        Assert.Equal("frames", Assert.Throws<ArgumentOutOfRangeException>(() => new WhereGenerator(frames: 1)).ParamName);
        Assert.Contains("(2, 100)", Assert.Throws<ArgumentException>(() => generator.call(randn(2, 100))).Message);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind_and_trains_all_and_only_with_the_discriminators_that_there_are()
    {
        using var gan = new Gan(ofVideo: false);
        using var batch = NewDisposeScope();
        var (clips, pictures, digits) = Batch(2, 4);
        var all = gan.Trained.Where(p => p.numel() > 1).ToArray();   // while all scores are within the hinge, the last bias is pulled both ways alike
        var before = all.Select(p => p.clone()).ToArray();
        gan.Trainer.Step(clips, pictures, digits);
        using var scope = NewDisposeScope();
        gan.Trainer.Step(clips, pictures, digits);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.All(all.Zip(before), pair => Assert.False(pair.First.equal(pair.Second).all().ToBoolean()));
        Assert.All(gan.Trained, weight => Assert.True(weight.requires_grad));
    }

    [Fact]
    public void After_a_step_that_was_stopped_the_discriminators_learn_again()
    {
        using var scope = NewDisposeScope();
        using var discriminator = new StoppedOnce();
        using var gan = new Gan();
        using var trainer = new VideoGanTrainer(gan.What, gan.Where, null, discriminator, null);
        var (clips, pictures, digits) = Batch(2, 2);
        Assert.Throws<OperationCanceledException>(() => trainer.Step(clips, pictures, digits));
        var before = discriminator.parameters().First().clone();
        trainer.Step(clips, pictures, digits);
        Assert.False(before.allclose(discriminator.parameters().First()));
    }

    /// <summary>In the order of tests/parity/video.py.</summary>
    private static (Tensor Clips, Tensor Pictures, Tensor Digits) Batch(long clips, long pictures) =>
        (rand([clips, 1, 8, 32, 32]) * 2 - 1, rand([pictures, 1, 16, 16]), randint(0, 10, [pictures], ScalarType.Int64));

    /// <summary>Stop is pressed in the generator's half of the first step: at the second look.</summary>
    private sealed class StoppedOnce : nn.Module<Tensor, Tensor>
    {
        private readonly VideoDiscriminator _inner = new();
        private int _looks;

        internal StoppedOnce() : base(nameof(StoppedOnce)) => RegisterComponents();

        public override Tensor forward(Tensor clips) => ++_looks == 2 ? throw new OperationCanceledException() : _inner.call(clips);
    }

    private sealed class Gan : IDisposable
    {
        private readonly FrameDiscriminator? _ofFrames;
        private readonly VideoDiscriminator? _ofVideo, _ofDifferences;

        internal Gan(bool ofFrames = true, bool ofVideo = true)
        {
            (What, Where) = (new WhatGenerator(), new WhereGenerator());
            _ofFrames = ofFrames ? new FrameDiscriminator() : null;
            _ofVideo = ofVideo ? new VideoDiscriminator() : null;
            _ofDifferences = new VideoDiscriminator();
            Trainer = new VideoGanTrainer(What, Where, _ofFrames, _ofVideo, _ofDifferences);
        }

        internal WhatGenerator What { get; }

        internal WhereGenerator Where { get; }

        internal VideoGanTrainer Trainer { get; }

        internal IEnumerable<Tensor> Trained =>
            new nn.Module?[] { What, Where, _ofFrames, _ofVideo, _ofDifferences }.SelectMany(module => module?.parameters() ?? []);

        public void Dispose()
        {
            Trainer.Dispose();
            foreach (var module in new nn.Module?[] { What, Where, _ofFrames, _ofVideo, _ofDifferences })
                module?.Dispose();
        }
    }
}

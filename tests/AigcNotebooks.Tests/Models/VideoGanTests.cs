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
        Tensor[] batches = [.. losses.Select(_ => rand([4, 1, 8, 32, 32]) * 2 - 1)];
        foreach (var (step, theirs) in losses.Index())
        {
            var (discriminator, generator) = gan.Trainer.Step(batches[step]);
            PyTorchLosses.AssertClose(theirs[0], discriminator, $"discriminators, step {step}", 1e-4);
            PyTorchLosses.AssertClose(theirs[1], generator, $"generator, step {step}", 1e-4);
        }
    }

    [Fact]
    public void A_clip_is_its_picture_at_its_start_moved_on_by_its_steps()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var generator = new WhatWhereGenerator(frames: 8);
        generator.eval();
        var noise = randn(2, 128);
        var (clips, what, start, steps) = (generator.call(noise), generator.What(noise), generator.Start(noise), generator.Steps(noise));
        Assert.Equal([2L, 1L, 8L, 32L, 32L], clips.shape);
        Assert.True(start.sum([2, 3]).allclose(ones(2, 1), atol: 1e-5));
        Assert.True(steps.sum([3, 4]).allclose(ones(2, 1, 7), atol: 1e-5));
        for (int clip = 0; clip < 2; clip++)
        {
            // Full convolutions: each step widens the frame by 3 pixels on each side, the start by 4 at the top left.
            var frame = nn.functional.conv_transpose2d(start[clip].unsqueeze(0), what[clip].unsqueeze(0));
            for (int t = 0; t < 8; t++)
            {
                int margin = 4 + 3 * t;
                Assert.True((frame[0, .., margin..(margin + 32), margin..(margin + 32)] * 2 - 1).allclose(clips[clip, .., t], atol: 1e-5), $"frame {t}");
                if (t < 7)
                    frame = nn.functional.conv_transpose2d(frame, steps[clip, .., t].unsqueeze(0));
            }
        }
    }

    [Fact]
    public void Half_of_the_noise_is_the_picture_and_the_other_half_its_motion()
    {
        using var scope = NewDisposeScope();
        using var generator = new WhatWhereGenerator();
        generator.eval();
        var (one, other) = (randn(1, 128), randn(1, 128));
        var mixed = cat([one[.., ..64], other[.., 64..]], 1);
        Assert.True(generator.What(mixed).equal(generator.What(one)).all().ToBoolean());
        Assert.True(generator.Start(mixed).equal(generator.Start(other)).all().ToBoolean());
        Assert.True(generator.Steps(mixed).equal(generator.Steps(other)).all().ToBoolean());
    }

    [Theory]
    [InlineData(true, 16, 2)]
    [InlineData(false, 5, 5)]
    public void Discriminators_score_clips_or_each_frame(bool seesTime, int frames, int scores)
    {
        using var scope = NewDisposeScope();
        using var discriminator = new VideoDiscriminator(seesTime);
        Assert.Equal([2L, 1L, scores, 1L, 1L], discriminator.call(randn([2, 1, frames, 32, 32])).shape);
    }

    [Fact]
    public void One_without_time_scores_a_frame_whatever_stands_around_it()
    {
        using var scope = NewDisposeScope();
        using var discriminator = new VideoDiscriminator(seesTime: false);
        discriminator.eval();
        var clip = randn([1, 1, 4, 32, 32]);
        var alone = discriminator.call(clip[.., .., 2..3]);
        Assert.True(discriminator.call(clip)[.., .., 2..3].allclose(alone, atol: 1e-5));
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        using var scope = NewDisposeScope();
        using var gan = new Gan();
        using var generator = new WhatWhereGenerator();
        using var ofVideo = new VideoDiscriminator(seesTime: true);
        Assert.Contains("two frames", Assert.Throws<ArgumentException>(() => gan.Trainer.Step(randn([2, 1, 1, 32, 32]))).Message);
        Assert.Contains("a multiple of 8", Assert.Throws<ArgumentException>(() => ofVideo.call(randn([2, 1, 12, 32, 32]))).Message);
        Assert.Contains("32, 32", Assert.Throws<ArgumentException>(() => ofVideo.call(randn([2, 1, 8, 30, 30]))).Message);
        Assert.Equal("frames", Assert.Throws<ArgumentOutOfRangeException>(() => new WhatWhereGenerator(frames: 1)).ParamName);
        Assert.Contains("(2, 100)", Assert.Throws<ArgumentException>(() => generator.call(randn(2, 100))).Message);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind_and_trains_all_and_only_with_the_discriminators_that_there_are()
    {
        using var generator = new WhatWhereGenerator();
        using var ofVideo = new VideoDiscriminator(seesTime: true);
        using var trainer = new VideoGanTrainer(generator, ofVideo, null, null);
        using Tensor clips = randn([2, 1, 8, 32, 32]), before = ofVideo.parameters().First().clone(), drawnBefore = generator.parameters().First().clone();
        trainer.Step(clips);
        using var scope = NewDisposeScope();
        trainer.Step(clips);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.False(before.allclose(ofVideo.parameters().First()));
        Assert.False(drawnBefore.allclose(generator.parameters().First()));
    }

    [Fact]
    public void After_a_step_that_was_stopped_the_discriminators_learn_again()
    {
        using var scope = NewDisposeScope();
        using var discriminator = new StoppedOnce();
        using var generator = new WhatWhereGenerator();
        using var trainer = new VideoGanTrainer(generator, discriminator, null, null);
        var clips = randn([2, 1, 8, 32, 32]);
        Assert.Throws<OperationCanceledException>(() => trainer.Step(clips));
        var before = discriminator.parameters().First().clone();
        trainer.Step(clips);
        Assert.False(before.allclose(discriminator.parameters().First()));
    }

    /// <summary>Stop is pressed in the generator's half of the first step: at the second look.</summary>
    private sealed class StoppedOnce : nn.Module<Tensor, Tensor>
    {
        private readonly VideoDiscriminator _inner = new(seesTime: true);
        private int _looks;

        internal StoppedOnce() : base(nameof(StoppedOnce)) => RegisterComponents();

        public override Tensor forward(Tensor clips) => ++_looks == 2 ? throw new OperationCanceledException() : _inner.call(clips);
    }

    private sealed class Gan : IDisposable
    {
        private readonly WhatWhereGenerator _generator = new();
        private readonly VideoDiscriminator _ofVideo = new(seesTime: true), _ofFrames = new(seesTime: false, width: 24), _ofDifferences = new(seesTime: false);

        internal Gan() => Trainer = new VideoGanTrainer(_generator, _ofVideo, _ofFrames, _ofDifferences);

        internal VideoGanTrainer Trainer { get; }

        public void Dispose()
        {
            Trainer.Dispose();
            _generator.Dispose();
            _ofVideo.Dispose();
            _ofFrames.Dispose();
            _ofDifferences.Dispose();
        }
    }
}

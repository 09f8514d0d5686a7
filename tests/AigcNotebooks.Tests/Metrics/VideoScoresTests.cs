using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Metrics;

public sealed class VideoScoresTests
{
    private const int Count = 300;

    [Fact]
    public void The_committed_judges_are_right_about_clips_of_MNISTs_test_digits()
    {
        using DigitData data = RealDigits();
        using var scope = NewDisposeScope();
        using FrameJudge frames = FrameJudge.Load();
        using VideoJudge video = VideoJudge.Load();
        Assert.Matches("^[0-9a-f]{12}$", frames.Id);
        Assert.Matches("^[0-9a-f]{12}$", video.Id);
        Assert.Contains($"`{frames.Id}", File.ReadAllText(DataReadme()));
        Assert.Contains($"`{video.Id}", File.ReadAllText(DataReadme()));
        foreach (int length in (int[])[2, 8, 16])
        {
            BouncingClips clips = new BouncingDigits(data.TestImages, data.TestLabels, new() { Frames = length }, seed: 9).Next(Count);
            JudgedFrames judged = frames.Judge(clips.Frames);
            Assert.InRange(judged.Accuracy(clips.Digits), 0.985, 1);
            Assert.InRange(judged.Stability(), 0.985, 1);
            JudgedClips seen = video.Judge(clips.Frames);
            Assert.InRange(seen.DirectionAccuracy(clips.Directions), 0.99, 1);
            Assert.InRange(seen.AxisAccuracy(clips.Directions), 0.99, 1);
            Assert.InRange(seen.DigitAccuracy(clips.Digits), 0.94, 1);
            Assert.Equal([Count, VideoJudge.FeatureCount], seen.Features.shape);
        }
    }

    [Fact]
    public void Each_fault_shows_in_the_score_that_is_made_for_it()
    {
        using DigitData data = RealDigits();
        using var scope = NewDisposeScope();
        using FrameJudge frames = FrameJudge.Load();
        using VideoJudge video = VideoJudge.Load();
        Tensor real = Clips(data.TestImages, data.TestLabels).Frames, other = Clips(data.TrainImages, data.TrainLabels).Frames;
        Tensor frozen = other.narrow(2, 0, 1).repeat(1, 1, 8, 1, 1), shuffled = other.index_select(2, tensor([4L, 0, 6, 2, 7, 1, 5, 3]));
        Tensor flickering = other.to_type(ScalarType.Float32) / 255 * tensor([1f, 0.5f, 1, 0.5f, 1, 0.5f, 1, 0.5f]).view(1, 1, 8, 1, 1);
        Tensor swapped = cat([other.narrow(2, 0, 4), other.roll(1, 0).narrow(2, 4, 4)], 2);
        MeasuredClips reference = MeasuredClips.Of(real, video, frames);
        VideoScores floor = Score(other), still = Score(frozen), mixed = Score(shuffled), light = Score(flickering), changed = Score(swapped), blank = Score(zeros_like(other));

        Assert.InRange(floor.Coverage, 0.85, 1);
        Assert.InRange(floor.Stability, 0.98, 1);
        Assert.InRange(floor.Flicker, 0.9, 1.1);
        Assert.InRange(floor.WarpingError, 0, 1e-6);
        Assert.InRange(floor.Speed, 0.9, 1.1);
        Assert.InRange(floor.Straightness, 0.999, 1.001);
        Assert.InRange(floor.LargestDigit, 0.1, 0.15);

        Assert.Equal((1, 0, 0, 0), (Math.Round(still.Stability, 9), still.Flicker, still.WarpingError, still.Speed));
        Assert.True(still.Frechet > 10 * floor.Frechet, $"frozen {still.Frechet:F2}, floor {floor.Frechet:F2}");
        Assert.InRange(mixed.Stability, 0.98, 1);
        Assert.InRange(mixed.Speed, 2, 3.2);
        Assert.True(mixed.Frechet > 5 * floor.Frechet && mixed.WarpingError > 0.2);
        Assert.True(light.Flicker > 1.3 && light.WarpingError > 0.3);
        Assert.InRange(changed.Stability, 0.5, 0.6);
        Assert.InRange(changed.WarpingError, 0.05, 0.3);
        Assert.Equal((0, 1, 0), (blank.Stability, blank.WarpingError, blank.Speed));
        Assert.Contains("stand still", Assert.Throws<ArgumentException>(() => VideoScores.Compare(MeasuredClips.Of(frozen, video, frames), reference)).Message);

        VideoScores Score(Tensor clips) => VideoScores.Compare(reference, MeasuredClips.Of(clips, video, frames));
    }

    [Fact]
    public void Captions_are_scored_by_digit_by_motion_and_by_both()
    {
        using DigitData data = RealDigits();
        using var scope = NewDisposeScope();
        using FrameJudge frames = FrameJudge.Load();
        using VideoJudge video = VideoJudge.Load();
        BouncingClips clips = Clips(data.TestImages, data.TestLabels);
        MeasuredClips measured = MeasuredClips.Of(clips.Frames, video, frames);
        MotionCaptionScores right = MotionCaptionScores.Of(measured, clips.Digits, clips.Directions), turned = MotionCaptionScores.Of(measured, clips.Digits, (clips.Directions + 4).remainder(8));
        MotionCaptionScores wrong = MotionCaptionScores.Of(measured, (clips.Digits + 1).remainder(10), clips.Directions);
        Assert.All((double[])[right.Digit, right.Axis, right.Direction, right.DigitAndAxis, right.DigitAndDirection], score => Assert.InRange(score, 0.985, 1));
        Assert.Equal((right.Digit, right.Axis, 0, right.DigitAndAxis, 0), (turned.Digit, turned.Axis, turned.Direction, turned.DigitAndAxis, turned.DigitAndDirection));
        Assert.InRange(wrong.Digit, 0, 0.01);
        Assert.Equal(right.Direction, wrong.Direction);
        MeasuredClips frozen = MeasuredClips.Of(clips.Frames.narrow(2, 0, 1).repeat(1, 1, 8, 1, 1), video, frames);
        MotionCaptionScores still = MotionCaptionScores.Of(frozen, clips.Digits, clips.Directions);
        Assert.InRange(still.Digit, 0.98, 1);
        Assert.Equal((0, 0, 0), (still.Axis, still.Direction, still.DigitAndAxis));
    }

    [Fact]
    public void Clips_that_the_judges_cannot_look_at_are_refused_and_training_mode_is_put_back()
    {
        using var scope = NewDisposeScope();
        using var video = new VideoJudge();
        using var frames = new FrameJudge();
        Assert.Contains("(N, 1, T, 32, 32)", Assert.Throws<ArgumentException>(() => video.Judge(rand([2, 1, 8, 64, 64]))).Message);
        Assert.Contains("(2, 1, 8, 28, 28)", Assert.Throws<ArgumentException>(() => frames.Judge(rand([2, 1, 8, 28, 28]))).Message);
        Assert.Contains("at least 2 frames", Assert.Throws<ArgumentException>(() => video.Judge(rand([2, 1, 1, 32, 32]))).Message);
        Assert.Contains("pass (clips + 1) / 2", Assert.Throws<ArgumentException>(() => frames.Judge(rand([2, 1, 8, 32, 32]) * 2 - 1)).Message);
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => frames.Judge(rand([0, 1, 8, 32, 32]))).Message);
        Assert.True(video.training && frames.training);
        using JudgedFrames one = frames.Judge(rand([70, 1, 1, 32, 32]));
        Assert.Equal([70L, 1, 10], one.Logits.shape);
        Assert.Contains("int64 (70); found Int64 (70, 2)", Assert.Throws<ArgumentException>(() => one.Accuracy(zeros(70, 2, dtype: ScalarType.Int64))).Message);
        using JudgedFrames blank = frames.Judge(zeros([3, 1, 2, 32, 32]));
        Assert.Equal([-1L, -1, -1], blank.Digits().data<long>().ToArray());
        Assert.True(blank.FrameDigits().eq(-1).all().ToBoolean());
    }

    private static BouncingClips Clips(Tensor images, Tensor labels) => new BouncingDigits(images, labels, seed: 3).Next(Count);

    private static DigitData RealDigits()
    {
        if (Environment.GetEnvironmentVariable("AIGC_DATA") is not { Length: > 0 })
            Assert.Skip("needs real MNIST: set AIGC_DATA");
        return Mnist.Load(cancel: TestContext.Current.CancellationToken);
    }

    private static string DataReadme()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AigcNotebooks.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("AigcNotebooks.sln");
        return Path.Combine(folder, "data", "README.md");
    }
}

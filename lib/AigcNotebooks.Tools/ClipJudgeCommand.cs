using System.Diagnostics;
using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Tools;

/// <summary>Trains the judges of bouncing digits, of their frames and of their motion, and tests them.</summary>
internal static class ClipJudgeCommand
{
    private const int FrameBatch = 128, ClipBatch = 32, TestClips = 4000;
    private const double LearningRate = 2e-3;

    // Clips of all lengths are judged, most have 8 frames.
    private static readonly int[] Lengths = [8, 2, 8, 16, 8, 4, 8, 6];

    internal static int TrainFrames(string[] args) => Train(args, "frames", 2500, (data, steps) =>
    {
        var judge = new FrameJudge();
        var frames = new BouncingDigits(data.TrainImages, data.TrainLabels, new() { Frames = 1 });
        Fit(judge, steps, _ =>
        {
            using BouncingClips batch = frames.Next(FrameBatch);
            return nn.functional.cross_entropy(judge.call(Pixels.ToFloat(batch.Frames).squeeze(2)), batch.Digits.squeeze(1));
        });
        return judge;
    }, path => TestFrames([path]));

    internal static int TrainVideo(string[] args) => Train(args, "video", 2500, (data, steps) =>
    {
        var judge = new VideoJudge();
        Dictionary<int, BouncingDigits> clips = Lengths.Distinct().ToDictionary(length => length, length => new BouncingDigits(data.TrainImages, data.TrainLabels, new() { Frames = length }, seed: length));
        Fit(judge, steps, step =>
        {
            using BouncingClips batch = clips[Lengths[step % Lengths.Length]].Next(ClipBatch);
            (Tensor digits, Tensor directions) = judge.call(Pixels.ToFloat(batch.Frames));
            return nn.functional.cross_entropy(digits, batch.Digits.squeeze(1)) + nn.functional.cross_entropy(directions, batch.Directions.squeeze(1));
        });
        return judge;
    }, path => TestVideo([path]));

    internal static int TestFrames(string[] args)
    {
        using FrameJudge judge = args is [var path, ..] ? FrameJudge.Load(path) : FrameJudge.Load();
        return Test($"judge of frames {judge.Id}", [8, 16], clips =>
        {
            using JudgedFrames judged = judge.Judge(clips.Frames);
            using Tensor right = judged.FrameDigits().eq(clips.Digits);
            return $"digit of a clip {judged.Accuracy(clips.Digits):P2}, of a frame {right.to_type(ScalarType.Float64).mean().ToDouble():P2}; identity stability {judged.Stability():P2}";
        });
    }

    internal static int TestVideo(string[] args)
    {
        using VideoJudge judge = args is [var path, ..] ? VideoJudge.Load(path) : VideoJudge.Load();
        return Test($"judge of video {judge.Id}", [2, 4, 8, 16], clips =>
        {
            using JudgedClips judged = judge.Judge(clips.Frames);
            return $"digit {judged.DigitAccuracy(clips.Digits):P2}, direction {judged.DirectionAccuracy(clips.Directions):P2}, axis {judged.AxisAccuracy(clips.Directions):P2}";
        });
    }

    private static int Train(string[] args, string name, int defaultSteps, Func<DigitData, int, nn.Module> fit, Action<string> test)
    {
        var options = new Options(args, "--out", "--steps");
        string path = options.Text("--out", Repository.Path("data", "judges", $"{name}.safetensors"));
        int steps = options.Number("--steps", defaultSteps);
        using DigitData data = RealDigits();
        Seed.All(0);
        using nn.Module judge = fit(data, steps);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        SafeTensors.Save(path, judge.state_dict(), new Dictionary<string, string> { ["trained"] = $"aigc judge train {name} --steps {steps}, seed 0" });
        Console.WriteLine($"wrote {path}: {new FileInfo(path).Length:N0} bytes");
        test(path);
        return 0;
    }

    private static void Fit(nn.Module judge, int steps, Func<int, Tensor> loss)
    {
        using optim.Optimizer optimizer = optim.Adam(judge.parameters(), LearningRate);
        var clock = Stopwatch.StartNew();
        double average = 0;
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            CosineRate.Set(optimizer, LearningRate, step, steps);
            optimizer.zero_grad();
            Tensor error = loss(step);
            error.backward();
            optimizer.step();
            average += (error.ToDouble() - average) / Math.Min(step + 1, 100);
            if ((step + 1) % 250 == 0)
                Console.WriteLine($"step {step + 1}/{steps}: loss {average:F4}, {clock.Elapsed.TotalSeconds:F0} s");
        }
    }

    private static int Test(string judge, int[] lengths, Func<BouncingClips, string> verdict)
    {
        using DigitData data = RealDigits();
        foreach (int frames in lengths)
        {
            using DisposeScope scope = NewDisposeScope();
            BouncingClips clips = new BouncingDigits(data.TestImages, data.TestLabels, new() { Frames = frames }, seed: 7).Next(TestClips);
            Console.WriteLine($"{judge}, {TestClips:N0} clips of {frames} frames, MNIST's test digits: {verdict(clips)}");
        }
        return 0;
    }

    private static DigitData RealDigits()
    {
        DigitData data = Mnist.Load();
        return data.IsReal ? data : throw new InvalidOperationException($"judges are trained and tested on real MNIST only. {data.Notice}");
    }
}

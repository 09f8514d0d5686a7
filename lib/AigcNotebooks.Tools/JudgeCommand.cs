using System.Diagnostics;
using AigcNotebooks.Data;
using AigcNotebooks.Metrics;
using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Tools;

/// <summary>Trains the judge of digits, and tests one.</summary>
internal static class JudgeCommand
{
    private const int BatchSize = 128;
    private const double LearningRate = 2e-3;

    /// <summary>Trains on real MNIST (or, to measure them, on StrokeDigits alone) and writes the weights.</summary>
    internal static int Train(string[] args)
    {
        var options = new Options(args, "--out", "--epochs", "--data");
        string path = options.Text("--out", Repository.Path("data", "judges", "digits.safetensors"));
        int epochs = options.Number("--epochs", 12);
        using DigitData data = Mnist.Load();
        if (!data.IsReal)
            throw new InvalidOperationException($"judges are trained and tested on real MNIST only. {data.Notice}");
        (Tensor images, Tensor labels) = options.Text("--data", "mnist") switch
        {
            "mnist" => (data.TrainImages, data.TrainLabels),
            "strokes" => StrokeDigits.Generate(60_000, seed: 1),
            var other => throw new ArgumentException($"--data must be mnist or strokes; it is '{other}'"),
        };

        Seed.All(0);
        using var judge = new DigitJudge();
        Fit(judge, images, labels, epochs);
        Console.WriteLine($"accuracy on MNIST's {data.TestImages.shape[0]:N0} test images: {Accuracy(judge, data):P2}");

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        SafeTensors.Save(path, judge.state_dict(), new Dictionary<string, string>
        {
            ["trained"] = $"aigc judge train --epochs {epochs} --data {options.Text("--data", "mnist")}, seed 0",
        });
        using DigitJudge written = DigitJudge.Load(path);
        Console.WriteLine($"wrote {path}: {new FileInfo(path).Length:N0} bytes, id {written.Id}");
        return 0;
    }

    internal static int Test(string[] args)
    {
        using DigitData data = Mnist.Load();
        using DigitJudge judge = args is [var path, ..] ? DigitJudge.Load(path) : DigitJudge.Load();
        Console.WriteLine($"judge {judge.Id}: accuracy {Accuracy(judge, data):P2} on {data.TestImages.shape[0]:N0} test images; {data.Source}");
        return 0;
    }

    private static void Fit(DigitJudge judge, Tensor images, Tensor labels, int epochs)
    {
        using optim.Optimizer optimizer = optim.Adam(judge.parameters(), LearningRate);
        long steps = epochs * ((images.shape[0] + BatchSize - 1) / BatchSize), step = 0;
        var clock = Stopwatch.StartNew();
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            double loss = 0;
            foreach ((Tensor batch, Tensor target) in MiniBatches.Of(images, labels, BatchSize))
            {
                using DisposeScope scope = NewDisposeScope();
                CosineRate.Set(optimizer, LearningRate, step, steps);
                optimizer.zero_grad();
                Tensor error = nn.functional.cross_entropy(judge.call(Shifted(Pixels.ToFloat(batch))), target);
                error.backward();
                optimizer.step();
                loss = 0.98 * loss + 0.02 * error.ToDouble();
                step++;
            }
            Console.WriteLine($"epoch {epoch}/{epochs}: loss {loss:F4}, {clock.Elapsed.TotalSeconds:F0} s");
        }
    }

    /// <summary>Moves the batch by up to two pixels each way: a digit stays what it is.</summary>
    private static Tensor Shifted(Tensor images)
    {
        long x = randint(5, [1]).ToInt64(), y = randint(5, [1]).ToInt64();
        return nn.functional.pad(images, [2, 2, 2, 2]).narrow(2, y, 28).narrow(3, x, 28);
    }

    private static double Accuracy(DigitJudge judge, DigitData data)
    {
        using JudgedImages judged = judge.Judge(data.TestImages);
        return judged.Accuracy(data.TestLabels);
    }
}

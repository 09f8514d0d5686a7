using System.Diagnostics;
using AigcNotebooks.Data;
using AigcNotebooks.Models;
using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Tools;

/// <summary>Measures what the issues promise. <c>tests/bench/gan.py</c> measures Python's side of the same.</summary>
internal static class BenchCommand
{
    private const int BatchSize = 64;

    internal static int Run(string[] args)
    {
        switch (args)
        {
            case ["gan", .. var rest]:
                Console.WriteLine($"gan step, batch {BatchSize}: {Steps(rest is [var n] ? int.Parse(n) : 300):F2} ms median");
                return 0;
            case ["epoch"]:
                Console.WriteLine($"gan epoch on MNIST, data included: {Epoch():F2} s");
                return 0;
            case ["load"]:
                for (int i = 0; i < 5; i++)
                    Console.WriteLine($"load MNIST: {Load():F3} s");
                return 0;
            case ["memory"]:
                Memory();
                return 0;
            default:
                throw new ArgumentException("bench measures gan [STEPS], epoch, load or memory");
        }
    }

    private static double Steps(int count)
    {
        using Gan gan = new();
        using Tensor images = rand(BatchSize, 1, 28, 28);
        var times = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            gan.Trainer.Step(images);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[count / 2];
    }

    private static double Epoch()
    {
        using DigitData data = Mnist.Load();
        using Gan gan = new();
        using (Tensor warmUp = rand(BatchSize, 1, 28, 28))
            gan.Trainer.Step(warmUp);
        long start = Stopwatch.GetTimestamp();
        foreach (Tensor batch in MiniBatches.Of(data.TrainImages, BatchSize))
        {
            using Tensor real = Pixels.Normalize(batch);
            gan.Trainer.Step(real);
        }
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Load()
    {
        long start = Stopwatch.GetTimestamp();
        using DigitData data = Mnist.Load();
        return data.IsReal ? Stopwatch.GetElapsedTime(start).TotalSeconds : throw new InvalidOperationException(data.Notice);
    }

    private static void Memory()
    {
        using Gan gan = new();
        using Tensor images = rand(BatchSize, 1, 28, 28);
        for (int step = 1; step <= 5000; step++)
        {
            gan.Trainer.Step(images);
            if (step is 200 or 1000 or 2500 or 5000)
                Console.WriteLine($"step {step}: {Environment.WorkingSet / 1e6:F1} MB resident, {Tensor.TotalCount} tensors");
        }
    }

    private sealed class Gan : IDisposable
    {
        private readonly MnistGenerator _generator;
        private readonly MnistDiscriminator _discriminator;

        internal Gan()
        {
            Seed.All(0);
            (_generator, _discriminator) = (new MnistGenerator(), new MnistDiscriminator());
            Trainer = new GanTrainer(_generator, _discriminator);
        }

        internal GanTrainer Trainer { get; }

        public void Dispose()
        {
            Trainer.Dispose();
            _generator.Dispose();
            _discriminator.Dispose();
        }
    }
}

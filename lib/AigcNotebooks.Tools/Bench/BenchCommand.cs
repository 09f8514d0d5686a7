using System.Diagnostics;
using System.Text.Json;
using AigcNotebooks.Data;
using AigcNotebooks.Models;
using AigcNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Tools.Bench;

/// <summary>Measures the engine against Python's PyTorch on the same libtorch, step by step and in turn; and what memory does meanwhile.</summary>
internal static class BenchCommand
{
    private const string BFloat16 = "--bfloat16";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    internal static int Run(string[] args) => args switch
    {
        ["memory", .. var names] => MemoryChecks.Run(names),
        ["epoch"] => Epoch(),
        ["context"] => ContextCost.Run(),
        ["load"] => Load(),
        ["tokenizer", var folder, var text] => BenchTokenizer.Run(folder, text),
        ["steps", var name, var count] => Steps(name, int.Parse(count)),
        _ => Compare(new Options([.. args.Where(arg => arg != BFloat16)], "--json", "--rounds"), args.Contains(BFloat16)),
    };

    private static int Compare(Options options, bool bfloat16)
    {
        if (options.Rest.Except(BenchSteps.All.Keys).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"bench has no step '{unknown}'; there are {string.Join(", ", BenchSteps.All.Keys)}, and memory, epoch, load, context, tokenizer FOLDER TEXT");
        Console.WriteLine($"libtorch {__version__}, {get_num_threads()} threads; medians in ms, Python over C#");
        Console.WriteLine($"{"step",-12} {"C#",9} {"Python",9} {"ratio",6} {"runs",6} {"KB/step",8}");
        var rows = new List<Measurement>();
        foreach (string name in options.Rest.Count > 0 ? options.Rest : [.. BenchSteps.All.Keys])
        {
            Measurement row = Measurement.Of(name, options.Number("--rounds", 7), bfloat16);
            rows.Add(row);
            Console.WriteLine($"{row.Name,-12} {row.CSharp,9:F3} {row.Python,9:F3} {row.Ratio,6:F2} {row.Runs,6} {row.KilobytesAllocated,8:F1}");
        }
        if (options.Text("--json", "") is { Length: > 0 } path)
            File.WriteAllText(path, JsonSerializer.Serialize(rows.Select(row => new
            {
                name = row.Name,
                csharp_ms = row.CSharp,
                python_ms = row.Python,
                ratio = row.Ratio,
                runs = row.Runs,
            }), Json));
        return 0;
    }

    /// <summary>Takes steps and says nothing: for a profiler to look at.</summary>
    private static int Steps(string name, int count)
    {
        Action step = BenchSteps.All[name]();
        for (int i = 0; i < count; i++)
            step();
        return 0;
    }

    /// <summary>The GAN on all of MNIST; <c>tests/bench/epoch.py</c> is Python's, with the published data pipeline.</summary>
    private static int Epoch()
    {
        using DigitData data = Mnist.Load();
        Seed.All(0);
        using var generator = new MnistGenerator();
        using var discriminator = new MnistDiscriminator();
        using var trainer = new GanTrainer(generator, discriminator);
        using (Tensor warmUp = rand(64, 1, 28, 28))
            trainer.Step(warmUp);
        long start = Stopwatch.GetTimestamp();
        foreach (Tensor batch in MiniBatches.Of(data.TrainImages, 64))
        {
            using Tensor real = Pixels.Normalize(batch);
            trainer.Step(real);
        }
        Console.WriteLine($"gan epoch on MNIST, data included: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        return 0;
    }

    private static int Load()
    {
        for (int i = 0; i < 5; i++)
        {
            long start = Stopwatch.GetTimestamp();
            using DigitData data = Mnist.Load();
            if (!data.IsReal)
                throw new InvalidOperationException(data.Notice);
            Console.WriteLine($"load MNIST: {Stopwatch.GetElapsedTime(start).TotalSeconds:F3} s");
        }
        return 0;
    }
}

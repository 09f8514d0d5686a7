using System.Diagnostics;
using AigcNotebooks.Training;
using TorchSharp;

namespace AigcNotebooks.Tools.Bench;

/// <summary>A step's time on both sides, medians over all turns.</summary>
internal sealed record Measurement(string Name, double CSharp, double Python, int Runs, double KilobytesAllocated)
{
    private const double TurnMilliseconds = 700;

    /// <summary>How many times faster C# is than Python.</summary>
    internal double Ratio => Python / CSharp;

    /// <summary>Measures C# and Python in turn, <paramref name="rounds"/> times: what else the machine does then meets both.</summary>
    /// <param name="bfloat16">Whether C#'s products run in bfloat16; Python's stay float32.</param>
    internal static Measurement Of(string name, int rounds, bool bfloat16)
    {
        torch.manual_seed(0);
        Action plain = BenchSteps.All[name]();
        Action step = bfloat16 ? () => InBFloat16(plain) : plain;
        using var twin = new PythonTwin(name, torch.get_num_threads());
        // The first steps compile, allocate and choose; the next say how many make a turn.
        Times(step, 5);
        twin.Run(5);
        int count = (int)Math.Clamp(TurnMilliseconds / Median(Times(step, 5)), 3, 1000);
        var (csharp, python) = (new List<double>(), new List<double>());
        long before = GC.GetTotalAllocatedBytes(precise: true), allocated = 0;
        for (int round = 0; round < rounds; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            csharp.AddRange(Times(step, count));
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            python.AddRange(twin.Run(count));
        }
        return new Measurement(bfloat16 ? $"{name} bf16" : name, Median(csharp), Median(python), csharp.Count, allocated / 1024.0 / csharp.Count);
    }

    private static void InBFloat16(Action step)
    {
        using (Autocast.BFloat16())
            step();
    }

    private static double[] Times(Action step, int count)
    {
        var times = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            step();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times;
    }

    private static double Median(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Tools.Bench;

/// <summary>Does memory stay where it is? Over thousands of steps of each small model, and in a loop that disposes nothing.</summary>
internal static class MemoryChecks
{
    private const double MostGrowth = 20e6, MostOfTemporaries = 1e9;

    // Their steps take a tenth of a second and more.
    private static readonly string[] Slow = ["video", "videodenoiser", "videogan", "text2image", "text2video", "chargpt", "gpt2token", "gpt2token16"];

    /// <summary>Prints what was seen; 1 where something grew too much.</summary>
    internal static int Run(IReadOnlyList<string> names)
    {
        bool fits = Temporaries();
        string[] all = [.. BenchSteps.All.Keys.Except(["add", "loader"])];
        foreach (string name in names.Count > 0 ? names : all)
            fits &= Steps(name, Slow.Contains(name) ? 200 : 5000);
        return fits ? 0 : 1;
    }

    private static bool Temporaries()
    {
        long most = 0;
        for (int i = 0; i < 1500; i++)
        {
            _ = ones(1024, 1024);
            most = Math.Max(most, Environment.WorkingSet);
        }
        Console.WriteLine($"1,500 temporaries of 4 MB without Dispose: at most {most / 1e6:F0} MB resident (limit {MostOfTemporaries / 1e6:F0})");
        return most < MostOfTemporaries;
    }

    private static bool Steps(string name, int count)
    {
        Action step = BenchSteps.All[name]();
        int warm = count / 10;
        for (int i = 0; i < warm; i++)
            step();
        (long start, long least, long most) = (Resident(), long.MaxValue, 0);
        for (int i = warm; i < count; i++)
        {
            step();
            if (i % (count / 50) == 0)
                (least, most) = (Math.Min(least, Resident()), Math.Max(most, Resident()));
        }
        Console.WriteLine($"{name}: {start / 1e6:F1} MB resident after {warm} steps, then {least / 1e6:F1} to {most / 1e6:F1} until step {count}; {Tensor.TotalCount} tensors");
        return most - start < MostGrowth && start - least < MostGrowth;
    }

    private static long Resident()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}

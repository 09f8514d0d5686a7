using System.Diagnostics;
using System.Text;
using AigcNotebooks.Data;

namespace AigcNotebooks.Tools.Bench;

/// <summary>How fast GPT-2's tokenizer reads a text: with nothing remembered, and on later texts of the same words.</summary>
internal static class BenchTokenizer
{
    private const int Rounds = 11;

    internal static int Run(string folder, string textPath)
    {
        string text = File.ReadAllText(textPath);
        double megabytes = Encoding.UTF8.GetByteCount(text) / 1e6;
        BytePairTokenizer.Load(folder).Encode(text);   // compiles
        (var first, var later, var back) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        long[] ids = [];
        for (int round = 0; round < Rounds; round++)
        {
            BytePairTokenizer tokenizer = BytePairTokenizer.Load(folder);
            first[round] = megabytes / Seconds(() => ids = tokenizer.Encode(text));
            later[round] = megabytes / Seconds(() => tokenizer.Encode(text));
            back[round] = megabytes / Seconds(() => tokenizer.Decode(ids));
        }
        Console.WriteLine($"{textPath}: {megabytes:F2} MB, {ids.Length:N0} tokens; medians of {Rounds}: encode {Median(first):F1} MB/s, again {Median(later):F1} MB/s, decode {Median(back):F1} MB/s");
        return 0;
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}

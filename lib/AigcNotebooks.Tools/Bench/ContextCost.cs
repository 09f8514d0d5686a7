using System.Diagnostics;
using AigcNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Tools.Bench;

/// <summary>What a token costs the smallest GPT-2 (random weights; keys and values kept) after few and after many tokens.</summary>
internal static class ContextCost
{
    private const int Texts = 3;

    internal static int Run()
    {
        using var quiet = no_grad();
        using var gpt = new Gpt(GptConfig.Gpt2);
        gpt.eval();
        var length = (int)GptConfig.Gpt2.ContextLength;
        double[][] times = [.. Enumerable.Range(0, Texts).Select(_ => Text(gpt, length))];
        double[] least = [.. Enumerable.Range(0, length).Select(place => times.Min(text => text[place]))];
        Console.WriteLine($"libtorch {__version__}, {get_num_threads()} threads; a token of GPT-2's smallest size, medians of the least of {Texts} texts");
        foreach (int first in new[] { 25, 225, 475, 725, 974 })
            Console.WriteLine($"after {first} to {first + 49} tokens: {least[first..(first + 50)].Order().ElementAt(25):F1} ms");
        return 0;
    }

    /// <returns>Milliseconds a token.</returns>
    private static double[] Text(Gpt gpt, int length)
    {
        using var cache = new KeyValueCache(length);
        var times = new double[length];
        long token = 0;
        for (int place = 0; place < length; place++)
        {
            long start = Stopwatch.GetTimestamp();
            using DisposeScope scope = NewDisposeScope();
            token = gpt.call(tensor(new[] { token }).unsqueeze(0), cache)[0, -1].argmax().item<long>();
            times[place] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times;
    }
}

using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace AigcNotebooks.Kernel.Tests.Fuzz;

/// <summary>One seeded run: a few seconds, minutes in `./aigc test --soak`. `AIGC_FUZZ_SEED` repeats it.</summary>
internal sealed class FuzzRun
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TimeSpan time;

    /// <param name="seconds">How long it lasts in a plain run.</param>
    /// <param name="soakSeconds">How long in a soak.</param>
    internal FuzzRun(int seconds, int soakSeconds)
    {
        time = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("AIGC_SOAK") == "true" ? soakSeconds : seconds);
        Seed = int.TryParse(Environment.GetEnvironmentVariable("AIGC_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Environment.TickCount;
        Random = new Random(Seed);
    }

    internal int Seed { get; }

    internal Random Random { get; }

    internal int Count { get; private set; }

    /// <summary>Whether there is time for another case; there is always for the first ones.</summary>
    internal bool Next() => ++Count <= 5 || clock.Elapsed < time;

    internal T Pick<T>(IReadOnlyList<T> list) => list[Random.Next(list.Count)];

    internal bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>For the summary of `./aigc test --soak`.</summary>
    internal void Report(string what) =>
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: {Count - 1} {what} in {clock.Elapsed.TotalSeconds:F0} s, seed {Seed}"));
}

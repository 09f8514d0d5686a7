using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>How often clips go where their routes say, 0–1 each, by following the ink (<see cref="ClipMotion"/>: a clip that stands still goes nowhere). Print the scores of real clips beside those of drawn
/// ones. Taught in <c>notebooks/09-multimodal-fusion.ipynb</c>.</summary>
/// <param name="All">Of all clips: the one direction is right, or both of two.</param>
/// <param name="One">Of those of one direction: it is right.</param>
/// <param name="First">Of those of two: they set out as they should.</param>
/// <param name="Then">Of those of two: they end as they should.</param>
/// <param name="Both">Of those of two: both are right.</param>
public sealed record RouteScores(double All, double One, double First, double Then, double Both)
{
    /// <param name="clips">(N, 1, T, H, W), T of at least 6: uint8 in 0–255, or floating point in [0, 1]. A digit turns after half of the frames.</param>
    /// <param name="routes">N routes. Where none has one direction, or none two, those scores are not numbers.</param>
    /// <exception cref="ArgumentException">The clips have another shape or range, or there is not a route for each.</exception>
    public static RouteScores Of(Tensor clips, IReadOnlyList<Route> routes)
    {
        ClipPixels.Check(clips, minFrames: 6);
        if (clips.shape[0] != routes.Count)
            throw new ArgumentException($"Expected a route for each of {clips.shape[0]} clips; found {routes.Count}.", nameof(routes));
        using DisposeScope scope = NewDisposeScope();
        long turn = clips.shape[2] / 2;
        long[] whole = Directions(clips), first = Directions(clips.narrow(2, 0, turn + 1)), then = Directions(clips.narrow(2, turn, clips.shape[2] - turn));
        var one = new List<bool>();
        var two = new List<(bool First, bool Then)>();
        foreach ((int i, Route route) in routes.Index())
            if (route.Then is { } second)
                two.Add((first[i] == (long)route.First, then[i] == (long)second));
            else
                one.Add(whole[i] == (long)route.First);
        int both = two.Count(right => right is (true, true));
        return new RouteScores((one.Count(right => right) + both) / (double)routes.Count, Part(one), Part(two.Select(right => right.First)), Part(two.Select(right => right.Then)), both / (double)two.Count);
    }

    private static long[] Directions(Tensor clips)
    {
        using ClipMotion motion = ClipMotion.Of(clips);
        return motion.Directions.data<long>().ToArray();
    }

    private static double Part(IEnumerable<bool> right) => right.Select(r => r ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();
}
